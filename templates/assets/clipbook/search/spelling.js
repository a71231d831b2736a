// Finds the words nearest to one that occurs nowhere.

import { holding } from "./index.js";

const MOST_FILES = 6;
const MOST_NEAREST = 3;
const LONG_WORD = 8;

const backwards = (letters) => [...letters].reverse().join("");

/** Gives at most three forms at the smallest distance from a form: those that most documents hold. */
export async function nearest(index, form) {
  const letters = [...form];
  const half = letters.length >> 1;
  const files = await Promise.all([
    readForms(index, "spelling", letters.slice(0, half).join("")),
    readForms(index, "endings", backwards(letters.slice(half))),
  ]);
  const found = new Map();
  let least = letters.length < LONG_WORD ? 1 : 2;
  for (const [other, held] of files.flat()) {
    const far = distance(letters, [...other], least);
    if (far < least) found.clear();
    if (far <= least) found.set(other, held);
    least = Math.min(least, far);
  }
  const order = ([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1);
  return [...found].sort(order).slice(0, MOST_NEAREST).map(([other]) => other);
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
