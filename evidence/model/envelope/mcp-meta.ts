// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../canonical/json-reader.js';
import { fromBase64, toBase64 } from '../../canonical/text.js';
import { fieldFault } from '../http-signature/structured.js';
import { envelopeOf, type MediationEnvelope } from './mediation-envelope.js';
import { envelopeMembers } from './write-envelope.js';

/** Member of an MCP message's `_meta` that holds the envelope. */
export const MEDIATION_META = 'com.pipelock/mediation';

const PH_PREFIX = 'sha256-128:';

/** The envelope as the JSON object of an MCP message. It carries no signature of its own. */
export function envelopeToMeta(envelope: MediationEnvelope): { readonly [member: string]: JsonValue } {
  return Object.fromEntries(envelopeMembers(envelope, (ph) => PH_PREFIX + toBase64(ph)));
}

/** The envelope in untrusted `_meta`; undefined when there is none. Throws FormatError. */
export function parseEnvelopeMeta(meta: { readonly [member: string]: JsonValue }): MediationEnvelope | undefined {
  const value = Object.hasOwn(meta, MEDIATION_META) ? meta[MEDIATION_META] : undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fieldFault(`${MEDIATION_META}: an object is expected`);
  }
  return envelopeOf(new Map(Object.entries(value).map(([name, member]) => [name, readMember(name, member)])));
}

function readMember(name: string, member: JsonValue): unknown {
  if (name !== 'ph') return member;
  if (typeof member !== 'string' || !member.startsWith(PH_PREFIX))
    throw fieldFault(`ph: text ${PH_PREFIX}... is expected`);
  return fromBase64(member.slice(PH_PREFIX.length));
}
