// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import {
  bytesOf,
  combinedField,
  fieldFault,
  parseStrictDictionary,
  unquoted,
  type Fields,
} from '../http-signature/structured.js';

export const MEDIATION_HEADER = 'pipelock-mediation';

/** Labels that begin like this belong to mediation envelopes; other signatures of a message are left alone. */
export const ENVELOPE_LABELS = 'pipelock';
export const ENVELOPE_TAG = 'pipelock-mediation';

/** What a signature over an envelope may cover. */
export const ENVELOPE_COMPONENTS = [
  '@method',
  '@target-uri',
  '@authority',
  'content-digest',
  MEDIATION_HEADER,
] as const;
/** Without these a signature could be moved to another request, or would not speak for the envelope. */
export const REQUIRED_COMPONENTS = ['@method', '@target-uri', MEDIATION_HEADER] as const;

/** The parser gives an integer and a decimal without a fraction as one number; the format has integers only. */
const DECIMAL = /(?:^|,)[ \t]*(?:v|ts|hop)=-?[0-9]+\./;

const OPTIONAL_TEXTS = ['taint', 'task', 'auth', 'authr'] as const;
export const PH_BYTES = 16;

/**
 * The envelope in members that were read from a header or from an MCP message, `ph` as bytes. Members this version does
 * not know are left aside. Throws FormatError.
 */
export function envelopeOf(members: ReadonlyMap<string, unknown>) {
  const version = members.get('v');
  if (version !== 1) throw new FormatError('field_value', 'v: version 1 is expected', { path: '/v' });
  const text = (name: string, required = false): string => {
    const value = members.get(name) ?? '';
    if (typeof value !== 'string' || (required && value === '')) throw fieldFault(`${name}: text is expected`);
    return value;
  };
  const count = (name: string, fallback?: number): number => {
    const value = members.get(name) ?? fallback;
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
    throw fieldFault(`${name}: a whole number, 0 or more, is expected`);
  };
  const ph = members.get('ph') ?? new Uint8Array(PH_BYTES);
  if (!(ph instanceof Uint8Array) || ph.length !== PH_BYTES) throw fieldFault(`ph: ${PH_BYTES} bytes are expected`);
  const reauth = members.get('reauth') ?? false;
  if (typeof reauth !== 'boolean') throw fieldFault('reauth: true or false is expected');
  const optional = OPTIONAL_TEXTS.filter((name) => members.has(name)).map((name) => [name, text(name)]);
  return {
    v: 1 as const,
    /** Action type, verdict and side effect, in the vocabulary of receipts. */
    act: text('act', true),
    vd: text('vd', true),
    se: text('se'),
    actor: text('actor'),
    aa: text('aa'),
    /** First 16 bytes of the policy hash; opaque to a verifier. */
    ph,
    /** `action_id` of the receipt. */
    rid: text('rid', true),
    /** Unix seconds. */
    ts: count('ts'),
    ...(Object.fromEntries(optional) as Partial<Record<(typeof OPTIONAL_TEXTS)[number], string>>),
    reauth,
    /** Redirects followed before this message. */
    hop: count('hop', 0),
  };
}

/** The statement that a mediator makes about one message it let through. Member names are those on the wire. */
export type MediationEnvelope = Readonly<ReturnType<typeof envelopeOf>>;

/** The envelope in the untrusted header fields; undefined when there is none. Throws FormatError. */
export function parseMediationHeader(fields: Fields): MediationEnvelope | undefined {
  const text = combinedField(fields, MEDIATION_HEADER);
  if (text === undefined) return undefined;
  const members = new Map<string, unknown>();
  for (const [name, [value, { size }]] of parseStrictDictionary(text, 'Pipelock-Mediation')) {
    if (Array.isArray(value) || size > 0) throw fieldFault(`${name}: a plain item is expected`);
    members.set(name, bytesOf(value) ?? value);
  }
  if (DECIMAL.test(unquoted(text))) throw fieldFault('v, ts and hop are integers');
  return envelopeOf(members);
}
