// Asks the index: the same results in the same order as generator/clipbook/search/query.py.

import { postings } from "./index.js";
import { asked, hasDigit, isUnspaced, words } from "./tokens.js";

const VALUES = [6, 10, 13, 18];
const MOST_WORDS = 32;
const MOST_LONGER = 48;
const MOST_OTHERS = 12;
const SHORTEST_GUESS = 4;

/** Finds documents: with all the words, else with most of them. Facets are counted when asked for. */
export async function search(part, { text = "", filters = {}, sort = "", typing = false }) {
  const { wanted, unwanted } = parse(text, typing);
  const [matches, excluded, active] = await Promise.all([
    resolveAll(part, wanted),
    Promise.all(unwanted.map((asks) => resolveAll(part, asks))),
    Promise.all(part.facets.filter((name) => filters[name]?.length).map((name) => filter(part, name, filters[name]))),
  ]);
  const hits = await Promise.all(matches.map((match) => hitsOf(part, match)));
  const { scores, found, held } = score(part.documents, hits);
  const left = await without(part, found, excluded);
  const failed = left.map((document) => failing(document, active));
  const chosen = left.filter((_, at) => failed[at] === "");
  return {
    documents: sorted(chosen, scores, sort || (wanted.length ? "" : "date"), part.dated),
    facets: () => Promise.all(part.facets.map((name) => count(part, name, left, failed))),
    asked: matches.length,
    held,
    others: matches.filter((match) => match.others.length).map((match) => [match.form, match.others]),
    forms: new Set(matches.flatMap((match) => [...match.forms])),
  };
}

/** Reads a query: words, "words in quotes", beginnings* and -exclusions. */
export function parse(text, typing = false) {
  const wanted = [];
  const unwanted = [];
  for (const [, minus, quoted, bare] of text.matchAll(/(-?)"([^"]*)"?|(\S+)/gu)) {
    const asks = asksOf(bare ?? quoted, bare?.endsWith("*"));
    const excluded = bare === undefined ? minus : bare.startsWith("-") && bare.length > 1;
    if (!excluded) wanted.push(...asks);
    else if (asks.length) unwanted.push(asks);
  }
  const last = text.slice(text.lastIndexOf(" ") + 1);
  const unfinished = last && !last.startsWith("-") && !last.endsWith('"');
  if (typing && wanted.length && unfinished) wanted.at(-1).open = true;
  const distinct = new Map(wanted.map((ask) => [JSON.stringify(ask), ask]));
  return { wanted: [...distinct.values()].slice(0, MOST_WORDS), unwanted };
}

function asksOf(piece, lastOpen) {
  const found = words(piece)
    .flatMap(asked)
    .map(([form, instead]) => ({ form, instead, open: isUnspaced(form) && [...form].length === 1 }));
  if (lastOpen && found.length) found.at(-1).open = true;
  return found;
}

const resolveAll = async (part, asks) => (await Promise.all(asks.map((ask) => resolve(part, ask)))).flat();

/** Finds a word's groups; a compound that is nowhere gives way to its parts. */
async function resolve(part, { form, instead = [], open = false }) {
  const match = { form, groups: new Map(), forms: new Set(), others: [] };
  const number = part.holding(form);
  const bucket = await part.bucket(number);
  if (!bucket) return [match];
  const at = find(bucket, form);
  if (bucket.forms[at] === form) take(match, bucket, [at], true);
  if (open) await takeLonger(part, match, number, form);
  if (!match.groups.size && instead.length) return resolveAll(part, instead.map((word) => ({ form: word })));
  if (!match.groups.size) guess(match, bucket, form);
  await mark(part, match);
  return [match];
}

function take(match, bucket, positions, whole) {
  for (const at of positions) {
    match.forms.add(bucket.forms[at]);
    for (const place of bucket.places[at]) if (!match.groups.has(place)) match.groups.set(place, whole);
  }
}

/** Takes the words that start so, in this bucket and, where they go on, in the next. */
async function takeLonger(part, match, number, beginning) {
  const buckets = [part.bucket(number), part.goesOn(number, beginning) && part.bucket(number + 1)];
  for (const bucket of await Promise.all(buckets))
    if (bucket) take(match, bucket, shortest(bucket, beginning).slice(0, MOST_LONGER), false);
}

