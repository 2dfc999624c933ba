// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { fault } from '../canonical/go-kinds.js';
import { parseGoJson, type GoStruct } from '../canonical/go-json.js';

/** Largest file a chain link, a recovery seal or a rotation endorsement may be, in bytes. */
const MAX_LINK_BYTES = 65_536;

/** Throws FormatError `field_value` unless the condition holds. */
export function assertMember(holds: boolean, name: string, expectation: string): void {
  if (!holds) throw fault('field_value', `${name}: ${expectation}`, `/${name}`);
}

/** Throws FormatError `size` when an untrusted file text is longer than such files may be. */
export function assertLinkSize(text: string): void {
  if (text.length > MAX_LINK_BYTES) throw new FormatError('size', 'the file is longer than 64 KiB');
}

/** As `parseGoJson`, of a text that is no longer than such files may be. */
export function parseLinkFile<T>(struct: GoStruct<T>, text: string): T {
  assertLinkSize(text);
  return parseGoJson(struct, text);
}
