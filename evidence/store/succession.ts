// SPDX-License-Identifier: Apache-2.0
import { writeChainLink } from '../model/link-text.js';
import { writeRecoverySeal } from '../model/link-text.js';
import { signChainLink } from '../sign/chain-link.js';
import { signRecoverySeal } from '../sign/recovery-seal.js';
import type { Signer } from '../sign/signer.js';
import { signedNow } from './batch.js';

/** Where an earlier run's records stop holding together. */
export interface Damage {
  /** Base name of the shard. */
  readonly shard: string;
  readonly shardSize: number;
  readonly shardSha256: string;
  /** First byte that is not part of a good line. */
  readonly offset: number;
  /** The last good entry before it; `genesis` as hash when there is none. */
  readonly lastGoodSeq: bigint;
  readonly lastGoodHash: string;
}

/** The run a new run follows. `tail` is its last good receipt; `genesis` as hash when it has none. */
export interface Predecessor {
  readonly session: string;
  readonly tailSeq: bigint;
  readonly tailHash: string;
  /** Undefined when no receipt could be read. */
  readonly signerKey: string | undefined;
  readonly damage?: Damage;
}

export interface Successor {
  readonly session: string;
  readonly openHash: string;
  readonly signer: Signer;
  /** When the link is made: RFC 3339 UTC. */
  readonly at: string;
}

/** The successor's signed word about where its predecessor ended: a link, or a recovery seal over damage. One line of JSON. */
export function writeSuccession(predecessor: Predecessor, successor: Successor): string {
  const { signer } = successor;
  const sessions = {
    predecessor_session: predecessor.session,
    predecessor_tail_seq: predecessor.tailSeq,
    predecessor_tail_hash: predecessor.tailHash,
    predecessor_signer_key: predecessor.signerKey ?? signer.publicKeyHex,
    successor_session: successor.session,
    successor_signer_key: signer.publicKeyHex,
  };
  const { damage } = predecessor;
  if (damage === undefined) {
    return (
      writeChainLink(signedNow(signChainLink({ version: 1, ...sessions, linked_at: successor.at }, signer))) + '\n'
    );
  }
  const seal = signRecoverySeal(
    {
      kind: 'recovery_seal',
      version: 1,
      ...sessions,
      shard: damage.shard,
      shard_size: BigInt(damage.shardSize),
      shard_sha256: damage.shardSha256,
      damage_offset: BigInt(damage.offset),
      last_good_seq: damage.lastGoodSeq,
      last_good_hash: damage.lastGoodHash,
      successor_open_hash: successor.openHash,
      observed_at: successor.at,
    },
    signer,
  );
  return writeRecoverySeal(signedNow(seal)) + '\n';
}
