// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/canonical/errors.js';
import type { JsonValue } from '../../../evidence/canonical/json-reader.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { parseSignedLine } from '../../../evidence/model/ael/record.js';
import { parseCanonical } from '../../../evidence/model/ael/shape.js';
import { attempt } from '../input/format-fault.js';
import { LIMITS } from '../input/source.js';
import { platformMembers } from '../../../evidence/canonical/go-json.js';

/** How far the reading of a line came. Only what is `read` was signed by a published key and is canonical. */
export interface ReadLine {
  /** `recorders/r1.jsonl:3`. */
  readonly place: string;
  readonly state: 'bad' | 'unknown_key' | 'not_canonical' | 'read';
  /** What is wrong; empty when `read`. */
  readonly message: string;
  /** Hex SHA-256 of the payload. */
  readonly hash: string;
  readonly payload: Uint8Array;
  /** Fingerprint of the key that signed; empty unless the signature holds. */
  readonly key: string;
  readonly value: JsonValue;
}

/** Published keys: fingerprint to 32 bytes. */
export type AelKeys = ReadonlyMap<string, Uint8Array>;

export interface LineOptions {
  readonly keys: AelKeys;
  readonly suite: CryptoSuite;
  readonly signer?: string;
}

const NOTHING = new Uint8Array();
// A byte order mark stays, and makes the line it stands on a bad one.
const loose = new TextDecoder('utf-8', { ignoreBOM: true });

/** The key that a payload names, which need not be canonical nor free of doubled names: this only picks a key. */
function namedKey(payload: Uint8Array): string {
  const members = platformMembers(loose.decode(payload));
  const found = Object.hasOwn(members, 'key') ? members['key'] : undefined;
  return typeof found === 'string' ? found : '';
}

type Opened = Pick<ReadLine, 'place' | 'payload' | 'key'> & { readonly signature: Uint8Array; readonly fault: string };

function openLine(text: string, place: string, signer: string | undefined): Opened {
  const parts = attempt(() => {
    if (text.length > LIMITS.lineBytes) throw new FormatError('size', `longer than ${LIMITS.lineBytes} bytes`);
    return parseSignedLine(text);
  });
  if ('fault' in parts) return { place, payload: NOTHING, signature: NOTHING, key: '', fault: parts.fault.message };
  const key = signer ?? namedKey(parts.value.payload);
  return { place, ...parts.value, key, fault: key === '' ? 'the payload names no signing key' : '' };
}

/**
 * Reads signed lines: decode, verify over the stored bytes, then canonical form, in that order. The key is the one that
 * each payload names, or `signer` for all. Blank lines are passed over and a CR at the end of a line is dropped.
 */
export async function readSignedLines(
  file: Uint8Array,
  name: string,
  options: LineOptions,
): Promise<readonly ReadLine[]> {
  const { keys, suite, signer } = options;
  const lines = loose.decode(file).split('\n');
  const opened = lines.flatMap((line, at) => {
    const text = line.replace(/\r$/, '');
    return text === '' ? [] : [openLine(text, `${name}:${at + 1}`, signer)];
  });
  // A line without a usable key is checked under none, which never holds: so answers and lines stay in step.
  const answers = await suite.verifyBatch(
    opened.map(({ payload, signature, key }) => ({ publicKey: keys.get(key) ?? NOTHING, message: payload, signature })),
  );
  return opened.map(({ place, payload, key, fault }, at) => {
    const holds = answers[at] === true;
    const line = { place, payload, hash: suite.sha256Hex(payload), key: holds ? key : '', value: null };
    if (fault !== '') return { ...line, state: 'bad', message: fault };
    if (!keys.has(key)) return { ...line, state: 'unknown_key', message: `no published key has fingerprint ${key}` };
    if (!holds) return { ...line, state: 'bad', message: `the signature does not hold under key ${key}` };
    const read = attempt(() => parseCanonical(payload));
    if ('fault' in read) return { ...line, state: 'not_canonical', message: read.fault.message };
    return { ...line, state: 'read', message: '', value: read.value };
  });
}
