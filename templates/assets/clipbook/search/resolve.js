// Leads from a word of a query to units of the index, and from these to documents.

import { eachPosting } from "./bucket.js";
import { find } from "./index.js";
import { nearest, sharedBy } from "./spelling.js";
import { hasDigit, isUnspaced } from "./tokens.js";

const VALUES = [6, 10, 13, 18];
const MOST = 18;
const MOST_LONGER = 48;
const MOST_OTHERS = 12;
const SHORTEST_GUESS = 4;

/** Finds what words lead to; `exactly`: what is to be left out is never guessed. */
export const resolveAll = async (index, asks, exactly) =>
  (await Promise.all(asks.map((ask) => resolve(index, ask, exactly)))).flat();

async function resolve(index, { form, instead = [], open }, exactly) {
  const match = await literal(index, form, open);
  const bucket = await index.bucket(form);
  await takeKin(index, match, bucket, [form]);
  if (match.units.size || !bucket) return [match];
  if (instead.length) return resolveAll(index, instead.map((part) => ({ form: part })), exactly);
  if (!exactly) await guess(index, match, bucket, form, open);
  return [match];
}

/** Finds a form itself, and where it is open those that begin so. */
export async function literal(index, form, open) {
  const match = { form, units: new Map(), forms: new Set(), others: [] };
  const bucket = await index.bucket(form);
  if (!bucket) return match;
  take(match, bucket, [form], 0);
  if (!open) return match;
  const next = index.terms.starts[bucket.number + 1]?.startsWith(form) && (await index.bucket(form, 1));
  const most = isUnspaced(form) ? Infinity : MOST_LONGER;
  for (const each of [bucket, next]) if (each) take(match, each, beginning(each, form).slice(0, most), 1);
  return match;
}

function take(match, bucket, forms, half) {
  for (const form of forms)
    unitsOf(bucket, form).forEach((unit) => add(match, bucket, unit, half));
}

/** Gives the units of a form of a bucket; none where it is not there. */
function unitsOf({ forms, first }, form) {
  const at = find(forms, form);
  return forms[at] === form ? Array.from({ length: first[at + 1] - first[at] }, (_, n) => first[at] + n) : [];
}

function add(match, bucket, unit, half) {
  const key = `${bucket.number} ${unit}`;
  match.forms.add(bucket.forms[bucket.owners[unit]]);
  if (!match.units.has(key)) match.units.set(key, { bucket, unit, half });
}

/** Takes the other forms of the classes of some forms, wherever they stand. */
async function takeKin(index, match, bucket, forms) {
  const kinds = new Set(bucket && forms.flatMap((form) => unitsOf(bucket, form)).map((unit) => bucket.classes[unit]));
  takeClasses(match, bucket, kinds);
  const others = [...kinds].flatMap((kind) => bucket.elsewhere.get(kind) ?? []);
  const buckets = await Promise.all(others.map(([form]) => index.bucket(form)));
  buckets.forEach((other, at) => takeClasses(match, other, new Set([other.classes[unitsOf(other, others[at][0])[others[at][1]]]])));
}

function takeClasses(match, bucket, kinds) {
  bucket?.classes.forEach((kind, unit) => kinds.has(kind) && add(match, bucket, unit, 1));
}

/** Takes the words nearest to one that is nowhere; else those that share its longest beginning. */
async function guess(index, match, bucket, form, open) {
  if (hasDigit(form) || isUnspaced(form)) return;
  if (!open && [...form].length >= SHORTEST_GUESS) match.others = await nearest(index, form);
  if (!match.others.length) match.others = alike(bucket, form);
  for (const other of match.others) {
    const its = await index.bucket(other);
    take(match, its, [other], 1);
    await takeKin(index, match, its, [other]);
  }
}

function alike(bucket, form) {
  const at = find(bucket.forms, form);
  const letters = [...form];
  const shared = Math.max(0, ...bucket.forms.slice(Math.max(at - 1, 0), at + 1).map((other) => sharedBy(letters, [...other])));
  const whole = shared === letters.length && shared > 1;
  const most = shared >= SHORTEST_GUESS && 3 * shared >= 2 * letters.length;
  return whole || most ? beginning(bucket, letters.slice(0, shared).join("")).slice(0, MOST_OTHERS) : [];
}

/** Gives the forms of a bucket that begin so, the shortest first. */
function beginning({ forms }, start) {
  const found = [];
  for (let at = find(forms, start); forms[at]?.startsWith(start); at++) found.push(forms[at]);
  const size = (form) => [...form].length;
  return found.sort((a, b) => size(a) - size(b));
}

/** Gives for each document what a match counts there, and how many hold it. */
export function hitsOf(documents, match) {
  const hits = { values: new Uint8Array(documents), count: 0 };
  for (const { bucket, unit, half } of match.units.values())
    eachPosting(bucket.postings[unit], (doc, level) => {
      if (!hits.values[doc]) hits.count++;
      hits.values[doc] = Math.min(MOST, hits.values[doc] + (VALUES[level] >> half));
    });
  return hits;
}
