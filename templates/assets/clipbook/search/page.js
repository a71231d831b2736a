// The search page: the address says what is shown, and what is done here is put into the address.

import { search } from "./engine.js";
import { excerpts } from "./excerpt.js";
import { awaited, open } from "./index.js";
import { el, marked, named, plain } from "./nodes.js";
import { inWords, notes, pages, stillLoading, TROUBLE } from "./notes.js";
import { addressOf, chosenOf, stated } from "./state.js";
import { parse } from "./syntax.js";
import { words } from "./tokens.js";
import { copies, facet, result } from "./view.js";

const PAGE = 10;
const PAUSE = 150;
const SLOW = 3000;

const $ = (id) => document.getElementById(`cb-${id}`);
const say = (...said) => $("count").replaceChildren(...said);
const on = (target, name, act) => target.addEventListener(name, act);
const place = document.querySelector(".cb-search");
const source = place && new URL(place.dataset.index, location.href).href;
const shownMore = {};
let now;
let turn;
let waiting;
let isBroken;

/** Goes to a state; a new entry in the history unless it only refines the last one. */
function go(change) {
  clearTimeout(waiting);
  now = { ...now, page: 1, ...change };
  history[change.typing ? "replaceState" : "pushState"](null, "", addressOf(now));
  return show();
}

/** Shows what the address says. */
function follow() {
  now = stated();
  $("q").value = now.text;
  $("sort").value = now.sort;
  return show();
}

/** Shows the state; a newer query gives the older one up, and what was being loaded for it alone. */
async function show(anew) {
  const before = turn;
  const { signal } = (turn = new AbortController());
  const told = { slow: setTimeout(() => signal.aborted || say(stillLoading(awaited)), SLOW) };
  place.ariaBusy = "true";
  try {
    const index = (await open(source, anew)).during(signal);
    const finding = search(index, now);
    before?.abort();
    await fill(index, now, await finding, told);
  } catch (error) {
    clearTimeout(told.slow);
    if (signal.aborted) return;
    // What is missing or damaged may be so no more, or be called otherwise by now.
    if (!anew && error.message !== "offline") await show(true);
    else fail(error, told.results);
  }
}

async function fill(index, asked, found, told) {
  const last = Math.max(1, Math.ceil(found.documents.length / PAGE));
  const here = Math.min(asked.page, last);
  const numbers = found.documents.slice((here - 1) * PAGE, here * PAGE);
  const cardsOf = async (some) => (await index.entries("cards", some)).map((card) => named(card, new URL("../", source)));
  const cards = await cardsOf(numbers);
  index.signal.throwIfAborted();
  const items = cards.map((card, at) => {
    const others = found.folded.get(numbers[at]);
    return result(card, found.forms, others && copies(others.length, () => cardsOf(others).catch((error) => fail(error, true) ?? [])));
  });
  clearTimeout(told.slow);
  told.results = render(asked, found, index, items, pages(asked, here, last));
  excerpts(index, items.map((item, at) => [item.querySelector(".cb-item__x"), cards[at]]), found);
  // Folded away, as on a small screen, the filters cost nothing.
  if ($("filters").open) await facets(index, found);
  if (!asked.filters.story.length) await inStories(asked, await found.facet("story"), numbers, items);
}

function render(asked, found, { undated }, items, links) {
  const active = chosenOf(asked).length;
  isBroken = false;
  place.ariaBusy = null;
  say(...inWords(found, asked));
  $("notes").replaceChildren(...notes(asked, found, undated));
  $("results").replaceChildren(...items);
  $("pages").replaceChildren(...links);
  $("browse").hidden = found.total > 0;
  $("clear").hidden = !active;
  $("chosen").textContent = active ? `(${active})` : "";
  return true;
}

async function facets(index, found) {
  const more = async (name, many) => {
    shownMore[name] = many;
    await show();
    $("facets").querySelector(`[name="${name}"]`)?.focus();
  };
  const fieldset = async ({ name }) => facet(await found.facet(name), shownMore[name] ?? 0, more);
  const made = await Promise.all(index.facets.map(fieldset));
  index.signal.throwIfAborted();
  const focused = document.activeElement;
  $("facets").replaceChildren(...made);
  if (focused.id && !focused.isConnected) document.getElementById(focused.id)?.focus();
}

/** Says below each result how many others of its story there are among the results. */
function inStories(asked, { of, counts, values }, numbers, items) {
  const one = async (code, item) => {
    const [[key]] = await values([code]);
    const href = addressOf({ ...asked, page: 1, filters: { ...asked.filters, story: [key] } });
    item.lastChild.append(el("p", { class: "cb-more" }, el("a", { href }, `${plain(counts[code] - 1)} more in this story`)));
  };
  return Promise.all(numbers.flatMap((number, at) => of(number).map((code) => counts[code] > 1 && one(code, items[at]))));
}

/** Says what is wrong; whatever cannot be unpacked or read is not what it was written as. */
function fail({ message }, hasResults) {
  const why = TROUBLE[message] ?? TROUBLE.damaged;
  const again = el("button", { type: "button", class: "cb-btn cb-btn--s" }, "Try again");
  isBroken = true;
  place.ariaBusy = null;
  on(again, "click", () => show());
  if (hasResults) return $("notes").append(el("p", { class: "cb-note" }, why, " ", again));
  say(why);
  for (const id of ["results", "pages", "facets"]) $(id).replaceChildren();
  $("notes").replaceChildren(again);
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
  $("heading").scrollIntoView();
}

function choose({ target }) {
  const keys = now.filters[target.name].filter((key) => key !== target.value);
  go({ filters: { ...now.filters, [target.name]: target.checked ? [...keys, target.value] : keys } });
}

function start() {
  on($("q"), "input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go({ text: $("q").value, typing: true }), PAUSE);
  });
  on($("form"), "submit", (event) => {
    event.preventDefault();
    go({ text: $("q").value, typing: false });
  });
  on($("sort"), "change", () => go({ sort: $("sort").value }));
  on($("facets"), "change", choose);
  on($("clear"), "click", () => {
    go({ filters: stated("").filters });
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
