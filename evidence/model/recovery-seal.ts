// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { integer, oneOf, SAFE_MAX } from '../canonical/go-kinds.js';
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { assertMember, parseLinkFile } from './record-rules.js';

const DOMAIN = 'pipelock-recovery-seal-v1';
/**
 * `shard` is the base name of the damaged file, `shard_size` its bytes when it was sealed, `damage_offset` the first byte
 * that is not part of a whole line, `successor_open_hash` the receipt hash of the successor's session_open.
 */
const BODY = `
  kind:{} version:v1
  predecessor_session:session shard shard_size:size shard_sha256:hash damage_offset:uint64
  last_good_seq:safe last_good_hash:hash_or_genesis
  predecessor_tail_seq:safe predecessor_tail_hash:hash_or_genesis predecessor_signer_key:key
  successor_session:session successor_signer_key:key successor_open_hash:hash observed_at:time`;
const OWN = {
  kind: oneOf<string>('recovery_seal'),
  size: integer<bigint>(1n, SAFE_MAX, true),
  safe: integer<bigint>(0n, SAFE_MAX, true),
};
const UNRECOVERY_SEAL = goWords(BODY, OWN);
export const RECOVERY_SEAL = goWords(`${BODY} signature:signature`, OWN);

/** What a recovery seal says: where a damaged run ends, and which run found it. Signed by the successor's key. */
export type RecoverySealBody = GoValue<typeof UNRECOVERY_SEAL>;
/** Stands in the file-name slot of a chain link. */
export type RecoverySeal = GoValue<typeof RECOVERY_SEAL>;

/** The bytes the successor signs, without a pre-hash. */
export function canonicalizeRecoverySealUnsigned(seal: RecoverySealBody): Uint8Array {
  return domainSeparated(DOMAIN, writeGoJson(UNRECOVERY_SEAL, seal));
}

/** Reads an untrusted seal file. Throws FormatError. The signature is not checked. */
export function parseRecoverySeal(text: string): RecoverySeal {
  const seal = parseLinkFile(RECOVERY_SEAL, text);
  assertSessions(seal);
  assertDamage(seal);
  return seal;
}

const RUN_SESSION = /^(.+)\.run\.[0-9a-f]{32}$/;

/** The part of a run's session id that names the family of runs; undefined for another form. */
export function runSessionBase(session: string): string | undefined {
  return RUN_SESSION.exec(session)?.[1];
}

function assertSessions({ predecessor_session: before, successor_session: after }: RecoverySeal): void {
  assertMember(before !== after, 'successor_session', 'the sessions are the same');
  const base = runSessionBase(after);
  // A run may also seal the session of the time before runs, whose id is the bare base.
  const sameBase = base !== undefined && (runSessionBase(before) ?? before) === base;
  assertMember(sameBase, 'successor_session', 'the sessions have different bases');
}

function assertDamage(seal: RecoverySeal): void {
  const prefix = `evidence-${seal.predecessor_session}-`;
  const number = seal.shard.startsWith(prefix) ? seal.shard.slice(prefix.length) : '';
  assertMember(/^(?:0|[1-9][0-9]*)\.jsonl$/.test(number), 'shard', 'a shard of the predecessor is expected');
  assertMember(seal.damage_offset < seal.shard_size, 'damage_offset', 'beyond the shard');
}
