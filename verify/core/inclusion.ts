// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '../../evidence/canonical/framing.js';
import { toHex } from '../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../evidence/crypto/suite.js';

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

/** A place in an RFC 6962 tree and the hashes on the way up. */
export interface AuditPath {
  readonly index: bigint;
  readonly size: bigint;
  readonly hashes: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.3.2: the root, in hex, that an audit path leads to; undefined when it does not fit the tree. */
export function auditRoot(
  leaf: Uint8Array,
  { index, size, hashes }: AuditPath,
  suite: CryptoSuite,
): string | undefined {
  if (index >= size) return undefined;
  let [fn, sn] = [index, size - 1n];
  let root = suite.sha256(concatBytes([LEAF, leaf]));
  for (const step of hashes) {
    if (sn === 0n) return undefined;
    const isRight = fn % 2n === 1n || fn === sn;
    root = suite.sha256(concatBytes(isRight ? [NODE, step, root] : [NODE, root, step]));
    // A node without a sibling moves up as it is.
    while (isRight && fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n ? toHex(root) : undefined;
}
