// SPDX-License-Identifier: Apache-2.0
import { goWords, parseGoJson, type GoValue } from '../canonical/go-words.js';
import { pae } from '../canonical/framing.js';
import { demand } from '../canonical/errors.js';
import { fromBase64, toBase64 } from '../canonical/text.js';

const SIGNATURE = goWords('keyid? key_purpose? algorithm? sig');
const OUTER = goWords('payloadType payload signatures?:[]', { signatures: SIGNATURE });

/**
 * One signature over the pre-authentication encoding of type and payload. `keyid` is a hint which key to try, never a
 * reason to trust it; `key_purpose` and `algorithm` say what the key is for, and no signature covers them. `sig` is standard
 * base64 of the raw signature, after `<algorithm>:` where the envelope names one.
 */
export type DsseSignature = GoValue<typeof SIGNATURE>;

const MAX_SIGNATURES = 64;

export function dsseMessage(envelope: Pick<DsseEnvelope, 'payloadType' | 'payload'>): Uint8Array {
  return pae(envelope.payloadType, envelope.payload);
}

/** The envelope as one line of JSON, without a line feed. */
export function writeDsse({ payloadType, payload, signatures }: DsseEnvelope): string {
  return JSON.stringify({ payloadType, payload: toBase64(payload), signatures });
}

/** Reads an untrusted envelope. Signatures are not checked. Throws FormatError. */
export function parseDsse(text: string) {
  const outer = parseGoJson(OUTER, text);
  const { payloadType, payload, signatures = [] } = outer;
  const { length } = signatures;
  demand(length > 0 && length <= MAX_SIGNATURES, `signatures: a list of 1 to ${MAX_SIGNATURES} is expected`);
  return { payloadType, payload: fromBase64(payload), signatures };
}

/** A DSSE v1 envelope: a payload of a named type with signatures that cover both. */
export type DsseEnvelope = Readonly<ReturnType<typeof parseDsse>>;
