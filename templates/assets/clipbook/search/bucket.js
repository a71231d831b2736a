// Decodes the files of terms and positions: see FORMAT.md of clipbook.search.

/** Characters of a file's hash, in its name and wherever it is named. */
export const HASH = 8;
const LEVEL_BITS = 2;

/** Reads what bytes say. */
export const read = (bytes) => new TextDecoder().decode(bytes);

/** Reads numbers of seven bits a byte, and runs of bytes. */
export class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  more() {
    return this.at < this.bytes.length;
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      number |= (byte & 127) << shift;
      // Beyond the end of what is no bucket there is no byte.
      if (!(byte & 128)) return number;
    }
  }

  take(size = this.number()) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

/** Gives forms; the first unit of each; of each unit its form, its class and its postings; kin elsewhere. */
export function bucketOf(bytes) {
  const cursor = new Cursor(bytes);
  const forms = read(cursor.take()).split("\n");
  const units = kinship(forms, new Cursor(cursor.take()));
  const elsewhere = new Map(JSON.parse(read(cursor.take()) || "[]").map(([kind, ...others]) => [kind, others]));
  const sizes = units.classes.map(() => cursor.number());
  const postings = sizes.map((size) => cursor.take(size));
  const files = [];
  for (cursor.number(); cursor.more(); ) files.push([read(cursor.take(HASH)), cursor.number(), cursor.number()]);
  return { forms, ...units, elsewhere, postings, files };
}

function kinship(forms, cursor) {
  const found = { first: [], owners: [], classes: [] };
  let met = 0;
  forms.forEach((_, form) => {
    found.first.push(found.classes.length);
    for (let more = 1; more; ) {
      const value = cursor.number();
      more = value & 1;
      found.owners.push(form);
      found.classes.push(value >> 1 ? met - (value >> 1) : met++);
    }
  });
  found.first.push(found.classes.length);
  return found;
}

/** Calls back with each document of a unit, the level, and the number of the posting. */
export function eachPosting(bytes, take) {
  const cursor = new Cursor(bytes);
  let doc = -1;
  for (let n = 0; cursor.more(); n++) {
    const value = cursor.number();
    doc += (value >> LEVEL_BITS) + 1;
    take(doc, value & 3, n);
  }
}

/** Counts the bytes that are of a kind. */
export const countBytes = (bytes, isOne) => bytes.reduce((found, byte) => found + !!isOne(byte), 0);

/** Gives a function that gives the positions of a posting of a file, by its number there. */
export function positionsOf(bytes, postings) {
  const cursor = new Cursor(bytes);
  const ends = [0];
  for (let n = 0; n < postings; n++) ends.push(ends[n] + cursor.number());
  const low = cursor.take(ends[postings]);
  const high = cursor.take(ends[postings]);
  return (n) => Array.from(low.subarray(ends[n], ends[n + 1]), (byte, at) => byte | (high[ends[n] + at] << 8));
}
