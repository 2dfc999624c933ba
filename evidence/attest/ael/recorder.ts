// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import { fromHex, toBase64, utf8Encode } from '../../canonical/text.js';
import type { CryptoSuite } from '../../crypto/suite.js';
import type { AelStatement } from '../../model/ael/counterparty.js';
import { NO_RECORD, type AelRecord } from '../../model/ael/record.js';
import type { Signer } from '../../sign/signer.js';

/** What a record says beside its place in the chain. */
export type AelRecordBody = Omit<
  AelRecord,
  'v' | 'run' | 'recorder' | 'key' | 'seq' | 'prev' | 'ts' | 'count' | 'head'
>;

export interface AelRecorderSetting {
  readonly run: string;
  readonly recorder: string;
  readonly signer: Signer;
  readonly suite: CryptoSuite;
}

/** A signed record line without its line feed, and what an anchor needs of it. */
export interface AelLine {
  readonly text: string;
  readonly seq: number;
  readonly payload: Uint8Array;
}

/** Signs the records of one recorder of one run, one after another. `ts` is RFC 3339 UTC. */
export interface AelRecorder {
  /** Hex SHA-256 of the public key: how artifacts name it. */
  readonly key: string;
  append(body: AelRecordBody, ts: string): Promise<AelLine>;
  /** The record that commits to the count and the head. Nothing can follow it. */
  close(ts: string): Promise<AelLine>;
}

/** Hex SHA-256 of the 32 bytes of a public key given as hex: the name under which it is published. */
export function aelFingerprint(publicKeyHex: string, suite: CryptoSuite): string {
  return suite.sha256Hex(fromHex(publicKeyHex));
}

/** `<base64url(payload)>.<base64url(signature)>`, signed over the payload as it stands. */
export async function signAelLine(payload: Uint8Array, signer: Signer): Promise<string> {
  return `${base64Url(payload)}.${base64Url(await signer.sign(payload))}`;
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function canonicalize(value: object): Uint8Array {
  return utf8Encode(canonicalizeJcsValue(value as JsonValue, 'ael'));
}

export function createAelRecorder({ run, recorder, signer, suite }: AelRecorderSetting): AelRecorder {
  const key = aelFingerprint(signer.publicKeyHex, suite);
  let [seq, prev] = [0, NO_RECORD];
  const sign = async (body: object, ts: string): Promise<AelLine> => {
    const payload = canonicalize({ v: 1, ...body, run, recorder, key, seq, prev, ts });
    const line = { text: await signAelLine(payload, signer), seq, payload };
    [seq, prev] = [seq + 1, suite.sha256Hex(payload)];
    return line;
  };
  return {
    key,
    append: sign,
    close: (ts) => sign({ type: 'close', count: seq + 1, head: prev }, ts),
  };
}

/** A counterparty's line: that it received an event of a run, or none of a flow. The nonce is the run's cp_nonce. */
export function signAelStatement(statement: Omit<AelStatement, 'v' | 'type'>, signer: Signer): Promise<string> {
  return signAelLine(canonicalize({ v: 1, type: 'received', ...statement }), signer);
}
