// Shows the words around what was looked for, read from the article's own page.

import { marked } from "./nodes.js";
import { phrase, stretches } from "./tokens.js";

const AT_ONCE = 3;
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, dd, dt, br";
/** Stands where a block ends: no phrase reaches across. */
const END = "\0";
const BETWEEN = /^[^\p{L}\p{N}\0]*$/u;
const ROW = 99;

/** Puts excerpts in the place of leads that hold nothing of what was looked for, as they come into view. */
export function excerpts(index, items, { forms, phrases }) {
  const { signal } = index;
  const rows = phrases.map(phrase);
  const waiting = [];
  let running = 0;
  const next = async () => {
    if (running === AT_ONCE || signal.aborted || !waiting.length) return;
    running++;
    const [node, card] = waiting.shift();
    // Where its page cannot be had, the lead stays.
    const text = await index.once(card.href, (own) => textOf(card.href, own.signal)).catch(() => "");
    const [worth, from] = best(text, forms, rows);
    if (worth && !signal.aborted) node.replaceChildren(...marked(around(text, from, card.lead.length), forms));
    running--;
    next();
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        seen.unobserve(target);
        waiting.push(items.find(([node]) => node === target));
        next();
      }
    },
    { rootMargin: "200px" },
  );
  signal.addEventListener("abort", () => seen.disconnect());
  const enough = rows.length ? ROW : 1;
  for (const [node, card] of items)
    if (node && forms.size && card.whole && [card.title, card.lead].every((text) => best(text, forms, rows)[0] < enough)) seen.observe(node);
}

/** Gives the words of a page; what parses it runs no script and loads nothing. */
async function textOf(address, signal) {
  const html = await (await fetch(address, { signal })).text();
  const parts = new DOMParser().parseFromString(html, "text/html").querySelectorAll("[data-search-text]");
  for (const part of parts) for (const block of [part, ...part.querySelectorAll(BLOCKS)]) block.append(END);
  return [...parts].map((part) => part.textContent).join("").replace(/\s+/g, " ");
}

/** Gives how much of what was looked for stands together in a text, at best, and where. */
function best(text, forms, rows) {
  const found = stretches(text, forms);
  const follows = (n) => BETWEEN.test(text.slice(found[n - 1][1], found[n][0]));
  const isRow = (at) => (row) => row.every((form, n) => found[at + n]?.[2].startsWith(form) && (!n || follows(at + n)));
  let most = [0, 0];
  found.forEach(([from], at) => {
    const near = found.slice(at, at + ROW).filter(([other]) => other < from + 200);
    const worth = new Set(near.map(([, , form]) => form)).size + (rows.some(isRow(at)) ? ROW : 0);
    if (worth > most[0]) most = [worth, from];
  });
  return most;
}

/** Cuts so many characters out of a text around a place, as long as what they replace: nothing jumps. */
function around(text, from, size) {
  let start = Math.max(0, Math.min(from - (size >> 2), text.length - size));
  const space = text.indexOf(" ", start);
  if (start && space >= 0 && space < from) start = space + 1;
  const last = text.lastIndexOf(" ", start + size);
  const end = start + size < text.length && last > from + (size >> 1) ? last : start + size;
  return (start ? "… " : "") + text.slice(start, end).replaceAll(END, " ").trim() + (end < text.length - 1 ? " …" : "");
}
