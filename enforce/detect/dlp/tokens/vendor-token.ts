// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';

/**
 * Which characters a stretch of a token is made of.
 *
 * hex: 0-9 and a-f in either case · alnum: letters and digits · base32: A-Z and 2-7 · base58: without 0, O, I, l ·
 * base64: with `+` and `/`, padding not included · word: alnum and `_` · token: alnum, `_` and `-` (base64url) ·
 * token_dot: token and `.` · printable: everything visible in ASCII but quotes, backslash, backtick, `<` and `>` ·
 * uuid: 36 characters, 8-4-4-4-12 hex digits in either case.
 */
export type Charset =
  | 'hex'
  | 'hex_lower'
  | 'hex_upper'
  | 'alnum'
  | 'alnum_lower'
  | 'alnum_upper'
  | 'letters'
  | 'letters_lower'
  | 'letters_upper'
  | 'digits'
  | 'base32'
  | 'base32_lower'
  | 'base58'
  | 'base64'
  | 'word'
  | 'token'
  | 'token_dot'
  | 'unreserved'
  | 'printable'
  | 'uuid';

/** A stretch of characters of one kind. A bound of OPEN stands for "no upper limit is published". */
export interface Run {
  readonly charset: Charset;
  readonly min: number;
  readonly max: number;
}

/** Upper bound of a stretch without a published one. Longer tokens are found all the same. */
export const OPEN = 1024;

/** Text that stands there as it is, or a stretch. */
export type Part = string | Run;

/**
 * crc32_base62: the last six characters of the body are the CRC-32 of those before them, in base 62 (0-9 A-Z a-z),
 * filled up with `0` on the left.
 */
export type Checksum = 'crc32_base62';

/**
 * One kind of credential as its vendor publishes it. A row is data: the search is in one place for all of them.
 *
 * A token begins with one of `prefixes`, if there are any, and continues with `body`, part after part. It is found only
 * where no letter, digit, `_` or `-` stands before it and the last stretch cannot be continued, and only when its
 * stretches look like chance: placeholders and words are passed over.
 *
 * Without prefixes, or where a prefix is so short that it occurs in ordinary text, `context` is needed: one of its
 * words must stand in the identifier to which the token is assigned, or up to about 60 characters before it on the
 * same or the previous line.
 */
export interface VendorToken {
  /** Name of the rule in findings; unique over all tables, whatever its case and punctuation. */
  readonly name: string;
  /** The vendor as it is usually written; it counts as a context word for tokens of unknown shape too. */
  readonly vendor: string;
  /** Case-sensitive unless `anyCase`. At least two characters each; three or more without `context`. */
  readonly prefixes?: readonly string[];
  readonly anyCase?: true;
  /** Runs are matched greedily and without going back: a literal must not begin with a character of the run before it. */
  readonly body: readonly Part[];
  /** A token whose checksum holds is taken without any further test; one whose checksum fails is judged like the rest. */
  readonly checksum?: Checksum;
  /**
   * Part of a literal of the body that says by itself whose token it is; then no context is needed. In its own case; not
   * the beginning of the token, for that is a prefix.
   */
  readonly anchor?: string;
  /** Lower-case letters and digits only: `launchdarkly` also stands for LaunchDarkly, launch_darkly and launch-darkly. */
  readonly context?: readonly string[];
  readonly severity: Severity;
  /** Hosts to which the credential may be sent in a header, because it is theirs: `api.x.com`, `*.x.com`. */
  readonly audience?: readonly string[];
  /** Public page from which the shape is known: host and path, without a scheme. */
  readonly source: string;
}

/** A stretch of `min` to `max` characters; of exactly `min` when `max` is left out. */
export function run(charset: Charset, min: number, max = min): Run {
  return { charset, min, max };
}
