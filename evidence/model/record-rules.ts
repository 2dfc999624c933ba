// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { isHex } from '../canonical/text.js';
import { GENESIS } from './recorder-entry.js';

/** Largest file a chain link, a recovery seal or a rotation endorsement may be, in bytes. */
export const MAX_LINK_BYTES = 65_536;

const SIGNATURE = /^ed25519:[0-9a-f]{128}$/;

/** Throws FormatError `field_value` unless the condition holds. */
export function assertMember(holds: boolean, name: string, expectation: string): void {
  if (!holds) throw new FormatError('field_value', `${name}: ${expectation}`, { path: `/${name}` });
}

/** Throws FormatError `size` when an untrusted file text is longer than such files may be. */
export function assertLinkSize(text: string): void {
  if (text.length > MAX_LINK_BYTES) throw new FormatError('size', 'the file is longer than 64 KiB');
}

export function assertPublicKey(text: string, name: string): void {
  assertMember(isHex(text, 64), name, '64 lower-case hex digits are expected');
}

export function assertHash(text: string, name: string): void {
  assertMember(isHex(text, 64), name, '64 lower-case hex digits are expected');
}

export function assertHashOrGenesis(text: string, name: string): void {
  assertMember(text === GENESIS || isHex(text, 64), name, 'a hash or genesis is expected');
}

export function assertSignatureText(text: string, name: string): void {
  assertMember(SIGNATURE.test(text), name, 'ed25519: and 128 lower-case hex digits are expected');
}

export function assertSafeCounter(value: bigint, name: string): void {
  assertMember(value <= BigInt(Number.MAX_SAFE_INTEGER), name, 'beyond 2^53-1');
}

/** A session id names files: it is not empty and holds no separator. */
export function assertSession(text: string, name: string): void {
  assertMember(text !== '' && !/[/\\\0]/.test(text), name, 'a session id is expected');
}
