// Turns what the index holds into nodes; nothing of it is ever read as HTML.

import { stretches } from "./tokens.js";

const NAMES = ["address", "title", "outlet", "date", "lead", "mono", "hue", "inferred", "lang", "whole"];
const FLAGS = {
  t: ["no headline recorded", "No headline was recorded; the title was concluded"],
  o: ["inferred", "The outlet was worked out, not stated"],
  d: ["inferred", "The date was worked out, not stated"],
};

/** Makes an element; attributes that are false, null or undefined are left out, and so are such children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  node.append(...children.filter((child) => child != null));
  return node;
}

/** Writes a number for readers. */
export const plain = (number) => number.toLocaleString("en");

/** Gives a card by its names, where it leads to, and how its texts are to be set. */
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
    else nodes.push(text.slice(done, from), el("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...nodes, text.slice(done)];
}

const flag = (card, of) =>
  card.inferred.includes(of) ? [" ", el("span", { class: "cb-flag cb-flag--inf", title: FLAGS[of][1] }, FLAGS[of][0])] : [];

const meta = (card) => [
  el("span", { class: "cb-oname", dir: "auto" }, card.outlet),
  ...flag(card, "o"),
  el("span", { class: "cb-dot", "aria-hidden": "true" }, "·"),
  card.date,
  ...flag(card, "d"),
];

/** Gives one result as an item of the list, with what goes below it. */
export function result(card, forms, ...below) {
  return el(
    "li",
    { class: "cb-item" },
    el("span", { class: `cb-mono cb-mono--${card.hue}`, "aria-hidden": "true" }, card.mono),
    el(
      "div",
      { class: "cb-item__b" },
      el("p", { class: "cb-item__meta" }, ...meta(card), ...flag(card, "t")),
      el("h3", { class: "cb-item__t" }, el("a", { href: card.href, ...card.tongue }, ...marked(card.title, forms))),
      card.lead && el("p", { class: "cb-item__x", ...card.tongue }, ...marked(card.lead, forms)),
      ...below,
    ),
  );
}

/** Gives the copies of a result, whose cards are asked for when they are to be seen. */
export function copies(count, cards) {
  const list = el("ul");
  const details = el("details", { class: "cb-copies" }, el("summary", {}, `${count} ${count > 1 ? "copies" : "copy"}`), list);
  const fill = async () =>
    list.replaceChildren(...(await cards()).map((card) => el("li", {}, el("a", { href: card.href, ...card.tongue }, card.title), " ", ...meta(card))));
  details.addEventListener("toggle", () => details.open && !list.firstChild && fill());
  return details;
}

const LEGENDS = { kind: "Type", outlet: "Outlet", story: "Story", topic: "Topic", year: "Published" };
const SHOWN = 8;
const AT_A_TIME = 50;

const order = (one, other) => (one < other ? -1 : 1);
const byYear = (a, b) => (a.key === "-") - (b.key === "-") || order(b.key, a.key);
const byCount = (a, b) => b.count - a.count || order(a.label, b.label);

/** Gives one facet: its values with their counts, the long tail behind a button. */
export function facet({ name, values }, chosen, extra, onMore) {
  const isOn = ({ key }) => chosen.includes(key);
  const some = values.filter((value) => values.length <= SHOWN || value.count || isOn(value));
  const shown = some.sort(name === "year" ? byYear : byCount).filter((value, at) => at < SHOWN + extra || isOn(value));
  if (!some.length) return null;
  const rest = some.length - shown.length;
  const more = rest ? el("button", { type: "button", class: "cb-btn cb-btn--s" }, `${plain(rest)} more`) : null;
  more?.addEventListener("click", () => onMore(name, extra + AT_A_TIME));
  return el("fieldset", {}, el("legend", {}, LEGENDS[name] ?? name), ...shown.map((value) => choice(name, value, isOn(value))), more);
}

function choice(name, { key, label, count }, isOn) {
  const box = el("input", { type: "checkbox", name, value: key, id: `cb-f-${name}-${key}`, checked: isOn });
  return el("label", { class: count ? null : "is0" }, box, el("span", { dir: "auto" }, label), " ", el("span", {}, plain(count)));
}
