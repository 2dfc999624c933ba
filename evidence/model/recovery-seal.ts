// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import {
  assertHash,
  assertHashOrGenesis,
  assertLinkSize,
  assertMember,
  assertPublicKey,
  assertSafeCounter,
  assertSession,
  assertSignatureText,
} from './record-rules.js';

/** What a recovery seal says: where a damaged run ends, and which run found it. Signed by the successor's key. */
export interface RecoverySealBody {
  readonly kind: 'recovery_seal';
  readonly version: 1;
  readonly predecessor_session: string;
  /** Base name of the damaged file. */
  readonly shard: string;
  /** Its size in bytes when it was sealed. */
  readonly shard_size: bigint;
  readonly shard_sha256: string;
  /** First byte that is not part of a whole line. */
  readonly damage_offset: bigint;
  readonly last_good_seq: bigint;
  readonly last_good_hash: string;
  readonly predecessor_tail_seq: bigint;
  readonly predecessor_tail_hash: string;
  readonly predecessor_signer_key: string;
  readonly successor_session: string;
  readonly successor_signer_key: string;
  /** Receipt hash of the successor's session_open. */
  readonly successor_open_hash: string;
  readonly observed_at: string;
}

/** Stands in the file-name slot of a chain link. */
export interface RecoverySeal extends RecoverySealBody {
  readonly signature: string;
}

export const RECOVERY_SEAL_DOMAIN = 'pipelock-recovery-seal-v1';

const BODY = {
  kind: 'string',
  version: 'int',
  predecessor_session: 'string',
  shard: 'string',
  shard_size: 'uint64',
  shard_sha256: 'string',
  damage_offset: 'uint64',
  last_good_seq: 'uint64',
  last_good_hash: 'string',
  predecessor_tail_seq: 'uint64',
  predecessor_tail_hash: 'string',
  predecessor_signer_key: 'string',
  successor_session: 'string',
  successor_signer_key: 'string',
  successor_open_hash: 'string',
  observed_at: 'time',
} as const;
const UNSIGNED = goStruct<RecoverySealBody>(BODY);
const SIGNED = goStruct<RecoverySeal>({ ...BODY, signature: 'string' });

/** The bytes the successor signs, without a pre-hash. */
export function canonicalizeRecoverySealUnsigned(seal: RecoverySealBody): Uint8Array {
  return domainSeparated(RECOVERY_SEAL_DOMAIN, writeGoJson(UNSIGNED, seal));
}

/** The file's text, without its line feed. */
export function writeRecoverySeal(seal: RecoverySeal): string {
  return writeGoJson(SIGNED, seal);
}

/** Reads an untrusted seal file. Throws FormatError. The signature is not checked. */
export function parseRecoverySeal(text: string): RecoverySeal {
  assertLinkSize(text);
  const seal = decodeGoJson(SIGNED, parseStrictJson(text), text);
  assertMember((seal.kind as string) === 'recovery_seal', 'kind', 'recovery_seal is expected');
  assertMember((seal.version as number) === 1, 'version', 'version 1 is expected');
  assertSessions(seal);
  assertDamage(seal);
  assertHashOrGenesis(seal.last_good_hash, 'last_good_hash');
  assertHashOrGenesis(seal.predecessor_tail_hash, 'predecessor_tail_hash');
  assertPublicKey(seal.predecessor_signer_key, 'predecessor_signer_key');
  assertPublicKey(seal.successor_signer_key, 'successor_signer_key');
  assertHash(seal.successor_open_hash, 'successor_open_hash');
  assertSignatureText(seal.signature, 'signature');
  return seal;
}

const RUN_SESSION = /^(.+)\.run\.[0-9a-f]{32}$/;

/** The part of a run's session id that names the family of runs; undefined for another form. */
export function runSessionBase(session: string): string | undefined {
  return RUN_SESSION.exec(session)?.[1];
}

function assertSessions(seal: RecoverySeal): void {
  const { predecessor_session: before, successor_session: after } = seal;
  assertSession(before, 'predecessor_session');
  assertSession(after, 'successor_session');
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
  assertSafeCounter(seal.shard_size, 'shard_size');
  assertSafeCounter(seal.last_good_seq, 'last_good_seq');
  assertSafeCounter(seal.predecessor_tail_seq, 'predecessor_tail_seq');
  assertMember(seal.shard_size > 0n, 'shard_size', 'the shard is empty');
  assertHash(seal.shard_sha256, 'shard_sha256');
  assertMember(seal.damage_offset < seal.shard_size, 'damage_offset', 'beyond the shard');
}
