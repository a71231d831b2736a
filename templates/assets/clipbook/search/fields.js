// What is asked of fields and dates: which documents agree.

import { json } from "./index.js";
import { phrase } from "./tokens.js";

/** Holds a mask to fields, those of one name being alternatives; gives those that name nothing. */
export async function holdTo(index, fields, mask) {
  const asked = await Promise.all(fields.map(async (field) => ({ ...field, ...(await agreeing(index, field)) })));
  const groups = new Map();
  for (const { name, not, agree } of asked) {
    const key = (not ? "-" : "") + name;
    const before = groups.get(key);
    if (agree) groups.set(key, before ? agree.map((value, doc) => value | before[doc]) : agree);
  }
  for (const [key, agree] of groups)
    agree.forEach((value, doc) => {
      if (!value !== key.startsWith("-")) mask[doc] = 0;
    });
  return asked.filter(({ known }) => !known).map(({ name, value }) => [name, value]);
}

const agreeing = (index, { name, value }) =>
  name === "after" || name === "before" ? dated(index, name === "after", value) : keyed(index, name, value);

const earliest = (date) => date + "-01-01".slice(date.length - 4);
const latest = (date) => date + "-12-31".slice(date.length - 4);

function isDate(text) {
  const isFormed = /^[0-9]{4}(-[0-9]{2}){0,2}$/.test(text) && text >= "0001";
  return isFormed && JSON.stringify(new Date(`${earliest(text)}T00:00Z`)).includes(earliest(text));
}

/** Takes what may be of a day or later, or before it. */
async function dated(index, isAfter, value) {
  if (!isDate(value)) return {};
  const agree = new Uint8Array(index.documents);
  const day = earliest(value);
  let at = index.undated;
  for (const [date, count] of await index.decoded("days", 0, json)) agree.fill(isAfter ? latest(date) >= day : earliest(date) < day, at, (at += count));
  return { agree, known: true };
}

/** Takes what falls under a key, or under those in whose label some words stand in a row. */
async function keyed(index, name, value) {
  const column = await index.column(name);
  const inRow = (text) => ` ${phrase(text).join(" ")} `;
  const values = await index.values(column);
  column.rows ??= values.map(([, label]) => inRow(label));
  const isKey = values.map(([key]) => key === value);
  const row = inRow(value);
  const wanted = isKey.includes(true) ? isKey : column.rows.map((own) => row > "  " && own.includes(row));
  const agree = new Uint8Array(index.documents);
  agree.forEach((_, doc) => (agree[doc] = isUnder(column, doc, wanted)));
  return { agree, known: wanted.includes(true) };
}

/** Says whether a document falls under one of the keys that are wanted. */
export function isUnder({ ends, codes }, doc, wanted) {
  for (let n = ends[doc]; n < ends[doc + 1]; n++) if (wanted[codes[n]]) return true;
  return false;
}
