// SPDX-License-Identifier: Apache-2.0
import { fromHex } from '../../canonical/text.js';
import { fieldFault, type BareItem, type Item } from '../http-signature/structured.js';
import { writeDictionary } from '../http-signature/write-signatures.js';
import { PH_BYTES, type MediationEnvelope } from './mediation-envelope.js';

/** Label of the signature over an envelope. */
export const ENVELOPE_LABEL = 'pipelock1';

/** How the actor is known. The empty text: nobody was named. */
export type ActorAuthority = 'bound' | 'matched' | 'config-default' | 'self-declared' | '';

/** Members in wire order with what is not set left out; `ph` as `writePh` gives it. */
export function envelopeMembers<Ph>(
  envelope: MediationEnvelope,
  writePh: (ph: Uint8Array) => Ph,
): readonly (readonly [string, string | number | boolean | Ph])[] {
  const { v, act, vd, se, actor, aa, ph, rid, ts, taint, task, auth, authr, reauth, hop } = envelope;
  const optional = Object.entries({ taint, task, auth, authr }).filter(
    (member): member is [string, string] => member[1] !== undefined && member[1] !== '',
  );
  return [
    ...Object.entries({ v, act, vd, se, actor, aa }),
    ['ph', writePh(ph)],
    ...Object.entries({ rid, ts }),
    ...optional,
    ...(reauth ? [['reauth', true] as const] : []),
    ...(hop > 0 ? [['hop', hop] as const] : []),
  ];
}

function asItem([name, item]: readonly [string, BareItem]): readonly [string, Item] {
  return [name, [item, new Map<string, BareItem>()]];
}

/** Value of the header `Pipelock-Mediation`. Throws FormatError when a text is not ASCII. */
export function writeMediationHeader(envelope: MediationEnvelope): string {
  try {
    return writeDictionary(new Map(envelopeMembers<BareItem>(envelope, (ph) => ph).map(asItem)));
  } catch (cause) {
    throw fieldFault('the envelope holds text that a header cannot carry', cause);
  }
}

/**
 * What an envelope says of a policy: the first 16 bytes of its hash. Text that is not hexadecimal is hashed first; the
 * empty text gives 16 zero bytes. `sha256` is the caller's digest of the UTF-8 form of a text.
 */
export function truncatePolicyHash(policyHash: string, sha256: (text: string) => Uint8Array): Uint8Array {
  const short = new Uint8Array(PH_BYTES);
  if (policyHash === '') return short;
  short.set(hashBytes(policyHash, sha256).subarray(0, PH_BYTES));
  return short;
}

function hashBytes(text: string, sha256: (text: string) => Uint8Array): Uint8Array {
  return /^(?:[0-9a-fA-F]{2})+$/.test(text) ? fromHex(text) : sha256(text);
}

/** Actor of an agent in the SPIFFE form: what a path segment cannot hold becomes a dash. */
export function agentIdentity(name: string, trustDomain: string): string {
  return `spiffe://${trustDomain}/agent/${segment(name)}`;
}

/** Identity of a mediator in the SPIFFE form. */
export function mediatorIdentity(id: string, trustDomain: string): string {
  return `spiffe://${trustDomain}/mediators/${segment(id)}`;
}

function segment(name: string): string {
  const text = name.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^-+|-+$/g, '');
  // One or two dots alone would be a path step, not a name.
  return text === '' || text === '.' || text === '..' ? 'anonymous' : text;
}
