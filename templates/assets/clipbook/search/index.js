// Reads the index, file by file as they are needed: FORMAT.md of clipbook.search is its specification.

import { bucketOf, Cursor, HASH, positionsOf, read } from "./bucket.js";
import { phrase } from "./tokens.js";

const FORMAT = 3;
const MANY = 256;

/** What is being waited for: the series of files. */
export const awaited = [];

const opened = new Map();

/** Opens the index (errors say "missing", "version", "changed" or "offline"; any other is damage) whose manifest is at an address, once, or anew. */
export function open(address, anew) {
  if (anew) opened.delete(address);
  if (!opened.has(address)) {
    const index = openAnew(address, anew ? "reload" : "default");
    index.catch(() => opened.delete(address));
    opened.set(address, index);
  }
  return opened.get(address);
}

async function openAnew(address, cache) {
  const bytes = await loaded("manifest", address, { cache: "no-cache" });
  let manifest;
  try {
    manifest = json(bytes);
  } catch {
    throw new Error("missing");
  }
  if (manifest.format !== FORMAT) throw new Error("version");
  return new Index({ ...manifest, address, cache });
}

/** Loads a file; what was given up ends with the browser's own error. */
async function loaded(series, address, options) {
  awaited.push(series);
  try {
    const answer = await fetch(address, options);
    if (answer.ok) return await answer.arrayBuffer();
  } catch (error) {
    throw options.signal?.aborted ? error : new Error("offline");
  } finally {
    awaited.splice(awaited.indexOf(series), 1);
  }
  throw new Error(series === "manifest" ? "missing" : "changed");
}

/** Reads JSON. */
export const json = (bytes) => JSON.parse(read(bytes));

/** Gives the number of the file in which an entry stands, or would; -1 where there is none. */
export const holding = (starts, entry) => find(starts, entry, true) - 1;

/** Gives the place at which an entry stands in a sorted list, or would; or that of the one above it. */
export function find(list, entry, above) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < entry || (above && list[middle] === entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Index {
  constructor(manifest) {
    Object.assign(this, manifest);
    this.kept = new Map();
  }

  /** Gives the same index, whose files are given up with a signal unless others wait for them. */
  during(signal) {
    return Object.assign(Object.create(this), { signal });
  }

  /** Makes something once, for all who ask; what fails is forgotten, so that it may be tried again. */
  once(key, make) {
    this.signal?.throwIfAborted();
    let held = this.kept.get(key);
    if (!held) {
      const stop = new AbortController();
      const drop = () => this.kept.get(key) === held && this.kept.delete(key);
      held = { users: 0, stop, drop, made: make(this.during(stop.signal)) };
      this.kept.set(key, held);
      held.made.then(() => (held.users = Infinity), drop);
    }
    held.users++;
    this.signal?.addEventListener("abort", () => {
      if (--held.users) return;
      held.drop();
      held.stop.abort();
    });
    return held.made;
  }

  async file(series, number, { hashes }) {
    const path = `${series}-${hashes.substr(number * HASH, HASH)}.bin`;
    const packed = await loaded(series, new URL(path, this.address), { signal: this.signal, cache: this.cache });
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Gives a file, decoded. */
  decoded(series, number, decode, listed = this) {
    return this.once(series + number, async (index) => decode(await index.file(series, number, listed[series])));
  }

  /** Gives what there is of files that few queries need. */
  rest() {
    return this.decoded("more", 0, json);
  }

  /** Gives the bucket in which a form stands, or would; or the one so many after it. */
  async bucket(form, after = 0) {
    const number = holding(this.terms.starts, form) + after;
    return number in this.terms.starts ? this.decoded("terms", number, (bytes) => ({ number, ...bucketOf(bytes) })) : null;
  }

  positions(hashes, postings) {
    return this.once(hashes, async (index) => positionsOf(await index.file("positions", 0, { hashes }), postings));
  }

  /** Gives for each copy its origin. */
  origins() {
    return this.copies.hashes ? this.decoded("copies", 0, originsOf) : new Map();
  }

  /** Gives a facet: the codes of documents, and what is said of its keys. */
  column(name) {
    return this.once(name, async (index) => {
      const facet = this.facets.find((each) => each.name === name);
      return { ...facet, ...codesOf(await index.piece(facet.codes), this.documents, facet.size) };
    });
  }

  async piece([file, start, end]) {
    return (await this.decoded("columns", file, (all) => all)).subarray(start, end);
  }

  /** Gives the keys of a facet, each with its label. */
  values({ name, keys }) {
    return this.once(name + " keys", async (index) => json(await index.piece(keys)).map(pair));
  }

  /** Gives some keys of a facet by their codes, each with its label. */
  async keyed(column, codes) {
    if (column.size > MANY) return (await this.entries("labels", codes, column.block)).map(pair);
    const values = await this.values(column);
    return codes.map((code) => values[code]);
  }

  /** Gives entries of a series of blocks by their numbers, counted from a block on. */
  entries(series, numbers, from = 0) {
    const { block } = this[series];
    const one = async (number) => (await this.decoded(series, from + ((number / block) | 0), json))[number % block];
    return Promise.all(numbers.map(one));
  }
}

/** Gives key and label; the key of a label alone is made of its words. */
const pair = (each) => (each.trim ? [phrase(each).join("-"), each] : each);

function originsOf(bytes) {
  const cursor = new Cursor(bytes);
  const found = new Map();
  for (let copy = -1; cursor.more(); ) {
    copy += cursor.number() + 1;
    const far = cursor.number();
    found.set(copy, copy + (far >> 1) * (far & 1 ? 1 : -1));
  }
  return found;
}

function codesOf(bytes, documents, size) {
  const ends = new Uint32Array(documents + 1);
  for (let n = 0; n < documents; n++) ends[n + 1] = ends[n] + bytes[n];
  const codes = new Uint32Array(ends[documents]);
  bytes.subarray(documents).forEach((byte, at) => (codes[at % codes.length] |= byte << (8 * ((at / codes.length) | 0))));
  // From the last on, each says how far it is below the next that is new.
  if (size > MANY) codes.reduceRight((fresh, far, at) => ((codes[at] = fresh - far), far ? fresh : fresh + 1), 0);
  return { ends, codes };
}
