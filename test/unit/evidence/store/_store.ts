// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from 'ava';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEntryChain } from '../../../../evidence/chain/entry-chain.js';
import { ReceiptChain } from '../../../../evidence/chain/receipt-chain.js';
import { fromHex, utf8Encode } from '../../../../evidence/canonical/text.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseCheckpointDetail } from '../../../../evidence/model/entry-detail.js';
import { parseActionReceipt } from '../../../../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../../../../evidence/model/entry-line.js';
import type { RecorderEntry } from '../../../../evidence/model/recorder-entry.js';
import type { DecisionDetail, EvidenceDraft } from '../../../../evidence/model/evidence-draft.js';
import { createSigningKey } from '../../../../evidence/store/key-file.js';
import type { RecorderOptions } from '../../../../evidence/store/options.js';

export const POLICY = 'a'.repeat(64);

/** A folder of its own for one test, removed at its end, with a key in it. */
export function workspace(t: ExecutionContext): { readonly root: string; readonly publicKeyHex: string } {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-store-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  return { root, publicKeyHex: createSigningKey(join(root, 'key')) };
}

export function optionsFor(root: string, more: Partial<RecorderOptions> = {}): RecorderOptions {
  return {
    dir: join(root, 'evidence'),
    base: 'proxy',
    signingKeyPath: join(root, 'key'),
    policyHash: POLICY,
    checkpointInterval: 10,
    signCheckpoints: true,
    maxEntriesPerFile: 10_000,
    fileMode: 0o600,
    heartbeatSeconds: 0,
    retentionDays: 0,
    ...more,
  };
}

export function actionId(n: number): string {
  return `019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function decision(n: number): DecisionDetail {
  return {
    action_id: actionId(n),
    facts: { 'url.length': 40 + n, 'dlp.url.count': 0 },
    layer: 'none',
    pattern: '',
    phase: 'request',
    policy: POLICY,
    reason: 'none',
    request_id: `req-${n}`,
    verdict: 'allow',
  };
}

/** A decision and its receipt. `more` replaces members of the receipt. */
export function draft(n: number, more: Partial<EvidenceDraft['receipt']> = {}): EvidenceDraft {
  const id = actionId(n);
  return {
    decision: decision(n),
    receipt: {
      action_id: id,
      action_type: 'read',
      timestamp: '2026-11-22T20:00:01.12Z',
      principal: 'local',
      actor: 'agent',
      delegation_chain: null,
      target: `https://api.example.com/items/${n}`,
      side_effect_class: 'external_read',
      reversibility: 'full',
      policy_hash: POLICY,
      verdict: 'allow',
      transport: 'forward',
      method: 'GET',
      ...more,
    },
  };
}

export interface ReadReceipt {
  readonly actionId: string;
  readonly hash: string;
  readonly seq: bigint;
  readonly target: string;
  readonly kind: string | undefined;
}

/** A run as an auditor finds it: the good part of its shards, and where that ends. */
export interface ReadRun {
  readonly session: string;
  readonly shards: readonly string[];
  readonly entries: readonly RecorderEntry[];
  readonly receipts: readonly ReadReceipt[];
  readonly closed: boolean;
  /** Shard and byte offset of the first thing that is not a good line. */
  readonly damage: { readonly shard: string; readonly offset: number } | undefined;
}

const SHARD = /^evidence-(.+)-([0-9]+)\.jsonl$/;

/** Session ids in a folder. */
export function sessionsIn(dir: string): readonly string[] {
  const sessions = readdirSync(dir).flatMap((name) => SHARD.exec(name)?.[1] ?? []);
  return [...new Set(sessions)];
}

function shardsOf(dir: string, session: string): readonly string[] {
  const start = (name: string): number => Number(SHARD.exec(name)?.[2]);
  return readdirSync(dir)
    .filter((name) => SHARD.exec(name)?.[1] === session)
    .sort((a, b) => start(a) - start(b));
}

function parsed(line: string): RecorderEntry | undefined {
  try {
    return parseEntryLine(line);
  } catch {
    return undefined;
  }
}

/** Reads a run and checks every hash, link and signature in its good part. */
export async function readRun(t: ExecutionContext, dir: string, session: string, key: string): Promise<ReadRun> {
  const entryFault = createEntryChain(nodeSuite);
  const receiptChain = new ReceiptChain({ suite: nodeSuite, trustedKeys: new Set([key]) });
  const shards = shardsOf(dir, session);
  const entries: RecorderEntry[] = [];
  const receipts: ReadReceipt[] = [];
  let damage: ReadRun['damage'];
  for (const shard of shards) {
    const bytes = readFileSync(join(dir, shard));
    let offset = 0;
    while (offset < bytes.length && damage === undefined) {
      const end = bytes.indexOf(0x0a, offset);
      const entry = end < 0 ? undefined : parsed(bytes.toString('utf8', offset, end));
      if (entry === undefined || entry.session_id !== session || entryFault(entry) !== undefined) {
        damage = { shard, offset };
        break;
      }
      entries.push(entry);
      await checkSigned(t, entry, key);
      if (entry.type === 'action_receipt') {
        const { receipt, receiptText } = parseActionReceipt(entry.detail);
        const hash = nodeSuite.sha256Hex(receiptText);
        t.is(receiptChain.step(receipt, hash), undefined);
        const { action_id: id, chain_seq: seq, target, session_control: control } = receipt.action_record;
        receipts.push({ actionId: id, hash, seq, target, kind: control?.kind });
      }
      offset = end + 1;
    }
    if (damage === undefined) t.true(bytes.length > 0, `${shard} is not empty`);
  }
  return { session, shards, entries, receipts, closed: receipts.at(-1)?.kind === 'session_close', damage };
}

async function checkSigned(t: ExecutionContext, entry: RecorderEntry, key: string): Promise<void> {
  const publicKey = fromHex(key);
  if (entry.type === 'action_receipt') {
    const { receipt, recordText } = parseActionReceipt(entry.detail);
    const signature = fromHex(receipt.signature.slice('ed25519:'.length));
    const message = nodeSuite.sha256(recordText);
    t.deepEqual(await nodeSuite.verifyBatch([{ publicKey, message, signature }]), [true]);
  }
  if (entry.type === 'checkpoint') {
    const { signature: text } = parseCheckpointDetail(entry.detail);
    if (text === '') return;
    const check = { publicKey, message: utf8Encode(entry.prev_hash), signature: fromHex(text) };
    t.deepEqual(await nodeSuite.verifyBatch([check]), [true]);
  }
}
