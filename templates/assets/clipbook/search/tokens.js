// How text becomes words: the same, token for token, as generator/clipbook/search/tokens.py.

const LONGEST = 40;
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff" +
  "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const INVISIBLE = "\\u00ad\\u200c\\u200d\\u2060\\ufeff";
const ACCENTS = INVISIBLE + "\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0640\\u064b-\\u065f\\u0670";
const MARKS = ACCENTS + "\\u0483-\\u0489\\u0610-\\u061a\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed\\u0900-\\u0963\\u0966-\\u0dff";
const LETTER = `(?:(?![\\u0640${UNSPACED}])[\\p{L}\\p{N}])`;
const RUN = `${LETTER}+(?:[${MARKS}]+${LETTER}*)*`;
const JOINT = "[\\-\\u2010\\u2011&]";
const INSIDE = `(?<=[0-9])\\.(?=[0-9])|(?<=[0-9]),(?=[0-9]{3}(?![0-9]))|${JOINT}(?=${LETTER})`;
const regex = (pattern, how = "gu") => new RegExp(pattern, how);
const WORD = regex(
  `([A-Za-z](?:\\.[A-Za-z])+(?!${LETTER})|${RUN}(?:(?:${INSIDE})${RUN})*|[${UNSPACED}]+)(?:['\\u2019][Ss](?!${LETTER}))?`,
);
const PARTS = regex(JOINT);
const UNSPACED_FIRST = regex(`^[${UNSPACED}]`, "u");
const BARED = regex(`[${ACCENTS}]`);
const UNSEEN = regex(`[${INVISIBLE}]`);
const SPECIAL = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th" };

const compatible = (text) => text.replace(/[\u2120\u2122]/g, " ").replace(UNSEEN, "").normalize("NFKC").toLowerCase();
const shortened = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);
const isCode = (parts) => parts.some((part) => [...part].length === 1 || hasDigit(part));

/** Says whether a word holds a digit: such words are never guessed at. */
export const hasDigit = (word) => /[0-9]/.test(word);

/** Says whether a word is of a script without spaces. */
export const isUnspaced = (word) => UNSPACED_FIRST.test(word);

/** Says whether a word is one character of a script without spaces: it may go on. */
export const isSingle = (word) => isUnspaced(word) && [...word].length === 1;

/** Takes the accents off a word in lower case. */
export function fold(word) {
  const bare = word.normalize("NFD").replace(BARED, "").normalize("NFC");
  return bare.replace(/[ßæœøđðłıþ]/g, (letter) => SPECIAL[letter]);
}

function pairs(word) {
  const letters = [...word];
  if (!isUnspaced(word) || letters.length === 1) return [word];
  return letters.map((letter, at) => letter + (letters[at + 1] ?? ""));
}

function split(word) {
  if (word[1] === "." && !hasDigit(word)) return [shortened(word.replaceAll(".", ""))];
  return word.split(PARTS).map((part) => shortened(part.replaceAll(",", "")));
}

/** Gives the words of a text, in lower case, a compound as one. */
export const words = (text) => [...compatible(text).matchAll(WORD)].flatMap((found) => pairs(found[1]));

/** Gives the forms that stand in a row where a text stands: the parts of its words. */
export const phrase = (text) =>
  words(text)
    .filter((_, at, found) => at < found.length - 1 || !isLast(found, at))
    .flatMap(split)
    .map(fold);

/** Gives the words of a query: those of a text, but for the last characters of runs. */
export const sought = (text) => words(text).filter((_, at, found) => !isLast(found, at));

const isLast = (found, at) => isSingle(found[at]) && [...(found[at - 1] ?? "")][1] === found[at];

/** Gives what a word of a query asks for, each with the parts to look for in its stead. */
export function asked(word) {
  const parts = split(word);
  if (parts.length > 1 && isCode(parts)) return [[fold(shortened(parts.join(""))), parts.map(fold)]];
  return parts.map((part) => [fold(part), []]);
}

/** Gives [from, to, form] for the words of a text that are among the forms; they may overlap. */
export function stretches(text, forms) {
  const found = [];
  const look = (from, piece, form = fold(split(compatible(piece)).join(""))) =>
    forms.has(form) && found.push([from, from + piece.length, form]);
  for (const match of text.matchAll(WORD)) {
    let at = match.index;
    if (isUnspaced(match[1])) {
      const letters = [...match[1]];
      letters.forEach((letter, n) => {
        if (!(n + 1 in letters && look(at, letter + letters[n + 1]))) look(at, letter);
        at += letter.length;
      });
    } else if (!look(at, match[1]))
      for (const part of match[1].split(PARTS)) {
        look(at, part);
        at += part.length + 1;
      }
  }
  return found;
}
