// The search page: the address says what is shown, and what is done here is put into the address.

import { search } from "./engine.js";
import { forget, IndexError, open } from "./index.js";
import { el, facet, named, result } from "./view.js";

const PAGE = 10;
const PAUSE = 150;
const TROUBLE = {
  missing: "The search index could not be loaded. Reload the page to try again.",
  version: "The search index is of another version. Reload the page.",
  changed: "The archive was rebuilt. Reload the page.",
};

const page = document.querySelector(".cb-search");
const manifest = new URL(page.dataset.index, location.href).href;
const root = new URL("../", manifest);
const $ = (id) => document.getElementById(`cb-${id}`);
const whole = new Set();
let state = read();
let turn = 0;

/** Reads the state from the address. */
function read() {
  const said = new URLSearchParams(location.search);
  const filters = {};
  for (const name of ["kind", "outlet", "story", "topic", "year"]) filters[name] = said.getAll(name);
  const sort = said.get("sort");
  return {
    text: said.get("q") ?? "",
    filters,
    sort: ["date", "oldest"].includes(sort) ? sort : "",
    page: Math.max(1, Number.parseInt(said.get("page"), 10) || 1),
  };
}

/** Gives the address of a state. */
function address({ text, filters, sort, page: number }) {
  const said = new URLSearchParams();
  if (text.trim()) said.set("q", text.trim());
  for (const [name, keys] of Object.entries(filters)) for (const key of keys) said.append(name, key);
  if (sort) said.set("sort", sort);
  if (number > 1) said.set("page", number);
  return location.pathname + `?${said}`.replace(/\?$/, "");
}

/** Goes to a state; a new entry in the history unless it only refines the last one. */
function go(change, { typing = false } = {}) {
  state = { ...state, page: 1, ...change };
  history[typing ? "replaceState" : "pushState"](null, "", address(state));
  return show(typing);
}

async function show(typing = false, again = true) {
  const mine = ++turn;
  const asked = state;
  page.setAttribute("aria-busy", "true");
  try {
    const part = await open(manifest);
    const found = await search(part, { ...asked, typing });
    const last = Math.max(1, Math.ceil(found.documents.length / PAGE));
    const number = Math.min(asked.page, last);
    const numbers = found.documents.slice((number - 1) * PAGE, number * PAGE);
    const cards = await part.cards(numbers);
    if (mine !== turn) return;
    render(asked, found, cards.map(named), number, last, part.dated);
    // Folded away, as on a small screen, the filters cost nothing.
    const counted = $("filters").open ? await found.facets() : [];
    if (mine === turn) facets(asked, counted);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    forget(manifest);
    if (error.message === "changed" && again) await show(typing, false);
    else if (mine === turn) fail(TROUBLE[error.message]);
  }
}

function render(asked, found, cards, number, last, dated) {
  const total = found.documents.length;
  page.removeAttribute("aria-busy");
  $("count").textContent = inWords(total, asked);
  $("notes").replaceChildren(...notes(asked, found, dated).map((note) => el("p", { class: "cb-note" }, note)));
  $("results").replaceChildren(...cards.map((card) => result(card, root, found.forms)));
  $("pages").replaceChildren(...pages(asked, number, last));
  $("browse").hidden = total > 0;
  const active = Object.values(asked.filters).flat().length;
  $("clear").hidden = !active;
  $("chosen").textContent = active ? `(${active})` : "";
}

function inWords(total, { text, filters }) {
  const results = `${total.toLocaleString("en")} ${total === 1 ? "result" : "results"}`;
  if (text.trim()) return `${results} for “${text.trim()}”`;
  return Object.values(filters).flat().length ? results : `The whole archive: ${total.toLocaleString("en")} articles and stories`;
}

/** Says what a reader would otherwise have to guess. */
function notes({ text, filters, sort }, { documents, asked, held, others }, dated) {
  const said = others.map(([form, forms]) => `Nothing here has the word “${form}”. Shown: ${forms.slice(0, 4).map((other) => `“${other}”`).join(", ")}.`);
  const undated = documents.filter((document) => document >= dated).length;
  if (held && held < asked) said.push(`Nothing holds all ${asked} words; these hold ${held} of them.`);
  if (undated && (sort || !text.trim())) said.push(`${undated.toLocaleString("en")} undated, shown last.`);
  if (documents.length) return said;
  if (Object.values(filters).flat().length) said.push("Clear the filters to search the whole archive.");
  return [...said, "Try fewer words, another spelling, or the beginning of a word with a star: “comput*”."];
}

function pages(asked, number, last) {
  if (last < 2) return [];
  const link = (to, label, rel) => el("a", { class: "cb-btn", href: address({ ...asked, page: to }), rel }, label);
  return [
    number > 1 ? link(number - 1, "Previous", "prev") : "",
    el("span", {}, `Page ${number} of ${last.toLocaleString("en")}`),
    number < last ? link(number + 1, "Next", "next") : "",
  ];
}

function facets(asked, found) {
  const focused = document.activeElement?.id;
  const unfold = (name) => {
    whole.add(name);
    facets(asked, found);
    $("facets").querySelector(`input[name="${name}"]`)?.focus();
  };
  const fieldset = (each) => facet(each, asked.filters[each.name], whole.has(each.name), unfold);
  $("facets").replaceChildren(...found.map(fieldset).filter(Boolean));
  if (focused && document.activeElement !== $("q")) document.getElementById(focused)?.focus();
}

function fail(said) {
  page.removeAttribute("aria-busy");
  $("count").textContent = said;
  for (const id of ["notes", "results", "pages", "facets"]) $(id).replaceChildren();
  $("browse").hidden = false;
}

function fill() {
  $("q").value = state.text;
  $("sort").value = state.sort;
}

let waiting;
$("q").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => go({ text: $("q").value }, { typing: true }), PAUSE);
});
$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  go({ text: $("q").value });
});
$("sort").addEventListener("change", () => go({ sort: $("sort").value }));
$("facets").addEventListener("change", ({ target }) => {
  const keys = state.filters[target.name].filter((key) => key !== target.value);
  if (target.checked) keys.push(target.value);
  go({ filters: { ...state.filters, [target.name]: keys } });
});
$("clear").addEventListener("click", () => {
  go({ filters: Object.fromEntries(Object.keys(state.filters).map((name) => [name, []])) });
  $("q").focus();
});
$("pages").addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  await go({ page: Number(new URL(link.href).searchParams.get("page") ?? 1) });
  $("heading").focus();
  $("heading").scrollIntoView({ block: "start" });
});
window.addEventListener("popstate", () => {
  state = read();
  fill();
  show();
});

$("filters").addEventListener("toggle", () => $("filters").open && show());
if (matchMedia("(max-width: 49.98em)").matches) $("filters").open = false;
$("live").hidden = false;
$("count").textContent = "Loading the index…";
fill();
show();
