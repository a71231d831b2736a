// Suggestions under the header's search box: the ARIA combobox pattern with a list of results.

import { search } from "./engine.js";
import { open } from "./index.js";
import { el, marked, named } from "./view.js";

const MOST = 6;
const PAUSE = 120;

/** Brings suggestions to a search form, once. */
export function attach(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "yes";
  const input = form.querySelector("input");
  const manifest = new URL(form.dataset.index, location.href).href;
  const list = el("ul", { id: "cb-suggestions", class: "cb-suggest", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const status = el("span", { class: "cb-vh", role: "status" });
  let options = [];
  let active = -1;
  let turn = 0;
  let waiting = 0;
  let running;

  document.head.append(el("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href }));
  form.append(list, status);
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);

  const close = () => {
    turn++;
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
    const mine = ++turn;
    waiting = 0;
    const text = input.value;
    if (!text.trim()) return close();
    const part = await open(manifest).catch(() => null);
    // Without an index the box is still a form that leads to the search page, which says so.
    const found = part && (await search(part, { text, typing: true }).catch(() => null));
    const cards = found && (await part.cards(found.documents.slice(0, MOST)).catch(() => null));
    if (mine === turn && cards) offer(cards.map(named), found, new URL("../", manifest));
  }

  function offer(cards, found, root) {
    const all = found.documents.length;
    options = cards.map((card, at) => option(card, at, found.forms, new URL(card.address, root).href));
    const none = el("li", { class: "cb-suggest__none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No results");
    list.replaceChildren(...(all ? options : [none]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = all ? `${cards.length} of ${all.toLocaleString("en")} results. Enter shows all.` : "No results.";
  }

  /** Goes to the next option, of what is typed by now. */
  async function step(by) {
    clearTimeout(waiting);
    if (waiting || list.hidden) running = suggest();
    await running;
    if (options.length && !list.hidden) activate(((active + 1 + by + options.length + 1) % (options.length + 1)) - 1);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (running = suggest()), PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key in steps) {
      event.preventDefault();
      step(steps[event.key]);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options[active].dataset.address);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-address]");
    if (chosen) location.assign(chosen.dataset.address);
  });
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  if (document.activeElement === input && input.value) suggest();
}

function option(card, at, forms, address) {
  const attributes = { id: `cb-suggestion-${at}`, role: "option", "aria-selected": "false", "data-address": address };
  const title = el("b", { lang: card.lang || null, dir: "auto" }, ...marked(card.title, forms));
  return el("li", attributes, title, el("span", {}, `${card.outlet} · ${card.date}`));
}
