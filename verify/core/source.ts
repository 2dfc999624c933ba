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

/** One name in an evidence folder. */
export interface EvidenceName {
  readonly name: string;
  readonly kind: 'file' | 'symlink' | 'directory' | 'other';
}

/**
 * An evidence folder as data, so that the verifier needs no file system: a Node reader, an unpacked archive or a
 * browser's file picker can stand behind it. None of its content is trusted.
 */
export interface EvidenceDirectory {
  list(): Promise<readonly EvidenceName[]>;
  /** Streams a file line by line, splitting on LF only. */
  lines(name: string): AsyncIterable<LineBatch>;
  /** A small file as text, or the reason it cannot be had. */
  text(name: string, maxBytes: number): Promise<string | ReadFault>;
  /** Size in bytes and SHA-256 in hex of the file's bytes, and of nothing else; a fault when it cannot be read. */
  digest(name: string): Promise<{ readonly size: number; readonly sha256: string } | ReadFault>;
}

/** Limits of the recorder format: bytes per line, bytes per shard, shards per session, bytes of a link file, bytes of another document. */
export const LIMITS = {
  lineBytes: 1 << 20,
  shardBytes: 8 << 20,
  shardsPerSession: 256,
  linkBytes: 64 << 10,
  documentBytes: 8 << 20,
} as const;
