// Reads the index, file by file as they are needed: FORMAT.md of clipbook.search is its specification.

const FORMAT = 1;
const HASH = 6;
const LEVEL_BITS = 2;

/** Why there is nothing to search: "missing", "version" or "changed". */
export class IndexError extends Error {}

const opened = new Map();

/** Opens the index whose manifest is at an address, once. */
export function open(address) {
  if (!opened.has(address)) {
    const part = openAnew(address);
    part.catch(() => opened.delete(address));
    opened.set(address, part);
  }
  return opened.get(address);
}

/** Forgets an index, so that it is opened anew: its files were replaced. */
export const forget = (address) => opened.delete(address);

async function openAnew(address) {
  const answer = await fetch(address, { cache: "no-cache" }).catch(() => null);
  if (!answer?.ok) throw new IndexError("missing");
  const manifest = await answer.json();
  if (manifest.format !== FORMAT) throw new IndexError("version");
  return new Part(address, manifest.parts[0]);
}

async function unpacked(address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer) throw new IndexError("missing");
  if (!answer.ok) throw new IndexError("changed");
  const stream = answer.body.pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const text = (bytes) => new TextDecoder().decode(bytes);

/** Reads numbers of seven bits a byte, and runs of bytes. */
class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let number = 0;
    let shift = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
      shift += 7;
    }
  }

  take(size) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

/** One self-contained part of an index; its documents are numbered newest first. */
class Part {
  constructor(address, listed) {
    this.address = address;
    this.listed = listed;
    this.documents = listed.documents;
    this.dated = listed.dated;
    this.facets = listed.columns.facets.map(([name]) => name);
    this.starts = listed.terms.starts;
    this.read = new Map();
  }

  /** Gives the number of the bucket in which a form stands, or would. */
  holding(form) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= form) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Says whether words that start so go on in the bucket after this one. */
  goesOn(number, beginning) {
    return this.starts[number + 1]?.startsWith(beginning) ?? false;
  }

  bucket(number) {
    if (!(number in this.starts)) return null;
    return this.once(`b${number}`, async () => bucket(number, await this.file("terms", number)));
  }

  column(name) {
    return this.once(`c${name}`, async () => {
      const [, file, start, middle, end] = this.listed.columns.facets.find((facet) => facet[0] === name);
      const bytes = await this.file("columns", file);
      const values = JSON.parse(text(bytes.subarray(start, middle)));
      return { values, ...codes(bytes.subarray(middle, end), this.documents) };
    });
  }

  /** Gives the cards of documents by their numbers. */
  cards(numbers) {
    const size = this.listed.cards.block;
    return Promise.all(
      [...numbers].map(async (number) => {
        const place = this.documents - 1 - number;
        const block = Math.floor(place / size);
        const cards = await this.once(`k${block}`, async () => JSON.parse(text(await this.file("cards", block))));
        return cards[place % size];
      }),
    );
  }

  file(series, number) {
    const name = this.listed[series].hashes.slice(number * HASH, (number + 1) * HASH);
    const path = `${series}-${number}-${name}.bin`;
    return this.once(path, () => unpacked(new URL(path, this.address)));
  }

  once(key, make) {
    if (!this.read.has(key)) {
      const made = make();
      made.catch(() => this.read.delete(key));
      this.read.set(key, made);
    }
    return this.read.get(key);
  }
}

function bucket(number, bytes) {
  const cursor = new Cursor(bytes);
  let before = "";
  const forms = text(cursor.take(cursor.number()))
    .split("\n")
    .map((coded) => (before = before.slice(0, parseInt(coded[0], 36)) + coded.slice(1)));
  const references = new Cursor(cursor.take(cursor.number()));
  const sizes = Array.from({ length: cursor.number() }, () => cursor.number());
  const groups = sizes.map((size) => cursor.take(size));
  return { forms, places: places(number, references, forms.length), groups };
}

function places(number, references, forms) {
  let met = 0;
  const place = (kind) => {
    if (kind === 0) return `${number} ${met++}`;
    if (kind === 1) return `${references.number()} ${references.number()}`;
    return `${number} ${met - kind + 1}`;
  };
  return Array.from({ length: forms }, () => {
    const found = [];
    for (let more = 1; more; ) {
      const value = references.number();
      more = value & 1;
      found.push(place(value >> 1));
    }
    return found;
  });
}

function codes(bytes, documents) {
  const ends = new Uint32Array(documents + 1);
  for (let n = 0; n < documents; n++) ends[n + 1] = ends[n] + bytes[n];
  const total = ends[documents];
  const found = new Uint32Array(total);
  for (let at = documents; at < bytes.length; at++) {
    const n = at - documents;
    found[n % total] |= bytes[at] << (8 * Math.floor(n / total));
  }
  return { ends, codes: found };
}

/** Calls back with each document of a group and its level. */
export function postings(group, take) {
  const cursor = new Cursor(group);
  for (let document = -1; cursor.at < group.length; ) {
    const value = cursor.number();
    document += (value >> LEVEL_BITS) + 1;
    take(document, value & ((1 << LEVEL_BITS) - 1));
  }
}
