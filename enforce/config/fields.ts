// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { isCidr, isHostPattern, isListenAddress } from './forms.js';

/** `live`: a reload takes the new value up. `restart`: the value is read once, at start. */
export type ReloadRule = 'live' | 'restart';

/** What the table says about one key, beside its type and default. */
export interface KeyNotes {
  readonly description: string;
  readonly reload: ReloadRule;
  /** What a right value looks like; shown beside a fault. */
  readonly expected: string;
}

/** Notes of every key, by schema object. The reference page, the JSON Schema and the faults read from here. */
export const KEY_NOTES = z.registry<KeyNotes>();

interface Doc {
  readonly doc: string;
  readonly reload?: ReloadRule;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function noted<S extends z.ZodType>(schema: S, doc: Doc, expected: string): S {
  KEY_NOTES.add(schema, { description: doc.doc, reload: doc.reload ?? 'live', expected });
  return schema;
}

/** A section. Absent means every default of its keys. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape, doc: string) {
  return noted(z.strictObject(shape).prefault({} as never), { doc }, 'a section (key: value lines)');
}

/** An item of a list, made of named keys. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape, doc: string) {
  return noted(z.strictObject(shape), { doc }, 'an item with named keys');
}

export function flag(value: boolean, doc: Doc) {
  return noted(z.boolean().default(value), doc, 'true or false');
}

export function whole(value: number, range: Range, doc: Doc) {
  const expected = `a whole number from ${range.min} to ${range.max}`;
  return noted(z.int().min(range.min).max(range.max).default(value), doc, expected);
}

/** A number above `above`, up to `max`. */
export function decimal(value: number, range: { above: number; max: number }, doc: Doc) {
  const expected = `a number above ${range.above}, at most ${range.max}`;
  return noted(z.number().gt(range.above).max(range.max).default(value), doc, expected);
}

export function oneOf<const Names extends readonly [string, ...string[]]>(
  names: Names,
  value: NoInfer<Names[number]>,
  doc: Doc,
) {
  return noted(z.enum(names).default(value as never), doc, `one of: ${names.join(', ')}`);
}

/** One line of text without control characters. */
export function line(max: number) {
  const oneLine = (text: string): boolean => !/\p{Cc}/u.test(text);
  return z.string().max(max).refine(oneLine, 'holds a control character');
}

export function text(value: string, doc: Doc & { max?: number }) {
  const max = doc.max ?? 4096;
  return noted(line(max).default(value), doc, `text of one line, at most ${max} characters`);
}

/** Text that must be present and not empty; for items of a list. */
export function requiredText(doc: Doc & { max?: number }) {
  const max = doc.max ?? 256;
  return noted(line(max).min(1), doc, `text of one line, 1 to ${max} characters`);
}

/** Text in a form of its own, checked by `test`. The empty text is right when `value` is empty. */
export function form(value: string, test: (text: string) => boolean, expected: string, doc: Doc) {
  const right = (found: string): boolean => (found === '' && value === '') || test(found);
  return noted(z.string().max(4096).refine(right, 'is not in the right form').default(value), doc, expected);
}

export function list<S extends z.ZodType>(item: S, value: readonly z.output<S>[], doc: Doc & { expected?: string }) {
  return noted(
    z
      .array(item)
      .max(10_000)
      .default([...value] as never),
    doc,
    doc.expected ?? 'a list',
  );
}

/** A list of plain lines. */
export function lines(value: readonly string[], doc: Doc) {
  return list(requiredText({ doc: 'One entry.' }), value, { ...doc, expected: 'a list of texts' });
}

const HOST_PATTERN_FORM = 'a host name, an address, or *.domain (which also matches the domain itself)';

/** A host name, an address, or a wildcard over a domain. */
export function hostPattern(doc: string) {
  return noted(z.string().refine(isHostPattern, 'is not a host pattern'), { doc }, HOST_PATTERN_FORM);
}

export function hostPatterns(value: readonly string[], doc: Doc) {
  return list(hostPattern('One host.'), value, { ...doc, expected: 'a list of host patterns' });
}

export function cidrs(value: readonly string[], doc: Doc) {
  const expected = 'an address range such as 10.0.0.0/8, with no bits set after the prefix';
  const item = noted(z.string().refine(isCidr, 'is not an address range'), { doc: 'One range.' }, expected);
  return list(item, value, { ...doc, expected: 'a list of address ranges' });
}

export function listenAddress(value: string, doc: Doc) {
  return form(value, isListenAddress, 'host:port, [address]:port or :port', doc);
}

/** A map from names chosen by the operator to values of one type. */
export function named<S extends z.ZodType>(value: S, doc: Doc & { expected: string }) {
  return noted(z.record(z.string().min(1).max(253), value).default({}), doc, doc.expected);
}
