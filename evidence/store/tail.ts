// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { decodeUtf8Strict } from '../canonical/text.js';
import { nodeSuite } from '../crypto/node/suite.js';
import { parseActionReceipt } from '../model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../model/entry-line.js';
import { entryHash, MAX_LINE_BYTES } from '../model/recorder-entry.codec.js';
import { GENESIS } from '../model/recorder-entry.js';
import type { StoreIo } from './io.js';
import type { ShardName } from './names.js';
import type { Damage, Predecessor } from './succession.js';

interface EntryTail {
  readonly seq: bigint;
  readonly hash: string;
}

interface ReceiptTail extends EntryTail {
  readonly signerKey: string;
}

interface ShardTail {
  /** The last good entry; undefined when the shard has none. */
  readonly entry: EntryTail | undefined;
  readonly receipt: ReceiptTail | undefined;
  readonly damage: Damage | undefined;
}

const LINE_FEED = 0x0a;

/** The next whole line; undefined when the bytes end first (a torn tail) or the line is longer than one may be. */
function lineEnd(bytes: Uint8Array, start: number): number | undefined {
  const end = bytes.indexOf(LINE_FEED, start);
  return end < 0 || end - start > MAX_LINE_BYTES ? undefined : end;
}

interface Walk {
  entry: EntryTail | undefined;
  receipt: ReceiptTail | undefined;
  /** Told about every good receipt. */
  readonly onReceipt?: ((receipt: EntryTail) => void) | undefined;
}

/** One line, checked against what came before. Throws, or answers false, when it does not follow. */
function follows(line: string, shard: ShardName, walk: Walk): boolean {
  const entry = parseEntryLine(line);
  const first = walk.entry === undefined;
  if (entry.session_id !== shard.session || entryHash(entry, nodeSuite) !== entry.hash) return false;
  if (entry.seq !== (first ? shard.seqStart : (walk.entry?.seq ?? 0n) + 1n)) return false;
  if (!first && entry.prev_hash !== walk.entry?.hash) return false;
  if (first && entry.seq === 0n && entry.prev_hash !== GENESIS) return false;
  if (entry.type === 'action_receipt') {
    const { receipt, receiptText } = parseActionReceipt(entry.detail);
    const { chain_seq: seq, chain_prev_hash: previous } = receipt.action_record;
    if (walk.receipt !== undefined && (seq !== walk.receipt.seq + 1n || previous !== walk.receipt.hash)) return false;
    walk.receipt = { seq, hash: nodeSuite.sha256Hex(receiptText), signerKey: receipt.signer_key };
    walk.onReceipt?.(walk.receipt);
  }
  walk.entry = { seq: entry.seq, hash: entry.hash };
  return true;
}

function isGoodLine(bytes: Uint8Array, shard: ShardName, walk: Walk): boolean {
  try {
    return follows(decodeUtf8Strict(bytes), shard, walk);
  } catch {
    // Not a recorder line at all: the tail of a write that never finished, or damage.
    return false;
  }
}

function readShard(bytes: Uint8Array, shard: ShardName, onReceipt?: Walk['onReceipt']): ShardTail {
  const walk: Walk = { entry: undefined, receipt: undefined, onReceipt };
  let offset = 0;
  while (offset < bytes.length) {
    const end = lineEnd(bytes, offset);
    if (end === undefined || !isGoodLine(bytes.subarray(offset, end), shard, walk)) break;
    offset = end + 1;
  }
  const damage: Damage | undefined =
    offset === bytes.length
      ? undefined
      : {
          shard: shard.name,
          shardSize: bytes.length,
          shardSha256: nodeSuite.sha256Hex(bytes),
          offset,
          lastGoodSeq: walk.entry?.seq ?? 0n,
          lastGoodHash: walk.entry?.hash ?? GENESIS,
        };
  return { entry: walk.entry, receipt: walk.receipt, damage };
}

/**
 * Hashes of the good receipts in a run's shard, and the place of the first of them among the run's receipts. What
 * stands behind the first fault does not count.
 */
export function readShardReceipts(
  io: StoreIo,
  dir: string,
  shard: ShardName,
): { readonly from: number; readonly receipts: readonly string[]; readonly damaged: boolean } {
  const receipts: EntryTail[] = [];
  const { damage } = readShard(io.read(join(dir, shard.name)), shard, (receipt) => receipts.push(receipt));
  return {
    from: Number(receipts[0]?.seq ?? 0n),
    receipts: receipts.map(({ hash }) => hash),
    damaged: damage !== undefined,
  };
}

/**
 * Reads where a dead run ends. Only whole lines whose hash, position and receipt link hold count; the first byte that
 * is not part of one is where the damage begins. The newest shard is read, and older ones only until a receipt is
 * found; signatures and older shards are for the verifier. `shards` is in order and not empty.
 */
export function readTail(io: StoreIo, dir: string, shards: readonly ShardName[]): Predecessor | undefined {
  let damage: Damage | undefined;
  let entry: EntryTail | undefined;
  for (const shard of shards.toReversed()) {
    const tail = readShard(io.read(join(dir, shard.name)), shard);
    damage = tail.damage ?? damage;
    entry = tail.damage === undefined ? (entry ?? tail.entry) : tail.entry;
    if (tail.receipt === undefined) continue;
    return predecessorOf(shard.session, tail.receipt, damage, entry);
  }
  const session = shards[0]?.session;
  return session === undefined ? undefined : predecessorOf(session, undefined, damage, entry);
}

function predecessorOf(
  session: string,
  receipt: ReceiptTail | undefined,
  damage: Damage | undefined,
  entry: EntryTail | undefined,
): Predecessor | undefined {
  // A clean run without a single receipt has no tail that a link could name.
  if (receipt === undefined && damage === undefined) return undefined;
  return {
    session,
    tailSeq: receipt?.seq ?? 0n,
    tailHash: receipt?.hash ?? GENESIS,
    signerKey: receipt?.signerKey,
    ...(damage === undefined
      ? {}
      : { damage: { ...damage, lastGoodSeq: entry?.seq ?? 0n, lastGoodHash: entry?.hash ?? GENESIS } }),
  };
}
