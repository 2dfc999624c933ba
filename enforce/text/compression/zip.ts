// SPDX-License-Identifier: Apache-2.0

/** APPNOTE 4.3.7: a local file header has 30 bytes, then name and extra field. */
const HEADER = 30;
const P = 0x50;
const STORED = 0;
const DEFLATED = 8;
const MAX_VERSION = 63;
const MAX_METHOD = 99;

/** A file in an archive. */
export interface ZipEntry {
  /** Neither encrypted nor packed in another way than these two. */
  readonly isReadable: boolean;
  readonly isStored: boolean;
  /** From the first byte of the file to the end of what was given. */
  readonly data: Uint8Array;
}

/** The entry whose local header stands at a place. Its sizes may be missing or false, and are not asked. Untrusted bytes. */
export function zipEntryAt(bytes: Uint8Array, at: number): ZipEntry | undefined {
  const marked = bytes[at] === P && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4;
  if (!marked || at + HEADER > bytes.length) return undefined;
  const word = (offset: number): number => (bytes[at + offset] ?? 0) | ((bytes[at + offset + 1] ?? 0) << 8);
  // What no writer puts there: the mark occurs in other data by chance.
  if (word(4) > MAX_VERSION || word(8) > MAX_METHOD || word(26) === 0) return undefined;
  const isEncrypted = (word(6) & 1) === 1;
  const isStored = word(8) === STORED;
  const data = bytes.subarray(at + HEADER + word(26) + word(28));
  return { isReadable: !isEncrypted && (isStored || word(8) === DEFLATED), isStored, data };
}

/** Whether an archive begins with these bytes. */
export function isZip(bytes: Uint8Array): boolean {
  return zipEntryAt(bytes, 0) !== undefined;
}

/** What the entries of an archive hold that are compressed, in order; those that are not can be read as they stand. */
export function* deflatedEntries(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at >= 0; at = bytes.indexOf(P, at + 1)) {
    const entry = zipEntryAt(bytes, at);
    if (entry?.isReadable === true && !entry.isStored) yield entry.data;
  }
}
