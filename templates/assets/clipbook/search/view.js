// Turns what the index holds into nodes; nothing of it is ever read as HTML.

import { stretches } from "./tokens.js";

const NAMES = ["address", "title", "outlet", "date", "text", "mono", "hue", "inferred", "lang"];
const FLAGS = {
  t: ["no headline recorded", "No headline was recorded; the title was concluded"],
  o: ["inferred", "The outlet was worked out, not stated"],
  d: ["inferred", "The date was worked out, not stated"],
};

/** Makes an element; attributes that are false, null or undefined are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  node.append(...children.filter((child) => child != null));
  return node;
}

/** Gives a card by its names. */
export const named = (card) => Object.fromEntries(NAMES.map((name, at) => [name, card[at]]));

/** Gives a text as nodes, with the words that were looked for marked. */
export function marked(text, forms) {
  const nodes = [];
  let done = 0;
  for (const [from, to] of stretches(text, forms)) {
    nodes.push(text.slice(done, from), el("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...nodes, text.slice(done)];
}

const flag = (card, of) =>
  card.inferred.includes(of) ? [" ", el("span", { class: "cb-flag cb-flag--inf", title: FLAGS[of][1] }, FLAGS[of][0])] : [];

/** Gives one result as an item of the list. */
export function result(card, root, forms) {
  const lang = { lang: card.lang || null, dir: "auto" };
  const dot = el("span", { class: "cb-dot", "aria-hidden": "true" }, "·");
  const meta = [el("span", { class: "cb-oname" }, card.outlet), ...flag(card, "o"), dot, card.date, ...flag(card, "d"), ...flag(card, "t")];
  const link = el("a", { href: new URL(card.address, root).href, ...lang }, ...marked(card.title, forms));
  return el(
    "li",
    { class: "cb-item" },
    el("span", { class: `cb-mono cb-mono--${card.hue}`, "aria-hidden": "true" }, card.mono),
    el(
      "div",
      { class: "cb-item__b" },
      el("p", { class: "cb-item__meta" }, ...meta),
      el("h3", { class: "cb-item__t" }, link),
      card.text ? el("p", { class: "cb-item__x", ...lang }, ...marked(card.text, forms)) : null,
    ),
  );
}

const FACETS = { kind: "Type", outlet: "Outlet", story: "Story", topic: "Topic", year: "Published" };
const SHOWN = 8;

const byYear = (a, b) => (a.key === "-") - (b.key === "-") || (a.key < b.key ? 1 : -1);
const byCount = (a, b) => b.count - a.count || a.label.localeCompare(b.label);

/** Gives one facet: its values with their counts, the long tail behind a button. */
export function facet({ name, values }, chosen, whole, onWhole) {
  const isOn = ({ key }) => chosen.includes(key);
  const sorted = [...values].sort(name === "year" ? byYear : byCount);
  const some = values.length <= SHOWN ? sorted : sorted.filter((value) => value.count || isOn(value));
  const shown = whole ? some : some.filter((value, at) => at < SHOWN || isOn(value));
  if (!some.length) return null;
  const rest = some.length - shown.length;
  const more = rest ? el("button", { type: "button", class: "cb-btn cb-btn--s", id: `cb-all-${name}` }, `${rest} more`) : null;
  more?.addEventListener("click", () => onWhole(name));
  return el("fieldset", {}, el("legend", {}, FACETS[name] ?? name), ...shown.map((value) => choice(name, value, isOn(value))), more);
}

function choice(name, { key, label, count }, isOn) {
  const box = el("input", { type: "checkbox", name, value: key, id: `cb-f-${name}-${key}`, checked: isOn });
  return el(
    "label",
    { class: count ? null : "is0" },
    box,
    el("span", { dir: "auto" }, label),
    " ",
    el("span", {}, count.toLocaleString("en")),
  );
}
