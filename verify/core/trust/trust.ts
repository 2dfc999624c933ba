// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../../evidence/canonical/errors.js';
import { isHex } from '../../../evidence/canonical/text.js';
import type { RotationEndorsement } from '../../../evidence/model/rotation-endorsement.js';
import type { AarpTrust } from '../aarp/trust.js';
import { NO_LOG_TRUST, type LogTrust } from '../log/log-trust.js';
import type { Check, NotAsserted, Verdict } from '../results/result.js';

/**
 * What the relying party brings along. Keys come from here and from nowhere else: a key found in the evidence is only
 * ever compared with these, because whoever forged the evidence also chose the key inside it.
 */
export interface TrustRoot {
  /** Ed25519 public keys, 64 lower-case hex digits each. Empty means nothing can be more than `unpinned`. */
  readonly keys: readonly string[];
  /** Key ids of formats that name their signer by id, with the key each stands for. A key pinned without an id has its hex form as id. */
  readonly keyIds: ReadonlyMap<string, string>;
  /** Statements by an old key that a new key takes over. Each must match exactly one boundary. */
  readonly endorsements: readonly RotationEndorsement[];
  /** Accept intact evidence of an unknown signer. The verdict stays `unpinned`. */
  readonly allowUnpinned: boolean;
  /** Keys of AARP envelopes, which are known by key id. Without it no such envelope is more than `unpinned`. */
  readonly aarp?: AarpTrust | undefined;
  /** About transparency logs; nothing of a log can pass without a key in here. */
  readonly log: LogTrust;
}

function keyOf(text: string): string {
  const lower = text.toLowerCase();
  demand(isHex(lower, 64), 'a trusted key is 64 hex digits');
  return lower;
}

/**
 * Builds a trust root from what the caller supplied (trusted input).
 * @throws FormatError `field_value` for a key that is not 64 hex digits, or an id that is another key
 */
export function createTrustRoot(
  parts: Partial<Omit<TrustRoot, 'keyIds' | 'log'>> & {
    readonly log?: Partial<LogTrust> | undefined;
    /** Keys that answer to one id only. */
    readonly named?: readonly { readonly id: string; readonly key: string }[];
  },
): TrustRoot {
  const plain = (parts.keys ?? []).map(keyOf);
  const named = (parts.named ?? []).map(({ id, key }) => ({ id, key: keyOf(key) }));
  for (const { id, key } of named) {
    demand(id !== '' && (!isHex(id, 64) || id === key), 'a key id names another key');
  }
  return {
    keys: [...new Set([...plain, ...named.map(({ key }) => key)])],
    keyIds: new Map([...plain.map((key) => [key, key] as const), ...named.map(({ id, key }) => [id, key] as const)]),
    endorsements: parts.endorsements ?? [],
    allowUnpinned: parts.allowUnpinned ?? false,
    aarp: parts.aarp,
    log: { ...NO_LOG_TRUST, ...parts.log },
  };
}

/**
 * The pinned key that a key id stands for. An id that is no key stands for the only key there is, unless ids were
 * pinned: then it has to be one of these.
 */
export function pinnedKeyOf(id: string, { keys, keyIds }: TrustRoot): string | undefined {
  const [sole, ...more] = keys;
  const free = more.length === 0 && !isHex(id, 64) && sole !== undefined && keyIds.has(sole);
  return keyIds.get(id) ?? (free ? sole : undefined);
}

/** As `pinnedKeyOf`, but while nothing is pinned an id stands for the key that it spells, which proves integrity only. */
export function keyNamed(id: string, trust: TrustRoot): string | undefined {
  return pinnedKeyOf(id, trust) ?? (isPinned(trust) ? undefined : id);
}

export function isPinned(trust: TrustRoot): boolean {
  return trust.keys.length > 0;
}

/** Whether a verdict is good enough for this relying party. */
export function isAccepted(verdict: Verdict, trust: TrustRoot): boolean {
  return verdict === 'valid' || (verdict === 'unpinned' && trust.allowUnpinned);
}

/** What no verification establishes. */
export const NEVER_ASSERTED: readonly NotAsserted[] = ['completeness', 'wall_clock', 'host_integrity', 'semantics'];

/** Folds checks into a verdict. A failed check always wins; then an unpinned key; nothing else may lower it. */
export function judge(checks: readonly Check[], trust: TrustRoot, pinned = isPinned(trust)) {
  const failed = checks.some(({ status }) => status === 'fail');
  const verdict: Verdict = failed ? 'invalid' : pinned ? 'valid' : 'unpinned';
  return { verdict, accepted: isAccepted(verdict, trust), checks };
}
