// Finds the words nearest to one that occurs nowhere.

import { holding } from "./index.js";

const MOST_FILES = 6;
const MOST_NEAREST = 3;
const MOST_ENDINGS = 2;
const LONGEST_ENDING = 5;
const SHORTEST_START = 4;
const MIDDLING_WORD = 6;
const LONG_WORD = 8;

const backwards = (letters) => [...letters].reverse().join("");
const compared = (one, other) => (one < other ? -1 : 1);

/** Gives words that may be meant: at most three by their spelling, and two that end otherwise. */
export async function nearest(index, form) {
  const letters = [...form];
  const third = Math.max(letters.length < MIDDLING_WORD ? 2 : 3, Math.floor(letters.length / 3));
  const [begin, end] = [letters.slice(0, third).join(""), letters.slice(-third).join("")];
  const files = await Promise.all([readForms(index, "spelling", begin), readForms(index, "endings", backwards(end))]);
  const alike = new Map(files.flat().filter(([other]) => other.startsWith(begin) || other.endsWith(end)));
  return [...new Set([...misspelt(letters, alike), ...inflected(letters, alike)])];
}

/** Gives those at the smallest distance that most documents hold. */
function misspelt(letters, alike) {
  const found = new Map();
  let least = letters.length < LONG_WORD ? 1 : 2;
  for (const [other, held] of alike) {
    const far = distance(letters, [...other], least);
    if (far < least) found.clear();
    if (far <= least) found.set(other, held);
    least = Math.min(least, far);
  }
  const order = ([one, ones], [other, others]) => others - ones || compared(one, other);
  return [...found].sort(order).slice(0, MOST_NEAREST).map(([other]) => other);
}

/** Gives those that begin alike and whose endings are the shortest. */
function inflected(letters, alike) {
  const found = [];
  for (const [other, held] of alike) {
    const its = [...other];
    const shared = sharedBy(letters, its);
    const fits = shared >= SHORTEST_START && 2 * shared >= letters.length && its.length - shared <= LONGEST_ENDING;
    if (fits) found.push([other, held, its.length - 2 * shared]);
  }
  const order = ([one, ones, far], [other, others, further]) => far - further || others - ones || compared(one, other);
  return found.sort(order).slice(0, MOST_ENDINGS).map(([other]) => other);
}

/** Counts the characters with which two words begin alike. */
export function sharedBy(one, other) {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}

/** Gives the forms of the files that hold those with a beginning, each with its digit. */
async function readForms(index, series, beginning) {
  const { starts } = (await index.rest())[series];
  const first = holding(starts, beginning);
  const numbers = [first];
  while (numbers.length < MOST_FILES && starts[numbers.at(-1) + 1]?.startsWith(beginning)) numbers.push(numbers.at(-1) + 1);
  const read = await Promise.all(numbers.filter((n) => n >= 0).map((n) => index.spelling(series, n)));
  const turned = series === "spelling" ? (form) => form : backwards;
  return read.flat().map((line) => [turned(line.slice(0, -1)), parseInt(line.at(-1), 36)]);
}

/** Counts insertions, deletions, replacements and exchanges of neighbours; more than `most` is not told apart. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, row] = [[], [0, ...other.map((_, n) => n + 1)]];
  one.forEach((letter, i) => {
    const next = [i + 1];
    other.forEach((its, j) => {
      let least = Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (letter !== its));
      if (i && j && letter === other[j - 1] && one[i - 1] === its) least = Math.min(least, before[j - 1] + 1);
      next.push(least);
    });
    [before, row] = [row, next];
  });
  return row.at(-1);
}
