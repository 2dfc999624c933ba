// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { attempt } from './input/format-fault.js';
import type { Check, CheckStatus, Claim, DocumentResult } from './results/result.js';
import { LIMITS, type LineBatch, type ReadFault } from './input/source.js';
import { isPinned, judge, NEVER_ASSERTED, type TrustRoot } from './trust/trust.js';

export { attempt, demand } from './input/format-fault.js';
export type { Check, CheckStatus, Claim, DocumentResult } from './results/result.js';

/** What the relying party requires of every EvidenceReceipt v2. */
export interface Expectation {
  readonly payloadKind?: string | undefined;
  readonly contract?: string | undefined;
}

export interface FormOptions {
  readonly trust: TrustRoot;
  readonly suite: CryptoSuite;
  /** The relying party's time, RFC 3339 UTC. Without it nothing is said about age. */
  readonly at?: string;
  readonly expect?: Expectation;
}

/**
 * A folder with subfolders as data: a Node reader, an unpacked archive or a browser's file picker stands behind it.
 * Paths use `/`, hold no `..` and are unique even when case is ignored; everything else is in `refused`.
 */
export interface EvidenceTree {
  readonly paths: readonly string[];
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Streams a file line by line, splitting on LF only. */
  lines(path: string): AsyncIterable<LineBatch>;
  text(path: string, maxBytes: number): Promise<string | ReadFault>;
  bytes(path: string, maxBytes: number): Promise<Uint8Array | ReadFault>;
}

/** A path of a tree that is not a regular file, or that could mean two files. */
export type RefusedPath = EvidenceTree['refused'][number];

/** What `parse` makes of a file of a tree (untrusted), or why there is nothing to be made. */
export async function readPart<T>(
  tree: EvidenceTree,
  path: string,
  parse: (text: string) => T,
  limit: number = LIMITS.documentBytes,
) {
  const text = await tree.text(path, limit);
  return typeof text === 'string' ? attempt(() => parse(text)) : { fault: text };
}

/** A format that is one file. `matches` sees the member names of its first JSON value; a wrong guess proves nothing. */
export interface DocumentForm {
  readonly kind: string;
  matches(members: ReadonlySet<string>): boolean;
  /** A narrower form that the whole text turns out to be. */
  refine?(text: string): DocumentForm | undefined;
  verify(text: string, options: FormOptions): Promise<DocumentResult>;
}

/** A format that is a folder. */
export interface TreeForm {
  readonly kind: string;
  matches(tree: EvidenceTree): Promise<boolean>;
  verify(tree: EvidenceTree, options: FormOptions): Promise<DocumentResult>;
}

/** What was found in a document. `pinned`: whether somebody vouches for it; by default, whether a key was given. */
export type Found = Pick<DocumentResult, 'checks'> &
  Partial<Pick<DocumentResult, 'claimed' | 'notAsserted' | 'outcome'>> & { readonly pinned?: boolean };

/** Folds what was found into a result. */
export function concludeDocument(
  { checks, claimed = [], notAsserted = NEVER_ASSERTED, pinned, ...more }: Found,
  trust: TrustRoot,
): DocumentResult {
  return { ...judge(checks, trust, pinned ?? isPinned(trust)), claimed, notAsserted, ...more };
}

interface FormParts<T> {
  readonly kind: string;
  /** Names of members that each document of this form has. */
  readonly members: string;
  /** Code of the check that fails for a text that cannot be read; where absent, the code of its fault. */
  readonly unread?: string;
  /** Throws FormatError. */
  readonly read: (text: string) => T;
  readonly judge: (read: T, options: FormOptions) => Found | Promise<Found>;
}

/** A form that reads the whole text first and judges what it read. */
export function documentForm<T>({ kind, members, unread, read, judge }: FormParts<T>): DocumentForm {
  return {
    kind,
    matches: (found) => members.split(' ').every((name) => found.has(name)),
    verify: async (text, options) => {
      const parsed = attempt(() => read(text));
      if ('value' in parsed) return concludeDocument(await judge(parsed.value, options), options.trust);
      const { code, message } = parsed.fault;
      return concludeDocument({ checks: [checksOf(kind).fail(unread ?? code, message)] }, options.trust);
    },
  };
}

/** Makes the checks of one document, a file of it or a log. */
export function checksOf(subject: string) {
  const check = (status: CheckStatus, code: string, message: string): Check => ({ code, status, subject, message });
  const pass = (code: string, message: string): Check => check('pass', code, message);
  const fail = (code: string, message: string): Check => check('fail', code, message);
  const skip = (code: string, message: string): Check => check('not_checked', code, message);
  const judge = (code: string, holds: boolean, good: string, bad: string) =>
    holds ? pass(code, good) : fail(code, bad);
  return { check, pass, fail, skip, judge };
}

export type Say = ReturnType<typeof checksOf>;

/** Whether the signer of something, whose signature holds, is one that the relying party trusts. */
export function signerCheck(subject: string, key: string, trust: TrustRoot): Check {
  const { judge, skip } = checksOf(subject);
  const code = 'signer_key_untrusted';
  if (!isPinned(trust)) return skip(code, `no trusted key was given; the signer is ${key}`);
  return judge(code, trust.keys.includes(key), `the signer is the trusted key ${key}`, `${key} is not a trusted key`);
}

/** What a producer says, member by member. */
export function claimsOf(members: object): Claim[] {
  return Object.entries(members).map(([name, value]) => ({ name, value: String(value) }));
}

/** What a signer says of times and actions: its word, under its signature. */
export function runClaims(startTime: string, endTime: string): Claim[] {
  if (startTime === '') return [];
  const what = 'target, actor, verdict and reason';
  return claimsOf({ time: `${startTime} to ${endTime}`, 'what each record says of its action': what });
}
