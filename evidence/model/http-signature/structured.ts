// SPDX-License-Identifier: Apache-2.0
import * as fields from 'structured-headers';
import { FormatError } from '../../canonical/errors.js';

/**
 * Structured field values (RFC 8941 section 3). Types of our own, so that the declarations of the parser, which name
 * types of web platforms, stay inside this folder. Tokens, dates and display strings are objects of the parser.
 */
export type BareItem = string | number | boolean | object;
export type Parameters = ReadonlyMap<string, BareItem>;
export type Item = readonly [BareItem, Parameters];
export type InnerList = readonly [readonly Item[], Parameters];
export type Dictionary = ReadonlyMap<string, Item | InnerList>;

/** Header fields of a message: lower-case names, in order of arrival, duplicates kept. */
export type Fields = readonly (readonly [string, string])[];

/** Longest structured field that is read, in characters, and most members of one. */
const MAX_FIELD = 32_768;
const MAX_MEMBERS = 256;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;

/** The text of a field without what is quoted in it. */
export function unquoted(text: string): string {
  return text.replace(QUOTED, '');
}

export function fieldFault(what: string, cause?: unknown): FormatError {
  return new FormatError('field_value', what, { cause });
}

/**
 * The value of a field as RFC 9421 section 2.1 combines it: lines trimmed, folding undone, joined by comma and space.
 * Undefined when no line has that name.
 */
export function combinedField(fields: Fields, name: string): string | undefined {
  const lines = fields.filter(([key]) => key === name).map(([, value]) => value);
  return lines.length === 0 ? undefined : lines.map((line) => line.replace(/\r?\n[ \t]+/g, ' ').trim()).join(', ');
}

/**
 * A dictionary (RFC 8941 section 3.2) from untrusted text. Stricter than the format: a name that stands twice is
 * refused, in members and in parameters, because two readers may take different ones. Throws FormatError.
 */
export function parseStrictDictionary(text: string, what: string): Dictionary {
  if (text.length > MAX_FIELD) throw new FormatError('size', `${what}: longer than ${MAX_FIELD} characters`);
  let members: Dictionary;
  try {
    members = fields.parseDictionary(text);
  } catch (cause) {
    throw fieldFault(`${what}: not a dictionary of structured fields`, cause);
  }
  if (members.size > MAX_MEMBERS) throw new FormatError('size', `${what}: more than ${MAX_MEMBERS} members`);
  // The parser keeps the last of equal names; with quoted text taken out, separators count what was written.
  const bare = unquoted(text);
  const written = (separator: string): number => bare.split(separator).length - 1;
  const parameters = [...members.values()].reduce((sum, member) => sum + parameterCount(member), 0);
  if (written(',') + 1 > Math.max(members.size, 1) || written(';') > parameters) {
    throw fieldFault(`${what}: a name stands twice`);
  }
  return members;
}

function parameterCount(member: Item | InnerList): number {
  const items = Array.isArray(member[0]) ? (member as InnerList)[0] : [];
  return items.reduce((sum, [, { size }]) => sum + size, member[1].size);
}

/** The bytes of a byte sequence; undefined for any other item. */
export function bytesOf(item: BareItem | undefined): Uint8Array | undefined {
  return item instanceof ArrayBuffer ? new Uint8Array(item) : undefined;
}

export function writeItem(item: Item): string {
  return fields.serializeItem(item as fields.Item);
}

export function writeInnerList(list: InnerList): string {
  return fields.serializeInnerList(list as unknown as fields.InnerList);
}
