// SPDX-License-Identifier: Apache-2.0

export interface Counts {
  blocks: number;
  warns: number;
  allowed: number;
  total: number;
}

export function noCounts(): Counts {
  return { blocks: 0, warns: 0, allowed: 0, total: 0 };
}

export function addCounts(into: Counts, { blocks, warns, allowed, total }: Readonly<Counts>): void {
  into.blocks += blocks;
  into.warns += warns;
  into.allowed += allowed;
  into.total += total;
}

/** Counts by name for at most `limit` names at a time. */
export interface NamedCounts {
  /** The counts of a name, to be changed in place. */
  of(name: string): Counts;
  readonly entries: ReadonlyMap<string, Counts>;
  /** True once rare names had to be forgotten: counts of the others are then lower bounds. */
  readonly forgot: boolean;
}

/** Longest name that is kept. */
const MAX_NAME = 256;

/** Names come from attackers: where there are too many, the rarer half is forgotten, so that frequent ones stay. */
export function namedCounts(limit: number): NamedCounts {
  const entries = new Map<string, Counts>();
  let forgot = false;
  const prune = (): void => {
    const sorted = [...entries].sort(([nameA, a], [nameB, b]) => b.total - a.total || (nameA < nameB ? -1 : 1));
    entries.clear();
    for (const [name, counts] of sorted.slice(0, limit >> 1)) entries.set(name, counts);
    forgot = true;
  };
  return {
    of(name) {
      const short = name.length > MAX_NAME ? name.slice(0, MAX_NAME) : name;
      const known = entries.get(short);
      if (known !== undefined) return known;
      if (entries.size >= limit) prune();
      const counts = noCounts();
      // A copy: a piece cut out of a line would keep the whole line in memory.
      entries.set(JSON.parse(JSON.stringify(short)) as string, counts);
      return counts;
    },
    entries,
    get forgot() {
      return forgot;
    },
  };
}

/** The `limit` first of all items in an order; which ones does not depend on when they came. */
export interface FirstOf<T> {
  add(item: T): void;
  readonly items: readonly T[];
  /** The item that another one has to come before; undefined while there is room for any. */
  readonly bar: T | undefined;
}

export function firstOf<T>(limit: number, compare: (a: T, b: T) => number): FirstOf<T> {
  const items: T[] = [];
  return {
    add(item) {
      const last = items.at(-1);
      if (items.length >= limit && (last === undefined || compare(item, last) >= 0)) return;
      let low = 0;
      let high = items.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = items[middle];
        if (other !== undefined && compare(other, item) <= 0) low = middle + 1;
        else high = middle;
      }
      items.splice(low, 0, item);
      if (items.length > limit) items.pop();
    },
    items,
    get bar() {
      return items.length < limit ? undefined : items.at(-1);
    },
  };
}

/** The smallest `limit` of the texts that were added. */
export function fewTexts(limit: number): { add(text: string): void; readonly sorted: readonly string[] } {
  const texts = new Set<string>();
  return {
    add(text) {
      if (text === '' || text.length > MAX_NAME || texts.has(text)) return;
      texts.add(text);
      if (texts.size > limit) texts.delete([...texts].sort().at(-1) ?? '');
    },
    get sorted() {
      return [...texts].sort();
    },
  };
}
