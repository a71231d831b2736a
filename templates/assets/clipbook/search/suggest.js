// Suggestions under the header's search box: the ARIA combobox pattern with a list in two groups.

import { search } from "./engine.js";
import { holding, json, open } from "./index.js";
import { el, marked, named, plain } from "./nodes.js";
import { phrase } from "./tokens.js";

const MOST_SHOWN = 6;
const MOST_NAMES = 4;
const PAUSE_MS = 120;

/** Gives the outlets, stories, topics and names in whose label every word begins so. */
async function labelled(index, text) {
  const typed = phrase(text);
  const key = typed.reduce((one, other) => (other.length > one.length ? other : one), "");
  if (!key) return [];
  const more = await index.rest();
  const { starts } = more.names;
  const at = holding(starts, key);
  const numbers = [at, at + 1].filter((n) => starts[n] !== undefined && (n === at || starts[n].startsWith(key)));
  const files = await Promise.all(numbers.map((n) => index.decoded("names", n, json, more)));
  const found = new Map();
  for (const [word, kind, label, count, address] of files.flat()) {
    const isMeant = (own) => typed.every((one) => own.some((other) => other.startsWith(one)));
    if (word.startsWith(key) && isMeant(phrase(label))) found.set(kind + label, { kind, label, count, address });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_NAMES);
}

/** Brings suggestions to a search form, once. */
function attach(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  const input = form.querySelector("input");
  const manifest = new URL(form.dataset.index, location.href).href;
  const root = new URL("../", manifest);
  const list = el("div", { id: "cb-suggestions", class: "cb-suggest", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const status = el("span", { class: "cb-vh", role: "status" });
  let options = [];
  let active = -1;
  let turn = new AbortController();
  let waiting = 0;
  let isStale;
  let running;

  document.head.append(el("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href }));
  form.append(list, status);
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);

  const close = () => {
    turn.abort();
    clearTimeout(waiting);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  };

  function activate(at) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[active].id);
  }

  async function suggest() {
    const before = turn;
    const { signal } = (turn = new AbortController());
    const text = input.value;
    waiting = 0;
    if (!text.trim()) return close();
    try {
      const index = (await open(manifest, isStale)).during(signal);
      const both = Promise.all([labelled(index, text), search(index, { text, typing: true })]);
      before.abort();
      isStale = false;
      const [names, found] = await both;
      const cards = await index.entries("cards", found.documents.slice(0, MOST_SHOWN));
      if (!signal.aborted) offer(names, cards.map((card) => named(card, root)), found);
    } catch {
      // Without an index the box is still a form that leads to the search page, which says so.
      isStale = !signal.aborted;
      if (isStale) close();
    }
  }

  function offer(names, cards, { total, forms }) {
    const option = (href, kind, ...children) =>
      el("li", { role: "option", "aria-selected": "false", "data-address": href, "data-kind": kind }, ...children);
    const pages = names.map(({ kind, label, count, address }) => {
      const href = address ? new URL(address, root).href : `${form.action}?${new URLSearchParams({ q: `"${label}"` })}`;
      return option(href, kind, el("b", { dir: "auto" }, label), el("span", {}, `${kind[0].toUpperCase()}${kind.slice(1)} · ${plain(count)}`));
    });
    const results = cards.map((card) =>
      option(card.href, null, el("b", card.tongue, marked(card.title, forms)), el("span", {}, el("bdi", {}, card.outlet), ` · ${card.date}`)),
    );
    const group = (label, some) => (some.length ? [el("ul", { role: "group", "aria-label": label }, some)] : []);
    options = [...pages, ...results];
    options.forEach((each, at) => (each.id = `cb-suggestion-${at}`));
    const none = el("p", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No results");
    list.replaceChildren(...(options.length ? [...group("Go to", pages), ...group("Results", results)] : [none]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(-1);
    status.textContent = options.length ? `Suggestions: ${options.length}, results: ${plain(total)}. Enter shows all results.` : "No results.";
  }

  /** Goes to the next option, of what is typed by now. */
  async function step(by) {
    clearTimeout(waiting);
    if (waiting || list.hidden) running = suggest();
    await running;
    const round = options.length + 1;
    if (options.length && !list.hidden) activate(((active + 1 + by + round) % round) - 1);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (running = suggest()), PAUSE_MS);
  });
  input.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || list.hidden && !by) return;
    if (by) step(by);
    else if (event.key === "Enter" && active >= 0) location.assign(options[active].dataset.address);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-address]");
    if (chosen) location.assign(chosen.dataset.address);
  });
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  if (document.activeElement === input && input.value) suggest();
}

export { attach, labelled, open };
