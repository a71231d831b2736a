// Turns what the index holds into nodes; nothing of it is ever read as HTML.

import { stretches } from "./tokens.js";

const NAMES = ["address", "title", "outlet", "date", "lead", "mono", "hue", "inferred", "lang", "whole"];

/** Makes an element; attributes that are false, null or undefined are left out, and so are such children. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  node.append(...children.flat().filter((child) => child != null));
  return node;
}

/** Writes a number for readers. */
export const plain = (number) => number.toLocaleString("en");

/** Gives a card by its names, with the address it leads to and how its texts are to be set. */
export function named(card, root) {
  const found = Object.fromEntries(NAMES.map((name, at) => [name, card[at]]));
  return { ...found, href: new URL(found.address, root).href, tongue: { lang: found.lang || null, dir: "auto" } };
}

/** Gives a text as nodes, with the words that were looked for marked. */
export function marked(text, forms) {
  const nodes = [];
  let done = 0;
  for (const [from, to] of stretches(text, forms)) {
    // Pairs of characters overlap.
    if (from < done) nodes.at(-1).append(text.slice(done, to));
    else nodes.push(text.slice(done, from), el("mark", null, text.slice(from, to)));
    done = to;
  }
  return [...nodes, text.slice(done)];
}
