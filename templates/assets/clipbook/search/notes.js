// What a reader is told beside the results, and where there are none.

import { el, plain } from "./nodes.js";
import { addressOf, chosenOf } from "./state.js";
import { QUOTED } from "./syntax.js";

const LONGEST_QUOTED = 80;

/** What is said where there is nothing to search. */
export const TROUBLE = {
  missing: "The search index could not be loaded.",
  version: "The search index is of another version than this page. Reload it.",
  changed: "A file of the search index is missing: the archive is being put online anew.",
  damaged: "A file of the search index is damaged.",
  offline: "You are offline, or the archive cannot be reached. Search goes on when the connection is back.",
};

const AWAITED = { terms: "words", cards: "headlines", columns: "filters", positions: "phrases", spelling: "spellings", endings: "spellings" };

/** Says what a slow line has yet to bring. */
export const stillLoading = (series) =>
  `Still loading… ${[...new Set(series.map((name) => AWAITED[name] ?? "the index"))].join(", ")}`;

/** Gives a reader's words as they are, whichever way they are written. */
const quoted = (text) => el("bdi", null, `“${[...text].slice(0, LONGEST_QUOTED).join("")}${[...text][LONGEST_QUOTED] ? "…" : ""}”`);

const listed = (texts) => texts.flatMap((text, at) => [at ? ", " : "", quoted(text)]);

/** Says how many results there are. */
export function inWords({ total, documents }, state) {
  const text = state.text.trim();
  const results = `${plain(total)} ${total === 1 ? "result" : "results"}`;
  const copies = total > documents.length ? `, ${plain(total - documents.length)} of them copies` : "";
  if (text) return [`${results} for `, quoted(text), copies];
  return [chosenOf(state).length ? results : `The whole archive: ${plain(total)} articles and stories`, copies];
}

/** Says what a reader would otherwise have to guess. */
export function notes(state, found, undated) {
  const without = found.documents.filter((number) => number < undated).length;
  const said = [
    ...found.others.map(([form, forms]) => ["Nothing here has ", quoted(form), ". Searched instead for ", listed(forms.slice(0, 4)), "."]),
    ...found.unknown.map(unknownField),
    found.cut && ["Only the first 32 words were looked for."],
    found.held && found.held < found.asked && [`Nothing holds all ${found.asked} words; these hold ${found.held} of them.`],
    found.fewer && [`${plain(found.fewer)} of these hold one word fewer, and stand last.`],
    without && (state.sort || !state.text.trim()) && [`${plain(without)} undated, shown last.`],
    ...(found.total ? [] : nothing(state, found)),
  ];
  return said.filter(Boolean).map((note) => el("p", { class: "cb-note" }, note.flat()));
}

function unknownField([name, value]) {
  if (name === "after" || name === "before")
    return [quoted(`${name}:${value}`), " was left out: a date is written 2026-05-06, 2026-05 or 2026."];
  return [`No ${name} here is called `, quoted(value), "."];
}

function nothing(state, { phrases }) {
  const loose = state.text.replace(new RegExp(`(^|\\s)${QUOTED}`, "g"), "$1$2");
  const link = el("a", { href: addressOf({ ...state, text: loose, page: 1 }) }, "Search for the same words anywhere");
  return [
    phrases.length && ["Nowhere do these stand just so: ", listed(phrases), ". ", link, "."],
    chosenOf(state).length && ["Clear the filters to search the whole archive."],
    ["Try fewer words, another spelling, or the start of a word: “comput*”."],
  ];
}

/** Gives links to pages of results: the first, the last, and those about this one. */
export function pages(state, here, last) {
  if (last < 2) return [];
  const link = (to, label, more) => el("a", { class: "cb-btn cb-btn--s", href: addressOf({ ...state, page: to }), ...more }, label);
  const numbers = [...new Set([1, here - 2, here - 1, here, here + 1, here + 2, last])].filter((n) => n > 0 && n <= last);
  const numbered = (n, at) => [
    at && n > numbers[at - 1] + 1 ? "…" : "",
    link(n, plain(n), { "aria-label": `Page ${plain(n)}`, "aria-current": n === here && "page" }),
  ];
  return [
    here > 1 ? link(here - 1, "Previous", { rel: "prev" }) : "",
    ...numbers.flatMap(numbered),
    here < last ? link(here + 1, "Next", { rel: "next" }) : "",
  ];
}
