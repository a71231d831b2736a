// The search page: the address says what is shown, and what is done here is put into the address.

import { search } from "./engine.js";
import { excerpts } from "./excerpt.js";
import { awaited, IndexError, open } from "./index.js";
import { inWords, notes, pages, stillLoading, TROUBLE } from "./notes.js";
import { addressOf, chosenOf, stated } from "./state.js";
import { parse } from "./syntax.js";
import { words } from "./tokens.js";
import { copies, el, facet, marked, named, plain, result } from "./view.js";

const PAGE = 10;
const PAUSE = 150;
const SLOW = 3000;

const $ = (id) => document.getElementById(`cb-${id}`);
const extra = {};
const place = document.querySelector(".cb-search");
let source;
let root;
let now;
let turn;
let waiting;
let isBroken;

/** Goes to a now; a new entry in the history unless it only refines the last one. */
function go(change, typing = false) {
  clearTimeout(waiting);
  now = { ...now, page: 1, ...change };
  history[typing ? "replaceState" : "pushState"](null, "", addressOf(now));
  return show(typing);
}

/** Shows what the address says. */
function follow() {
  now = stated();
  $("q").value = now.text;
  $("sort").value = now.sort;
  return show();
}

/** Shows the now; a newer query gives the older one up, and what was loaded for it alone. */
async function show(typing = false, anew = false) {
  const before = turn;
  const { signal } = (turn = new AbortController());
  place.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => signal.aborted || say(stillLoading(awaited)), SLOW);
  const shown = { any: false };
  try {
    const index = (await open(source, anew)).during(signal);
    const finding = search(index, { ...now, typing });
    before?.abort();
    await fill(index, now, await finding, shown, slow);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof IndexError)) throw error;
    clearTimeout(slow);
    // What is missing or damaged may be so no more, or be called otherwise by now.
    if (!anew && ["changed", "damaged"].includes(error.message)) await show(typing, true);
    else fail(error.message, shown.any);
  }
}

async function fill(index, asked, found, shown, slow) {
  const { signal } = index;
  const last = Math.max(1, Math.ceil(found.documents.length / PAGE));
  const here = Math.min(asked.page, last);
  const numbers = found.documents.slice((here - 1) * PAGE, here * PAGE);
  const cardsOf = async (some) => (await index.cardsOf(some)).map((card) => named(card, root));
  const cards = await cardsOf(numbers);
  signal.throwIfAborted();
  clearTimeout(slow);
  const items = cards.map((card, at) => {
    const folded = found.folded.get(numbers[at]);
    return result(card, found.forms, folded && copies(folded.length, () => cardsOf(folded)));
  });
  render(asked, found, items, pages(asked, here, last), index.undated);
  shown.any = true;
  excerpts(index, new Map(items.map((item, at) => [item.querySelector(".cb-item__x"), cards[at]]).filter(([node]) => node)), found);
  // Folded away, as on a small screen, the filters cost nothing.
  if ($("filters").open) facets(asked, await found.facets(), signal);
  if (!chosenOf(asked).length || !asked.filters.story.length) inStories(asked, await found.facet("story"), numbers, items);
}

function render(asked, { total, ...found }, items, links, undated) {
  isBroken = false;
  place.removeAttribute("aria-busy");
  say(...inWords(total, asked));
  $("notes").replaceChildren(...notes(asked, { total, ...found }, undated));
  $("results").replaceChildren(...items);
  $("pages").replaceChildren(...links);
  $("browse").hidden = total > 0;
  const active = chosenOf(asked).length;
  $("clear").hidden = !active;
  $("chosen").textContent = active ? `(${active})` : "";
}

const say = (...said) => $("count").replaceChildren(...said);

function facets(asked, counted, signal) {
  if (signal.aborted) return;
  const focused = document.activeElement?.id;
  const more = (name, shown) => {
    extra[name] = shown;
    facets(asked, counted, signal);
    $("facets").querySelector(`[name="${name}"]`)?.focus();
  };
  $("facets").replaceChildren(...counted.map((each) => facet(each, asked.filters[each.name], extra[each.name] ?? 0, more)).filter(Boolean));
  if (focused && document.activeElement !== $("q")) document.getElementById(focused)?.focus();
}

/** Says below each result how many others of its story there are among the results. */
function inStories(asked, { of }, numbers, items) {
  numbers.forEach((number, at) => {
    for (const { key, count } of of(number)) {
      const href = addressOf({ ...asked, page: 1, filters: { ...asked.filters, story: [key] } });
      const link = el("a", { href }, `${plain(count - 1)} more in this story`);
      if (count > 1) items[at].lastChild.append(el("p", { class: "cb-item__more" }, link));
    }
  });
}

function fail(why, isShown) {
  isBroken = true;
  place.removeAttribute("aria-busy");
  const again = el("button", { type: "button", class: "cb-btn cb-btn--s" }, "Try again");
  again.addEventListener("click", () => show());
  if (isShown) return $("notes").append(el("p", { class: "cb-note" }, TROUBLE[why], " ", again));
  say(TROUBLE[why]);
  for (const id of ["notes", "results", "pages", "facets"]) $(id).replaceChildren();
  $("notes").append(again);
  $("browse").hidden = false;
}

/** Follows a link to another state without loading the page anew. */
async function click(event) {
  const link = event.target.closest("a");
  if (link?.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  await follow();
  $("heading").focus();
  $("heading").scrollIntoView({ block: "start" });
}

function start() {
  source = new URL(place.dataset.index, location.href).href;
  root = new URL("../", source);
  const on = (target, name, act) => target.addEventListener(name, act);
  on($("q"), "input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go({ text: $("q").value }, true), PAUSE);
  });
  on($("form"), "submit", (event) => {
    event.preventDefault();
    go({ text: $("q").value });
  });
  on($("sort"), "change", () => go({ sort: $("sort").value }));
  on($("facets"), "change", ({ target }) => {
    const keys = now.filters[target.name].filter((key) => key !== target.value);
    if (target.checked) keys.push(target.value);
    go({ filters: { ...now.filters, [target.name]: keys } });
  });
  on($("clear"), "click", () => {
    go({ filters: Object.fromEntries(Object.keys(now.filters).map((name) => [name, []])) });
    $("q").focus();
  });
  on(place, "click", click);
  on(window, "popstate", follow);
  on(window, "online", () => isBroken && show());
  if (matchMedia("(max-width: 49.98em)").matches) $("filters").open = false;
  on($("filters"), "toggle", () => $("filters").open && show());
  $("live").hidden = false;
  say("Loading the index…");
  follow();
}

export { marked, open, parse, search, words };

if (place) start();