/** Takes the words that share the longest beginning with one that is nowhere. */
function guess(match, bucket, form) {
  const at = find(bucket, form);
  const neighbours = bucket.forms.slice(Math.max(at - 1, 0), at + 1);
  const shared = Math.max(0, ...neighbours.map((other) => sharedBy(form, other)));
  const whole = shared === form.length && shared > 1;
  const alike = shared >= SHORTEST_GUESS && 3 * shared >= 2 * form.length;
  if (hasDigit(form) || isUnspaced(form) || !(whole || alike)) return;
  const positions = shortest(bucket, form.slice(0, shared)).slice(0, MOST_OTHERS);
  match.others = positions.map((position) => bucket.forms[position]);
  take(match, bucket, positions, false);
}

function find({ forms }, form) {
  let low = 0;
  let high = forms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (forms[middle] < form) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shortest(bucket, beginning) {
  const found = [];
  for (let at = find(bucket, beginning); bucket.forms[at]?.startsWith(beginning); at++) found.push(at);
  const size = (at) => [...bucket.forms[at]].length;
  return found.sort((a, b) => size(a) - size(b));
}

function sharedBy(one, other) {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}

const bucketOf = (place) => Number(place.split(" ")[0]);

/** Adds the word forms that lead to the same groups, as far as they stand in their buckets. */
async function mark(part, match) {
  for (const number of new Set([...match.groups.keys()].map(bucketOf))) {
    const { forms, places } = await part.bucket(number);
    forms.forEach((form, at) => {
      if (places[at].some((place) => match.groups.has(place))) match.forms.add(form);
    });
  }
}

/** Gives the documents of a match, each with the best that one of its groups counts. */
async function hitsOf(part, match) {
  const best = new Map();
  for (const [place, whole] of match.groups) {
    const [number, at] = place.split(" ").map(Number);
    postings((await part.bucket(number)).groups[at], (document, level) => {
      const value = whole ? VALUES[level] : VALUES[level] >> 1;
      if (value > (best.get(document) ?? 0)) best.set(document, value);
    });
  }
  return best;
}

/** Adds up, as BM25 does, what each word counts, the rare ones more. */
function score(documents, hits) {
  const scores = new Int32Array(documents);
  const holding = new Uint8Array(documents);
  for (const values of hits) {
    const worth = rarity(documents, values.size);
    for (const [document, value] of values) {
      scores[document] += worth * value;
      holding[document]++;
    }
  }
  const held = holding.reduce((most, count) => Math.max(most, count), 0);
  const found = [];
  if (held || !hits.length) holding.forEach((count, document) => count === held && found.push(document));
  return { scores, found, held };
}

function rarity(documents, holding) {
  const odds = (documents - holding + 0.5) / (holding + 0.5);
  return Math.max(1, Math.floor(16 * Math.log(1 + odds) + 0.5));
}

async function without(part, found, excluded) {
  const out = new Set();
  for (const matches of excluded) {
    // What is to be left out is never guessed.
    const [first, ...rest] = await Promise.all(matches.map((match) => (match.others.length ? new Map() : hitsOf(part, match))));
    for (const document of first.keys()) if (rest.every((hits) => hits.has(document))) out.add(document);
  }
  return out.size ? found.filter((document) => !out.has(document)) : found;
}

async function filter(part, name, keys) {
  const column = await part.column(name);
  return { name, ...column, wanted: column.values.map(([key]) => keys.includes(key)) };
}

/** Names the one filter that a document fails; nothing where it passes all, null where it fails more. */
function failing(document, active) {
  const failed = active.filter(({ ends, codes, wanted }) => {
    for (let n = ends[document]; n < ends[document + 1]; n++) if (wanted[codes[n]]) return false;
    return true;
  });
  return failed.length > 1 ? null : (failed[0]?.name ?? "");
}

/** Counts a facet's values; its own selection does not narrow it. */
async function count(part, name, found, failed) {
  const { values, ends, codes } = await part.column(name);
  const counts = new Uint32Array(values.length);
  found.forEach((document, at) => {
    if (failed[at] !== "" && failed[at] !== name) return;
    for (let n = ends[document]; n < ends[document + 1]; n++) counts[codes[n]]++;
  });
  return { name, values: values.map(([key, label], code) => ({ key, label, count: counts[code] })) };
}

/** Sorts; the undated come last in both directions of time. */
function sorted(chosen, scores, sort, dated) {
  if (sort === "date") return chosen;
  if (sort === "oldest") return [...chosen.filter((n) => n < dated).reverse(), ...chosen.filter((n) => n >= dated)];
  return chosen.sort((a, b) => scores[b] - scores[a] || a - b);
}
