// Reads the index, file by file as they are needed: FORMAT.md of clipbook.search is its specification.

import { bucketOf, Cursor, HASH, positionsOf, read } from "./bucket.js";
import { phrase } from "./tokens.js";

const FORMAT = 2;

/** Why there is nothing to search: "missing", "version", "changed", "damaged" or "offline". */
export class IndexError extends Error {}

/** What is being waited for: the series of files. */
export const awaited = [];

const opened = new Map();

/** Opens the index whose manifest is at an address, once, or anew. */
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
    throw new IndexError("missing");
  }
  if (manifest.format !== FORMAT) throw new IndexError("version");
  return new Index({ ...manifest, address, cache });
}

/** Loads a file; what was given up ends with the browser's own error. */
async function loaded(series, address, options) {
  awaited.push(series);
  try {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new IndexError(series === "manifest" ? "missing" : "changed");
    return await answer.arrayBuffer();
  } catch (error) {
    throw error instanceof IndexError || options.signal?.aborted ? error : new IndexError("offline");
  } finally {
    awaited.splice(awaited.indexOf(series), 1);
  }
}

const json = (bytes) => JSON.parse(read(bytes));

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
    this.facets = manifest.columns.facets.map(([name]) => name);
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
    try {
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      throw new IndexError("damaged");
    }
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

  /** Gives the forms of a file of `spelling` or `endings`, each with a digit behind it. */
  async spelling(series, number) {
    return this.decoded(series, number, (bytes) => read(bytes).split("\n"), await this.rest());
  }

  async names(number) {
    return this.decoded("names", number, json, await this.rest());
  }

  dates() {
    return this.decoded("days", 0, json);
  }

  /** Gives for each copy its origin. */
  origins() {
    return this.copies.hashes ? this.decoded("copies", 0, originsOf) : new Map();
  }

  column(name) {
    return this.once(name, async (index) => {
      const [, file, start, middle, end] = this.columns.facets.find((facet) => facet[0] === name);
      const bytes = await index.decoded("columns", file, (all) => all);
      const values = json(bytes.subarray(start, middle)).map((each) => (each.trim ? [phrase(each).join("-"), each] : each));
      return { name, values, ...codesOf(bytes.subarray(middle, end), this.documents) };
    });
  }

  /** Gives the cards of documents by their numbers. */
  cardsOf(numbers) {
    const { block } = this.cards;
    const one = async (number) => (await this.decoded("cards", Math.floor(number / block), json))[number % block];
    return Promise.all(numbers.map(one));
  }
}

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

function codesOf(bytes, documents) {
  const ends = new Uint32Array(documents + 1);
  for (let n = 0; n < documents; n++) ends[n + 1] = ends[n] + bytes[n];
  const found = new Uint32Array(ends[documents]);
  bytes.subarray(documents).forEach((byte, at) => (found[at % found.length] |= byte << (8 * Math.floor(at / found.length))));
  return { ends, codes: found };
}
