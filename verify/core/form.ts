// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Expectation } from './evidence-stage.js';
import type { CheckStatus, Judgement } from './result.js';
import type { ReadFault } from './source.js';
import { isPinned, judge, NEVER_ASSERTED, type TrustRoot } from './trust.js';

/** One thing that was looked at in a document. Each form lists its own codes in its format page. */
export interface FormCheck {
  readonly code: string;
  readonly status: CheckStatus;
  /** A file, a record or a member. */
  readonly subject: string;
  readonly message: string;
}

/** Something the producer says and this verification does not establish. */
export interface Claim {
  readonly name: string;
  readonly value: string;
}

/** What the verification of one document comes to: passed checks are proved, claims are not, the rest is not said. */
export interface DocumentResult extends Judgement<FormCheck> {
  readonly claimed: readonly Claim[];
  /** The format's own machine-readable outcome, where it defines one: plain JSON values. */
  readonly outcome?: unknown;
}

export interface FormOptions {
  readonly trust: TrustRoot;
  readonly suite: CryptoSuite;
  /** The relying party's time, RFC 3339 UTC. Without it nothing is said about age. */
  readonly at?: string;
  readonly expect?: Expectation;
}

/** A path of a tree that is not a regular file, or that could mean two files. */
export interface RefusedPath {
  readonly path: string;
  readonly reason: string;
}

/**
 * A folder with subfolders as data: a Node reader, an unpacked archive or a browser's file picker stands behind it.
 * Paths use `/`, hold no `..` and are unique even when case is ignored; everything else is in `refused`.
 */
export interface EvidenceTree {
  readonly paths: readonly string[];
  readonly refused: readonly RefusedPath[];
  text(path: string, maxBytes: number): Promise<string | ReadFault>;
  bytes(path: string, maxBytes: number): Promise<Uint8Array | ReadFault>;
}

/** A format that is one file. `matches` sees the member names of its first JSON value; a wrong guess proves nothing. */
export interface DocumentForm {
  readonly kind: string;
  matches(members: ReadonlySet<string>, name: string): boolean;
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

type Parts = Pick<DocumentResult, 'checks'> & Partial<Pick<DocumentResult, 'claimed' | 'notAsserted' | 'outcome'>>;

/** Folds the parts into a result. */
export function concludeDocument(parts: Parts, trust: TrustRoot, pinned = isPinned(trust)): DocumentResult {
  return {
    ...judge(parts.checks, trust, pinned),
    claimed: parts.claimed ?? [],
    notAsserted: parts.notAsserted ?? NEVER_ASSERTED,
    ...(parts.outcome === undefined ? {} : { outcome: parts.outcome }),
  };
}
