// SPDX-License-Identifier: Apache-2.0
import { parseDictionary, serializeDictionary, type Dictionary as Parsed } from 'structured-headers';
import { toBase64 } from '../../canonical/text.js';
import type { LabelledSignature } from './signatures.js';
import { combinedField, type BareItem, type Dictionary, type Fields, type InnerList, type Item } from './structured.js';

const SIGNATURE_FIELDS = ['signature-input', 'signature'] as const;

/** The Content-Digest field (RFC 9530) of a body, given its SHA-256. */
export function contentDigest(sha256: Uint8Array): string {
  return `sha-256=:${toBase64(sha256)}:`;
}

/** What a signature covers: names of components without parameters, then the signature's own parameters, in order. */
export function signatureInput(
  components: readonly string[],
  parameters: readonly (readonly [string, string | number])[],
): InnerList {
  return [components.map((name): Item => [name, new Map<string, BareItem>()]), new Map<string, BareItem>(parameters)];
}

/** Text of a dictionary. Throws the writer's error for text that is not ASCII. */
export function writeDictionary(members: Dictionary): string {
  return serializeDictionary(members as Parsed);
}

function readable(text: string): Dictionary | undefined {
  try {
    return parseDictionary(text);
  } catch {
    return undefined;
  }
}

/**
 * The fields without the signatures whose label begins with `prefix`, other labels kept as they are. A signature field
 * that cannot be read is dropped when it holds the prefix in any case: what one reader refuses another may accept.
 */
export function stripSignatures(fields: Fields, prefix: string): Fields {
  const kept = new Map<string, string>();
  const changed = SIGNATURE_FIELDS.filter((name) => {
    const text = combinedField(fields, name) ?? '';
    if (!text.toLowerCase().includes(prefix)) return false;
    const members = readable(text) ?? new Map<string, never>();
    const others = [...members].filter(([label]) => !label.startsWith(prefix));
    if (others.length > 0) kept.set(name, writeDictionary(new Map(others)));
    return members.size === 0 || others.length < members.size;
  });
  if (changed.length === 0) return fields;
  const rest = fields.filter(([name]) => !(changed as readonly string[]).includes(name));
  return [...rest, ...changed.flatMap((name): Fields => (kept.has(name) ? [[name, kept.get(name) as string]] : []))];
}

/**
 * The fields with one more signature, joined to those that are there. A signature field that cannot be read makes way:
 * joined to ours it would spoil ours.
 */
export function addSignature(fields: Fields, { label, input, signature }: LabelledSignature): Fields {
  const join = (name: string, member: Dictionary): Fields[number] => {
    const members = readable(combinedField(fields, name) ?? '') ?? [];
    return [name, writeDictionary(new Map([...members, ...member]))];
  };
  const rest = fields.filter(([name]) => !(SIGNATURE_FIELDS as readonly string[]).includes(name));
  return [
    ...rest,
    join('signature-input', new Map([[label, input]])),
    join('signature', new Map([[label, [signature, new Map<string, BareItem>()]]])),
  ];
}
