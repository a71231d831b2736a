// What a reader is told beside the results, and where there are none.

import { addressOf, chosenOf } from "./state.js";
import { el, plain } from "./view.js";

const LONGEST_QUOTED = 80;

/** What is said where there is nothing to search. */
export const TROUBLE = {
  missing: "The search index could not be loaded.",
  version: "The search index is of another version than this page. Reload the page.",
  changed: "A file of the search index is missing: the archive is being put online anew, or in part.",
  damaged: "A file of the search index is damaged.",
  offline: "You are offline, or the archive cannot be reached. Search goes on when the connection is back.",
};

const AWAITED = { terms: "words", cards: "headlines", columns: "filters", positions: "phrases", spelling: "spellings", endings: "spellings" };

/** Says what a slow line has yet to bring. */
export const stillLoading = (series) =>
  `Still loading… ${[...new Set(series.map((name) => AWAITED[name] ?? "the index"))].join(", ")}`;

/** Gives a reader's words as they are, whichever way they are written. */
const quoted = (text) => el("bdi", {}, `“${text.length > LONGEST_QUOTED ? `${[...text].slice(0, LONGEST_QUOTED).join("")}…` : text}”`);

/** Says how many results there are. */
export function inWords(total, state) {
  const results = `${plain(total)} ${total === 1 ? "result" : "results"}`;
  if (state.text.trim()) return [`${results} for `, quoted(state.text.trim())];
  return [chosenOf(state).length ? results : `The whole archive: ${plain(total)} articles and stories`];
}

/** Says what a reader would otherwise have to guess. */
export function notes(state, found, undated) {
  const { asked, held, total } = found;
  const without = found.documents.filter((doc) => doc < undated).length;
  const said = [...found.others.map(replaced), ...found.unknown.map(unknownField)];
  if (found.cut) said.push(["Only the first 32 words were looked for."]);
  if (held && held < asked) said.push([`Nothing holds all ${asked} words; these hold ${held} of them.`]);
  if (without && (state.sort || !state.text.trim())) said.push([`${plain(without)} undated, shown last.`]);
  return (total ? said : [...said, ...nothing(state, found)]).map((note) => el("p", { class: "cb-note" }, ...note));
}

const listed = (forms) => forms.flatMap((form, n) => (n ? [", ", quoted(form)] : [quoted(form)]));

const replaced = ([form, forms]) => ["Nothing here has ", quoted(form), ". Searched instead for ", ...listed(forms.slice(0, 4)), "."];

function unknownField([name, value]) {
  if (name === "after" || name === "before")
    return [quoted(`${name}:${value}`), " was left out: a date is written 2026-05-06, 2026-05 or 2026."];
  return [`No ${name} here is called `, quoted(value), "."];
}

function nothing(state, { phrases }) {
  const loose = state.text.replace(/(^|\s)["“”„]([^"“”„]*)["“”„]?/g, "$1$2");
  const link = el("a", { href: addressOf({ ...state, text: loose, page: 1 }) }, "Search for the same words anywhere");
  return [
    ...(phrases.length ? [["Nowhere do ", ...listed(phrases), " stand just so. ", link, "."]] : []),
    ...(chosenOf(state).length ? [["Clear the filters to search the whole archive."]] : []),
    ["Try fewer words, another spelling, or the beginning of a word with a star: “comput*”."],
  ];
}

/** Gives links to pages of results: the first, the last, and those about this one. */
export function pages(state, here, last) {
  if (last < 2) return [];
  const link = (to, label, more) => el("a", { class: "cb-btn cb-btn--s", href: addressOf({ ...state, page: to }), ...more }, label);
  const numbers = [...new Set([1, here - 2, here - 1, here, here + 1, here + 2, last])].filter((n) => n > 0 && n <= last);
  const numbered = numbers.flatMap((n, at) => [
    at && n > numbers[at - 1] + 1 ? "…" : null,
    link(n, plain(n), { "aria-label": `Page ${plain(n)}`, "aria-current": n === here ? "page" : null }),
  ]);
  return [
    here > 1 ? link(here - 1, "Previous", { rel: "prev" }) : null,
    ...numbered,
    here < last ? link(here + 1, "Next", { rel: "next" }) : null,
  ].filter((each) => each);
}
