// What a reader types: words, "words in quotes", beginnings*, fields:value and -exclusions.

import { asked, isSingle, phrase, sought } from "./tokens.js";

/** A phrase: what stands between quotation marks, of whatever language, and the mark at its end. */
export const QUOTED = '["“”„«»「」『』＂]([^"“”„«»「」『』＂]*)(["“”„«»「」『』＂]?)';
const PIECE = new RegExp(`(-?)(?:(outlet|story|topic|kind|year|after|before):)?(?:${QUOTED}|(\\S+))`, "gi");
const MOST_WORDS = 32;

/** Reads a query; while it is typed its last word may be unfinished. */
export function parse(text, typing = false) {
  const found = { wanted: [], phrases: [], unwanted: [], unwantedPhrases: [], fields: [] };
  let end;
  for (const [, minus, field, quoted, closed, bare] of text.matchAll(PIECE)) {
    end = null;
    if (field) found.fields.push({ name: field.toLowerCase(), value: bare ?? quoted, not: !!minus });
    else if (bare) {
      const asks = asksOf(bare, bare.endsWith("*"));
      if (minus && asks.length) found.unwanted.push(asks);
      else if (!minus) found.wanted.push(...asks);
      if (!minus) end = asks.at(-1);
    } else {
      const forms = phrase(quoted);
      const one = { forms, open: forms.length > 0 && isSingle(forms.at(-1)), text: quoted };
      if (forms.length) found[minus ? "unwantedPhrases" : "phrases"].push(one);
      if (!closed && !minus) end = one;
    }
  }
  if (typing && end && !/\s$/u.test(text)) end.open = true;
  return limited(found);
}

function asksOf(piece, lastOpen) {
  const found = sought(piece)
    .flatMap(asked)
    .map(([form, instead]) => ({ form, instead, open: isSingle(form) }));
  if (lastOpen && found.length) found.at(-1).open = true;
  return found;
}

/** Keeps as many words as count, those of phrases last. */
function limited(found) {
  const distinct = [...new Map(found.wanted.map((ask) => [JSON.stringify(ask), ask])).values()];
  let room = MOST_WORDS;
  const wanted = distinct.slice(0, room);
  room -= wanted.length;
  let cut = wanted.length < distinct.length;
  const phrases = found.phrases.filter(({ forms }) => {
    if (forms.splice(room)[0]) cut = true;
    room -= forms.length;
    return forms[0];
  });
  return { ...found, wanted, phrases, cut };
}
