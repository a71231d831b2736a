// Asks the index: the same results in the same order as generator/clipbook/search/query.py.

import { holdTo, isUnder } from "./fields.js";
import { phrased } from "./phrases.js";
import { hitsOf, resolveAll } from "./resolve.js";
import { parse } from "./syntax.js";

const FEW = 10;

/** Finds documents: with all the words, else with most of them. Facets are counted when asked for. */
export async function search(index, { text = "", filters = {}, sort = "", typing = false }) {
  const asks = parse(text, typing);
  const mask = new Uint8Array(index.documents).fill(1);
  const [matches, phrases, unknown, origins, active] = await Promise.all([
    resolveAll(index, asks.wanted),
    Promise.all(asks.phrases.map((each) => phrased(index, each))),
    holdTo(index, asks.fields, mask),
    index.origins(),
    Promise.all(index.facets.filter(({ name }) => filters[name]?.length).map(({ name }) => filter(index, name, filters[name]))),
    leaveOut(index, asks, mask),
  ]);
  for (const { values } of phrases) values.forEach((value, doc) => value || (mask[doc] = 0));
  const hits = matches.map((match) => hitsOf(index.documents, match));
  const { found, held, counts } = mostHeld(mask, hits, sort);
  const failed = found.map((doc) => failing(doc, active));
  const chosen = found.filter((_, at) => failed[at] === "");
  const order = sorted(chosen, sort ? null : score(index.documents, [...hits, ...phrases], counts));
  return {
    ...foldedInto(sort === "oldest" ? oldest(order, index.undated) : order, origins),
    total: chosen.length,
    facet: (name) => facetOf(index, name, found, failed, active),
    asked: matches.length,
    held,
    fewer: chosen.filter((doc) => counts[doc] < held).length,
    others: matches.filter((match) => match.others.length).map((match) => [match.form, match.others]),
    forms: new Set([...matches, ...phrases].flatMap((match) => [...match.forms])),
    unknown,
    cut: asks.cut,
    phrases: asks.phrases.map((each) => each.text),
  };
}

/** Strikes out what is not wanted; an exclusion is held to all of its words, and never guessed. */
async function leaveOut(index, { unwanted, unwantedPhrases }, mask) {
  const words = async (asks) => (await resolveAll(index, asks, true)).map((match) => hitsOf(index.documents, match));
  const phrases = unwantedPhrases.map(async (each) => [await phrased(index, each)]);
  for (const hits of await Promise.all([...unwanted.map(words), ...phrases])) strike(mask, hits);
}

/** Strikes out what all the hits have. */
function strike(mask, [first, ...rest]) {
  first.values.forEach((value, doc) => {
    if (value && rest.every(({ values }) => values[doc])) mask[doc] = 0;
  });
}

/** Gives the documents left that hold most of the words; where these are few, those with one word fewer too. */
function mostHeld(mask, hits, sort) {
  const counts = mask.slice().fill(0);
  for (const { values } of hits) values.forEach((value, doc) => (counts[doc] += !!(value && mask[doc])));
  const held = counts.reduce((most, each) => Math.max(most, each), 0);
  const found = [];
  const take = (count) => counts.forEach((each, doc) => mask[doc] && each === count && found.push(doc));
  if (held || !hits.length) take(held);
  if (!sort && found.length < FEW && 2 * (held - 1) > hits.length) take(held - 1);
  return { found, held, counts };
}

/** Adds up, as BM25 does, what each word counts, the rare ones more; how many words are held comes first. */
function score(documents, hits, counts) {
  const scores = Float64Array.from(counts, (count) => count * 2 ** 20);
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
  const folded = new Map();
  if (!origins.size) return { documents: order, folded };
  const groups = new Map(order.map((doc) => [origins.get(doc) ?? doc, []]));
  for (const doc of order) groups.get(origins.get(doc) ?? doc).push(doc);
  const documents = Array.from(groups, ([origin, group]) => {
    const lead = group.includes(origin) ? origin : group[0];
    if (group.length > 1) folded.set(lead, group.filter((doc) => doc !== lead));
    return lead;
  });
  return { documents, folded };
}

async function filter(index, name, keys) {
  const column = await index.column(name);
  return { name, column, wanted: (await index.values(column)).map(([key]) => keys.includes(key)) };
}

/** Names the one filter that a document fails; nothing where it passes all, null where it fails more. */
function failing(doc, active) {
  const failed = active.filter(({ column, wanted }) => !isUnder(column, doc, wanted));
  return failed.length > 1 ? null : (failed[0]?.name ?? "");
}

/** Counts a facet's values, by their codes; its own selection does not narrow it. */
async function facetOf(index, name, found, failed, active) {
  const column = await index.column(name);
  const { ends, codes, size } = column;
  const counts = new Uint32Array(size);
  found.forEach((doc, at) => {
    if (failed[at] !== "" && failed[at] !== name) return;
    for (let n = ends[doc]; n < ends[doc + 1]; n++) counts[codes[n]]++;
  });
  const wanted = active.find((each) => each.name === name)?.wanted ?? [];
  const of = (doc) => [...codes.subarray(ends[doc], ends[doc + 1])];
  return { name, counts, wanted, of, values: (some) => index.keyed(column, some) };
}
