// Finds the documents in which forms stand in a row.

import { countBytes, eachPosting } from "./bucket.js";
import { holding } from "./index.js";
import { hitsOf, literal } from "./resolve.js";

/** Finds a phrase: for each document what the least of its words counts, and how many hold it. */
export async function phrased(index, { forms, open }) {
  const matches = await Promise.all(forms.map((form, at) => literal(index, form, open && at === forms.length - 1)));
  const every = matches.map((match) => hitsOf(index.documents, match).values);
  const values = every[0].map((_, doc) => Math.min(...every.map((hits) => hits[doc])));
  if (forms.length > 1) await keepRows(index, matches, values);
  return { values, count: countBytes(values, (value) => value), forms: matches.flatMap((match) => [...match.forms]) };
}

/** Strikes out the documents that hold all the forms, but nowhere one after the other. */
async function keepRows(index, matches, values) {
  const places = await Promise.all(matches.map((match) => placesOf(index, match, values)));
  values.forEach((value, doc) => {
    if (!value) return;
    let ends = places[0].get(doc);
    for (const next of places.slice(1)) {
      const before = new Set(ends);
      ends = next.get(doc).filter((position) => before.has((position - 1) & 0xffff));
    }
    if (!ends.length) values[doc] = 0;
  });
}

/** Gives for each document that is in question where a match stands in it. */
async function placesOf(index, match, values) {
  const found = new Map();
  const one = async ({ bucket, unit }) => {
    const begins = beginnings(bucket);
    const wanted = [];
    eachPosting(bucket.postings[unit], (doc, _, n) => {
      const at = begins.units[unit] + n;
      if (values[doc]) wanted.push([doc, at, holding(begins.files, at)]);
    });
    const files = new Map();
    const read = async (file) => {
      const end = begins.files[file + 1] ?? begins.units.at(-1);
      files.set(file, await index.positions(bucket.files[file][0], end - begins.files[file]));
    };
    await Promise.all([...new Set(wanted.map(([, , file]) => file))].map(read));
    for (const [doc, at, file] of wanted)
      found.set(doc, [...(found.get(doc) ?? []), ...files.get(file)(at - begins.files[file])]);
  };
  await Promise.all([...match.units.values()].map(one));
  return found;
}

/** Gives with which posting of a bucket each unit begins, and each file of positions. */
function beginnings(bucket) {
  const units = [0];
  for (const bytes of bucket.postings) units.push(units.at(-1) + countBytes(bytes, (byte) => byte < 128));
  return { units, files: bucket.files.map(([, unit, skipped]) => units[unit] + skipped) };
}
