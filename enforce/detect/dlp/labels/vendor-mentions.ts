// SPDX-License-Identifier: Apache-2.0
import type { Search } from '../search.js';
import { compileBody, type BodyMatcher } from '../tokens/shape.js';
import type { VendorToken } from '../tokens/vendor-token.js';
import { isNameLike, isPlainValue, type Value } from '../values/value.js';
import { saysNothing, type LabelKind } from './label-kind.js';
import type { Label } from './label.js';
import { compileSightings } from './sightings.js';
import { compileWordIndex } from './word-index.js';

/** A row without a prefix, and the index of the rule made from it. */
export interface ContextRow {
  readonly row: VendorToken;
  readonly rule: number;
}

/** Words that name vendors. */
export interface VendorWords {
  readonly names: readonly string[];
  /** Names that are words of the language or of every program too; they count beside the word `key` only. */
  readonly plain: readonly string[];
}

/** A vendor's word in or before a label. */
export interface Mention {
  readonly word: number;
  readonly inLabel: boolean;
  /** Nothing that means anything stands behind it in the label. */
  readonly last: boolean;
}

/** Tells which rule a value falls under because of a vendor named beside it. */
export interface Vendors {
  /** The vendors named in a label and before it: further before it where the label says nothing but `key`. */
  mentions(search: Search, label: Label, kind: LabelKind): readonly Mention[];
  /** The rule of the row whose shape fits. */
  row(search: Search, value: Value, kind: LabelKind, mentions: readonly Mention[]): number | undefined;
  /** Whether the value is a credential of a vendor, whatever its shape. */
  named(value: Value, kind: LabelKind, mentions: readonly Mention[]): boolean;
}

/** How far before a label the name of the vendor may stand, in characters and in line breaks. */
const REACH = 32;
const KEY_REACH = 90;
const LINES = 2;
const MAX_LENGTH = 128;
const MIN_ODDS = 0.9;
const LINE_FEED = 0x0a;

interface Shape {
  readonly rule: number;
  readonly body: BodyMatcher;
}

/** Prepares the search for vendors in and before labels. */
export function compileVendors(rows: readonly ContextRow[], { names, plain }: VendorWords): Vendors {
  const shapes = new Map<string, Shape[]>();
  for (const word of [...names, ...plain]) shapes.set(word, []);
  for (const { row, rule } of rows) {
    const shape = { rule, body: compileBody(row.body) };
    for (const word of row.context ?? []) shapes.set(word, [...(shapes.get(word) ?? []), shape]);
  }
  const words = [...shapes.keys()];
  const shapesOf = [...shapes.values()];
  const plainWords = new Set(plain);
  const nameWords = new Set(names);
  const isPlain = words.map((word) => plainWords.has(word));
  const isName = words.map((word) => nameWords.has(word) && !plainWords.has(word));
  const api = words.indexOf('api');
  const hasShapes = shapesOf.map(({ length }) => length > 0);
  const sightings = compileSightings(compileWordIndex(words));

  return {
    mentions(search, label, kind) {
      const { bytes } = search;
      // Of a label that says nothing only the vendors in it count, and the character before it.
      const reach = kind === 'key' ? KEY_REACH : kind === 'unknown' ? 1 : REACH;
      let from = label.start;
      for (let lines = 0; from > 0 && label.start - from < reach; from--)
        if (bytes[from - 1] === LINE_FEED && ++lines > LINES) break;
      const found: Mention[] = [];
      sightings.visit(search, from, label.end, (word, start, end) => {
        const inLabel = start >= label.start;
        const named = isName[word] === true || (kind === 'key' && (inLabel || word === api));
        if (!named && hasShapes[word] !== true) return;
        const last = inLabel && saysNothing(bytes, end, label.end);
        found.push({ word, inLabel, last });
      });
      return found;
    },
    row(search, value, kind, mentions) {
      for (const { word, inLabel } of mentions) {
        if (kind === 'unknown' && (!inLabel || isPlain[word] === true)) continue;
        if (kind === 'key' && !inLabel && isPlain[word] === true) continue;
        for (const { rule, body } of shapesOf[word] ?? []) if (body(search, value.start, 0) >= value.end) return rule;
      }
      return undefined;
    },
    named(value, kind, mentions) {
      if (value.odds < MIN_ODDS || value.text.length > MAX_LENGTH || !isPlainValue(value.text)) return false;
      if (kind === 'unknown' && isNameLike(value.text)) return false;
      if (kind === 'key') return mentions.some(({ word, inLabel }) => inLabel || isName[word] === true || word === api);
      return mentions.some(({ word, last }) => last && isName[word] === true);
    },
  };
}
