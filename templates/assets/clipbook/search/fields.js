// What is asked of fields and dates: which documents agree.

import { phrase } from "./tokens.js";

/** Holds a mask to fields, those of one name being alternatives; gives those that name nothing. */
export async function holdTo(index, fields, mask) {
  const asked = await Promise.all(fields.map(async (field) => ({ ...field, ...(await agreeing(index, field)) })));
  const groups = new Map();
  for (const { name, not, agree } of asked) {
    const key = (not ? "-" : "") + name;
    const before = groups.get(key);
    if (agree) groups.set(key, before ? agree.map((value, document) => value | before[document]) : agree);
  }
  for (const [key, agree] of groups)
    agree.forEach((value, document) => {
      if (!value !== key.startsWith("-")) mask[document] = 0;
    });
  return asked.filter(({ known }) => !known).map(({ name, value }) => [name, value]);
}

const agreeing = (index, { name, value }) =>
  name === "after" || name === "before" ? dated(index, name === "after", value) : keyed(index, name, value);

const first = (date) => date + "-01-01".slice(date.length - 4);
const last = (date) => date + "-12-31".slice(date.length - 4);

function isDate(text) {
  const isFormed = /^[0-9]{4}(-[0-9]{2}){0,2}$/.test(text) && text >= "0001";
  return isFormed && JSON.stringify(new Date(`${first(text)}T00:00Z`)).includes(first(text));
}

/** Takes what may be of a day or later, or before it. */
async function dated(index, isAfter, value) {
  if (!isDate(value)) return {};
  const agree = new Uint8Array(index.documents);
  const day = first(value);
  let at = index.undated;
  for (const [date, count] of await index.days()) agree.fill(isAfter ? last(date) >= day : first(date) < day, at, (at += count));
  return { agree, known: true };
}

/** Takes what falls under a key, or under those in whose label some words stand in a row. */
async function keyed(index, name, value) {
  const column = await index.column(name);
  const inRow = (text) => ` ${phrase(text).join(" ")} `;
  column.rows ??= column.values.map(([, label]) => inRow(label));
  const isKey = column.values.map(([key]) => key === value);
  const row = inRow(value);
  const wanted = isKey.includes(true) ? isKey : column.rows.map((own) => row > "  " && own.includes(row));
  const agree = new Uint8Array(index.documents);
  agree.forEach((_, document) => (agree[document] = isUnder(column, document, wanted)));
  return { agree, known: wanted.includes(true) };
}

/** Says whether a document falls under one of the keys that are wanted. */
export function isUnder({ ends, codes }, document, wanted) {
  for (let n = ends[document]; n < ends[document + 1]; n++) if (wanted[codes[n]]) return true;
  return false;
}
