// SPDX-License-Identifier: Apache-2.0

/** Why reading stopped early. The lines before it stand; nothing after it was read. */
export interface ReadFault {
  readonly code: 'torn_tail' | 'size_limit' | 'malformed_json' | 'unreadable' | 'symlink_refused' | 'not_regular_file';
  readonly message: string;
}

/** Consecutive lines without their LF. Untrusted text, but valid UTF-8. */
export interface LineBatch {
  readonly lines: readonly string[];
  /** Only on the last batch. */
  readonly fault?: ReadFault;
}

export type LineBatches = AsyncIterable<LineBatch> | Iterable<LineBatch>;

/** Why a path is refused that is one; other files that are no plain ones are named in other words. */
export const SYMLINK = 'a symbolic link';

/** Limits of the recorder format: bytes per line, bytes per shard, shards per session, bytes of a link file, bytes of another document. */
export const LIMITS = {
  lineBytes: 1 << 20,
  shardBytes: 8 << 20,
  shardsPerSession: 256,
  linkBytes: 64 << 10,
  documentBytes: 8 << 20,
} as const;
