// Asks the index: the same results in the same order as generator/clipbook/search/query.py.

import { holdTo, isUnder } from "./fields.js";
import { phrased } from "./phrases.js";
import { hitsOf, resolveAll } from "./resolve.js";
import { parse } from "./syntax.js";

/** Finds documents: with all the words, else with most of them. Facets are counted when asked for. */
export async function search(index, { text = "", filters = {}, sort = "", typing = false }) {
  const asks = parse(text, typing);
  const mask = new Uint8Array(index.documents).fill(1);
  const [matches, phrases, , , unknown, origins, active] = await Promise.all([
    resolveAll(index, asks.wanted),
    Promise.all(asks.phrases.map((each) => phrased(index, each))),
    Promise.all(asks.unwanted.map(async (each) => strike(mask, (await resolveAll(index, each, true)).map((match) => hitsOf(index.documents, match))))),
    Promise.all(asks.unwantedPhrases.map(async (each) => strike(mask, [await phrased(index, each)]))),
    holdTo(index, asks.fields, mask),
    index.origins(),
    Promise.all(index.facets.filter((name) => filters[name]?.length).map((name) => filter(index, name, filters[name]))),
  ]);
  for (const { values } of phrases) values.forEach((value, doc) => value || (mask[doc] = 0));
  const hits = matches.map((match) => hitsOf(index.documents, match));
  const { found, held } = mostHeld(mask, hits);
  const failed = found.map((doc) => failing(doc, active));
  const chosen = found.filter((_, at) => failed[at] === "");
  const order = sorted(chosen, sort ? null : score(index.documents, [...hits, ...phrases]));
  return {
    ...foldedInto(sort === "oldest" ? oldest(order, index.undated) : order, origins),
    total: chosen.length,
    facet: (name) => facetOf(index, name, found, failed),
    facets: () => Promise.all(index.facets.map((name) => facetOf(index, name, found, failed))),
    asked: matches.length,
    held,
    others: matches.filter((match) => match.others.length).map((match) => [match.form, match.others]),
    forms: new Set([...matches, ...phrases].flatMap((match) => [...match.forms])),
    unknown,
    cut: asks.cut,
    phrases: asks.phrases.map((each) => each.text),
  };
}

/** Strikes out what all the hits have. */
function strike(mask, [first, ...rest]) {
  first.values.forEach((value, doc) => {
    if (value && rest.every(({ values }) => values[doc])) mask[doc] = 0;
  });
}

/** Gives the documents left that hold most of the words, and how many these are. */
function mostHeld(mask, hits) {
  const counts = mask.slice().fill(0);
  for (const { values } of hits) values.forEach((value, doc) => (counts[doc] += !!(value && mask[doc])));
  const held = counts.reduce((most, each) => Math.max(most, each), 0);
  const found = [];
  if (held || !hits.length) counts.forEach((each, doc) => mask[doc] && each === held && found.push(doc));
  return { found, held };
}

/** Adds up, as BM25 does, what each word counts, the rare ones more. */
function score(documents, hits) {
  const scores = new Float64Array(documents);
  for (const { values, count: held } of hits) {
    const odds = (documents - held + 0.5) / (held + 0.5);
    const rarity = Math.max(1, Math.floor(16 * Math.log(1 + odds) + 0.5));
    values.forEach((value, doc) => (scores[doc] += rarity * value));
  }
  return scores;
}

/** Sorts by score, the newest first where these are equal; as numbers, which is fast. */
function sorted(chosen, scores) {
  const places = Float64Array.from(chosen, (doc) => (scores ? scores[doc] * 2 ** 24 : 0) + doc);
  return Array.from(places.sort().reverse(), (place) => place % 2 ** 24);
}

/** Turns the order of the dated round; the undated come last all the same. */
const oldest = (order, undated) => [...order.filter((n) => n >= undated).reverse(), ...order.filter((n) => n < undated)];

/** Makes copies and their origin one result, which shows the origin where it is among them. */
function foldedInto(order, origins) {
  const roots = new Set(origins.values());
  const groups = new Map();
  const first = order.filter((doc) => {
    const root = origins.get(doc) ?? (roots.has(doc) ? doc : -1);
    if (root >= 0 && !groups.has(root)) groups.set(root, { at: doc, all: [] });
    else if (root < 0) return true;
    const { at, all } = groups.get(root);
    all.push(doc);
    return at === doc;
  });
  const folded = new Map();
  const leads = new Map();
  for (const [root, { at, all }] of groups) {
    const lead = all.includes(root) ? root : at;
    leads.set(at, lead);
    if (all.length > 1) folded.set(lead, all.filter((doc) => doc !== lead));
  }
  return { documents: first.map((doc) => leads.get(doc) ?? doc), folded };
}

async function filter(index, name, keys) {
  const column = await index.column(name);
  return { name, column, wanted: column.values.map(([key]) => keys.includes(key)) };
}

/** Names the one filter that a document fails; nothing where it passes all, null where it fails more. */
function failing(doc, active) {
  const failed = active.filter(({ column, wanted }) => !isUnder(column, doc, wanted));
  return failed.length > 1 ? null : (failed[0]?.name ?? "");
}

/** Counts a facet's values; its own selection does not narrow it. */
async function facetOf(index, name, found, failed) {
  const { values, ends, codes } = await index.column(name);
  const counts = new Uint32Array(values.length);
  found.forEach((doc, at) => {
    if (failed[at] !== "" && failed[at] !== name) return;
    for (let n = ends[doc]; n < ends[doc + 1]; n++) counts[codes[n]]++;
  });
  const counted = values.map(([key, label], code) => ({ key, label, count: counts[code] }));
  return { name, values: counted, of: (doc) => Array.from(codes.subarray(ends[doc], ends[doc + 1]), (code) => counted[code]) };
}
