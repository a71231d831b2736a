// Finds the words nearest to one that occurs nowhere.

import { read } from "./bucket.js";
import { holding } from "./index.js";

const MOST_FILES = 6;
const MOST_NEAREST = 3;
const MOST_ENDINGS = 2;
const LONGEST_ENDING = 5;
const SHORTEST_START = 4;
const MIDDLING_WORD = 6;
const LONG_WORD = 8;

const backwards = (letters) => [...letters].reverse().join("");

/** Gives words that may be meant: at most three by their spelling, and two that end otherwise. */
export async function nearest(index, form) {
  const letters = [...form];
  const third = Math.max(letters.length < MIDDLING_WORD ? 2 : 3, Math.floor(letters.length / 3));
  const [begin, end] = [letters.slice(0, third).join(""), letters.slice(-third).join("")];
  const files = await Promise.all([readForms(index, "spelling", begin), readForms(index, "endings", backwards(end))]);
  const alike = new Map(files.flat().filter(([other]) => other.startsWith(begin) || other.endsWith(end)));
  const slips = letters.length < LONG_WORD ? 1 : 2;
  const misspelt = ranked(alike, slips, (other) => distance(letters, other, slips)).filter((each, _, [first]) => each[2] === first[2]);
  const inflected = ranked(alike, LONGEST_ENDING, (other) => otherEnding(letters, other));
  const found = [...misspelt.slice(0, MOST_NEAREST), ...inflected.slice(0, MOST_ENDINGS)];
  return [...new Set(found.map(([other]) => other))];
}

/** Gives those that are not too far, the nearest first, then those that most documents hold. */
function ranked(alike, most, farOf) {
  const found = [...alike].map(([other, held]) => [other, held, farOf([...other])]).filter((each) => each[2] <= most);
  return found.sort((a, b) => a[2] - b[2] || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Gives how much the endings of words that begin alike differ; too much where they do not. */
function otherEnding(letters, other) {
  const shared = sharedBy(letters, other);
  const fits = shared >= SHORTEST_START && 2 * shared >= letters.length && other.length - shared <= LONGEST_ENDING;
  return fits ? other.length - 2 * shared : Infinity;
}

/** Counts the characters with which two words begin alike. */
export function sharedBy(one, other) {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}

/** Gives the forms of the files that hold those with a beginning, each with its digit. */
async function readForms(index, series, beginning) {
  const more = await index.rest();
  const { starts } = more[series];
  const first = holding(starts, beginning);
  const numbers = [first];
  while (numbers.length < MOST_FILES && starts[numbers.at(-1) + 1]?.startsWith(beginning)) numbers.push(numbers.at(-1) + 1);
  const lines = (bytes) => read(bytes).split("\n");
  const files = await Promise.all(numbers.filter((n) => n >= 0).map((n) => index.decoded(series, n, lines, more)));
  const turned = series === "spelling" ? (form) => form : backwards;
  return files.flat().map((line) => [turned(line.slice(0, -1)), parseInt(line.at(-1), 36)]);
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
