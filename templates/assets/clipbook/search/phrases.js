// Finds the documents in which forms stand in a row.

import { count, postings } from "./bucket.js";
import { holding } from "./index.js";
import { hitsOf, literal } from "./resolve.js";

/** Finds a phrase: for each document what the least of its words counts, and how many hold it. */
export async function phrased(index, { forms, open }) {
  const matches = await Promise.all(forms.map((form, at) => literal(index, form, open && at === forms.length - 1)));
  const every = matches.map((match) => hitsOf(index.documents, match).values);
  const values = every[0].map((_, document) => Math.min(...every.map((hits) => hits[document])));
  if (forms.length > 1) await keepRows(index, matches, values);
  return { values, count: count(values, (value) => value), forms: matches.flatMap((match) => [...match.forms]) };
}

/** Strikes out the documents that hold all the forms, but nowhere one after the other. */
async function keepRows(index, matches, values) {
  const places = await Promise.all(matches.map((match) => placesOf(index, match, values)));
  values.forEach((value, document) => {
    if (!value) return;
    let ends = places[0].get(document);
    for (const next of places.slice(1)) {
      const before = new Set(ends);
      ends = next.get(document).filter((position) => before.has((position - 1) & 0xffff));
    }
    if (!ends.length) values[document] = 0;
  });
}

/** Gives for each document that is in question where a match stands in it. */
async function placesOf(index, match, values) {
  const found = new Map();
  const one = async ({ bucket, unit }) => {
    const begins = beginnings(bucket);
    const wanted = [];
    postings(bucket.postings[unit], (document, _, n) => {
      const at = begins.units[unit] + n;
      if (values[document]) wanted.push([document, at, holding(begins.files, at)]);
    });
    const files = new Map();
    const read = async (file) => {
      const [start, end] = [begins.files[file], begins.files[file + 1] ?? begins.units.at(-1)];
      files.set(file, await index.positions(bucket.file + file, end - start));
    };
    await Promise.all([...new Set(wanted.map(([, , file]) => file))].map(read));
    for (const [document, at, file] of wanted)
      found.set(document, [...(found.get(document) ?? []), ...files.get(file)(at - begins.files[file])]);
  };
  await Promise.all([...match.units.values()].map(one));
  return found;
}

/** Gives with which posting of a bucket each unit begins, and each file of positions. */
function beginnings(bucket) {
  const units = [0];
  for (const bytes of bucket.postings) units.push(units.at(-1) + count(bytes, (byte) => byte < 128));
  return { units, files: bucket.begins.map(([unit, skipped]) => units[unit] + skipped) };
}
