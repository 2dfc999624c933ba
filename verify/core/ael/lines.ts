// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../../evidence/canonical/json-reader.js';
import type { CryptoSuite, SignatureCheck } from '../../../evidence/crypto/suite.js';
import { parseSignedLine } from '../../../evidence/model/ael/record.js';
import { parseCanonical } from '../../../evidence/model/ael/shape.js';
import { LIMITS } from '../source.js';

/** How far the reading of a line came. Only what is `read` was signed by a published key and is canonical. */
export interface ReadLine {
  /** `recorders/r1.jsonl:3`. */
  readonly place: string;
  readonly state: 'bad' | 'unknown_key' | 'not_canonical' | 'read';
  /** What is wrong; empty when `read`. */
  readonly message: string;
  /** Hex SHA-256 of the payload; empty when the line has none. */
  readonly hash: string;
  readonly payload: Uint8Array;
  /** Fingerprint of the key that signed; empty unless the signature holds. */
  readonly key: string;
  readonly value: JsonValue;
}

/** Published keys: fingerprint to 32 bytes. */
export type AelKeys = ReadonlyMap<string, Uint8Array>;

const loose = new TextDecoder();

/** Finds a member in a payload that need not be canonical, nor even free of doubled names: it only picks a key. */
function looseMember(payload: Uint8Array, name: string): string {
  let value: unknown;
  try {
    value = JSON.parse(loose.decode(payload));
  } catch {
    return '';
  }
  const found: unknown =
    typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
  return typeof found === 'string' ? found : '';
}

interface Opened {
  readonly line: ReadLine;
  readonly check?: SignatureCheck;
}

function openLine(text: string, place: string, keys: AelKeys, suite: CryptoSuite, signer: string | undefined): Opened {
  const nothing = { place, hash: '', payload: new Uint8Array(), key: '', value: null };
  if (text.length > LIMITS.lineBytes) {
    return { line: { ...nothing, state: 'bad', message: `longer than ${LIMITS.lineBytes} bytes` } };
  }
  let parts;
  try {
    parts = parseSignedLine(text);
  } catch (error) {
    return { line: { ...nothing, state: 'bad', message: (error as Error).message } };
  }
  const { payload, signature } = parts;
  const key = signer ?? looseMember(payload, 'key');
  const line = { ...nothing, payload, hash: suite.sha256Hex(payload), key };
  if (key === '') return { line: { ...line, state: 'bad', message: 'the payload names no signing key' } };
  const publicKey = keys.get(key);
  if (publicKey === undefined) {
    return { line: { ...line, key: '', state: 'unknown_key', message: `no published key has fingerprint ${key}` } };
  }
  return { line: { ...line, state: 'read', message: '' }, check: { publicKey, message: payload, signature } };
}

function settle({ line, check }: Opened, holds: boolean): ReadLine {
  if (check === undefined) return line;
  if (!holds) return { ...line, key: '', state: 'bad', message: `the signature does not hold under key ${line.key}` };
  try {
    return { ...line, value: parseCanonical(line.payload) };
  } catch (error) {
    return { ...line, state: 'not_canonical', message: (error as Error).message };
  }
}

/**
 * Reads signed lines: decode, verify over the stored bytes, then canonical form, in that order. The key is the one that
 * each payload names, or `signer` for all. Blank lines are passed over and a CR at the end of a line is dropped.
 */
export async function readSignedLines(
  text: string,
  file: string,
  { keys, suite, signer }: { readonly keys: AelKeys; readonly suite: CryptoSuite; readonly signer?: string },
): Promise<readonly ReadLine[]> {
  const opened = text.split('\n').flatMap((raw, index) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    return line === '' ? [] : [openLine(line, `${file}:${index + 1}`, keys, suite, signer)];
  });
  const checks = opened.flatMap(({ check }) => check ?? []);
  const answers = (await suite.verifyBatch(checks)).values();
  return opened.map((one) => settle(one, one.check !== undefined && answers.next().value === true));
}

/** The payload's text for a key that may not be trusted: only to say what a line claims to be about. */
export function claimedMember({ payload }: ReadLine, name: string): string {
  return looseMember(payload, name);
}
