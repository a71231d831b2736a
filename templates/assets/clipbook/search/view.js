// Results and filters as nodes.

import { el, marked, plain } from "./nodes.js";
import { LEGENDS } from "./state.js";

const FLAGS = {
  t: ["no headline recorded", "No headline was recorded; the title was concluded"],
  o: ["inferred", "The outlet was worked out, not stated"],
  d: ["inferred", "The date was worked out, not stated"],
};

const flag = (card, of) =>
  card.inferred.includes(of) ? [" ", el("span", { class: "cb-flag cb-flag--inf", title: FLAGS[of][1] }, FLAGS[of][0])] : [];

const meta = (card) => [
  el("span", { class: "cb-oname", dir: "auto" }, card.outlet),
  flag(card, "o"),
  el("span", { class: "cb-dot", "aria-hidden": "true" }, "·"),
  card.date,
  flag(card, "d"),
].flat();

/** Gives one result as an item of the list, with what goes below it. */
export function result(card, forms, below) {
  return el(
    "li",
    { class: "cb-item" },
    el("span", { class: `cb-mono cb-mono--${card.hue}`, "aria-hidden": "true" }, card.mono),
    el(
      "div",
      { class: "cb-item__b" },
      el("p", { class: "cb-item__meta" }, meta(card), flag(card, "t")),
      el("h3", { class: "cb-item__t" }, el("a", { href: card.href, ...card.tongue }, marked(card.title, forms))),
      card.lead ? el("p", { class: "cb-item__x", ...card.tongue }, marked(card.lead, forms)) : null,
      below,
    ),
  );
}

/** Gives the copies of a result, whose cards are asked for when they are to be seen. */
export function copies(count, cards) {
  const list = el("ul", { class: "cb-copies" });
  const details = el("details", { class: "cb-rest" }, el("summary", null, count > 1 ? `${count} copies` : "1 copy"), list);
  details.addEventListener("toggle", async () => {
    if (details.open && !list.firstChild)
      list.append(...(await cards()).map((card) => el("li", null, meta(card), " ", el("a", { href: card.href, ...card.tongue }, card.title))));
  });
  return details;
}

const SHOWN = 8;
const AT_A_TIME = 50;

/** Gives one facet: its values with their counts, the long tail behind a button. */
export async function facet({ name, counts, wanted, values }, extra, onMore) {
  const some = [...counts.keys()].filter((code) => counts.length <= SHOWN || counts[code] || wanted[code]);
  // The codes of the years go with them, the unknown first.
  some.sort((a, b) => (name === "year" ? b - a : counts[b] - counts[a] || a - b));
  const shown = some.filter((code, at) => at < SHOWN + extra || wanted[code]);
  if (!some.length) return "";
  const named = await values(shown);
  const more = el("button", { type: "button", class: "cb-btn cb-btn--s" }, `${plain(some.length - shown.length)} more`);
  more.addEventListener("click", () => onMore(name, extra + AT_A_TIME));
  return el(
    "fieldset",
    null,
    el("legend", null, LEGENDS[name]),
    shown.map((code, at) => choice(name, named[at], counts[code], wanted[code])),
    shown.length < some.length ? more : null,
  );
}

function choice(name, [key, label], count, isOn) {
  const box = el("input", { type: "checkbox", name, value: key, id: `cb-f-${name}-${key}`, checked: isOn });
  return el("label", { class: count ? null : "is0" }, box, el("span", { dir: "auto" }, label), " ", el("span", null, plain(count)));
}
