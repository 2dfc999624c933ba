// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import type { JsonValue } from '../canonical/json-reader.js';
import { fromHex, toBase64, utf8Encode } from '../canonical/text.js';
import { fingerprint } from '../crypto/key-text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import { dsseMessage, type DsseEnvelope } from '../model/dsse.js';
import { IN_TOTO_PAYLOAD_TYPE, IN_TOTO_STATEMENT_TYPE, type Statement } from '../model/statement.js';
import type { Signer } from '../sign/signer.js';

/** The bytes of an in-toto Statement v1: RFC 8785, so that the same facts always give the same bytes. */
export function canonicalizeStatement({ subject, predicateType, predicate }: Statement): Uint8Array {
  const value = { _type: IN_TOTO_STATEMENT_TYPE, subject, predicateType, predicate } as unknown as JsonValue;
  return utf8Encode(canonicalizeJcsValue(value, 'rfc8785'));
}

/** Signs a statement into a DSSE envelope. The key id is the fingerprint of the signer's public key. */
export async function signStatement(statement: Statement, signer: Signer, suite: CryptoSuite): Promise<DsseEnvelope> {
  const unsigned = { payloadType: IN_TOTO_PAYLOAD_TYPE, payload: canonicalizeStatement(statement) };
  const sig = toBase64(await signer.sign(dsseMessage(unsigned)));
  const keyid = fingerprint(fromHex(signer.publicKeyHex), suite);
  return { ...unsigned, signatures: [{ keyid, sig }] };
}
