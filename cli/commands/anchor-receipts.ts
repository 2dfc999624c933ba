// SPDX-License-Identifier: Apache-2.0
import { basename, resolve } from 'node:path';
import { buildLocalBundle, isAnchored, nextLogEntry } from '../../evidence/attest/anchor.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import type { AnchorCheckpoint } from '../../evidence/model/anchor-bundle.js';
import type { AnchorLogEntry } from '../../evidence/model/anchor-log.js';
import { ANCHOR_STATE_SCHEMA } from '../../evidence/model/anchor-state.js';
import { appendAnchor, keepAnchorState } from '../../evidence/store/anchor-log.js';
import { readAnchorLog } from '../../verify/core/anchor-log.js';
import type { ChainFacts } from '../../verify/core/result.js';
import { readKeyArgument } from '../../verify/node/main.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { assertValid, readSession } from '../evidence/session.js';
import { writeWhole } from '../keys/files.js';
import { needed, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly dir?: string;
  readonly session?: string;
  readonly key?: readonly string[];
  readonly backend?: string;
  readonly localLog?: string;
  readonly rekorUrl?: string;
  readonly rekorKey?: string;
  readonly rekorHashAlgorithm?: string;
  readonly yesSendToRemoteLog?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const NAME = 'anchor receipts';

export const anchorReceipts: CommandFile<Options> = {
  declare(command) {
    command
      .option('--dir <folder>', 'evidence folder')
      .option('--session <name>', 'recorder session, where several lie in the folder')
      .option('--key <hex|file>', 'trusted public key; needed, may be repeated', collect)
      .option('--backend <name>', 'local; rekor is read and verified, not written (default: local)')
      .option('--local-log <file>', 'the log, JSON lines; made when it is not there')
      .option('--rekor-url <url>', 'not in this build')
      .option('--rekor-key <file>', 'not in this build')
      .option('--rekor-hash-algorithm <name>', 'not in this build')
      .option('--yes-send-to-remote-log', 'not in this build')
      .option('--out <file>', 'the bundle')
      .option('--force', 'replace an existing bundle')
      .option('--json', 'print JSON');
  },
  async run(options) {
    refuseRemote(options);
    const folder = needed(options.dir, '--dir', NAME);
    const out = needed(options.out, '--out', NAME);
    const log = resolve(needed(options.localLog, '--local-log', NAME));
    const keys = (options.key ?? []).map(readKeyArgument);
    if (keys.length === 0)
      throw new UsageError('--key is needed: an anchor of evidence of unknown origin proves nothing');
    const { session, outcome } = await readSession({ folder, session: options.session, keys });
    assertValid(session, outcome.result);
    const at = timeOption(undefined, '');
    const entry = anchor(log, checkpointOf(session, outcome.result.facts), at);
    const { bundle, text } = buildLocalBundle(entry, at);
    writeWhole(out, text, 0o600, options.force);
    const marker = keepAnchorState(folder, {
      schema: ANCHOR_STATE_SCHEMA,
      session_id: session,
      final_seq: entry.checkpoint.final_seq,
      root_hash: entry.checkpoint.root_hash,
      backend: 'local',
      log_index: entry.index,
      anchored_at: entry.timestamp,
      bundle_sha256: nodeSuite.sha256Hex(text),
      bundle_path: basename(out),
      receipt_count: entry.checkpoint.receipt_count,
      signer_key: entry.checkpoint.signer_keys.at(-1) ?? '',
    });
    if (options.json === true) printJson({ path: out, marker, ...bundle });
    else print(`bundle  ${out}\nlog     ${log}, entry ${entry.index}\nroot    ${entry.checkpoint.root_hash}`);
    return EXIT.ok;
  },
};

function refuseRemote({
  backend = 'local',
  rekorUrl,
  rekorKey,
  rekorHashAlgorithm,
  yesSendToRemoteLog,
}: Options): void {
  const remote = [rekorUrl, rekorKey, rekorHashAlgorithm, yesSendToRemoteLog].some((value) => value !== undefined);
  if (backend === 'rekor' || remote)
    throw new UsageError('sending to a remote log is not in this build; use --backend local');
  if (backend !== 'local') throw new UsageError('--backend: local is expected');
}

function checkpointOf(session: string, facts: ChainFacts): AnchorCheckpoint {
  return {
    session_id: session,
    final_seq: facts.finalSeq,
    root_hash: facts.rootHash,
    receipt_count: BigInt(facts.receiptCount),
    start_time: facts.startTime,
    end_time: facts.endTime,
    signer_keys: facts.signerKeys,
  };
}

/** Appends, unless the log's last entry says the same already: anchoring twice is anchoring once. */
function anchor(log: string, checkpoint: AnchorCheckpoint, at: string): AnchorLogEntry {
  let entry: AnchorLogEntry | undefined;
  appendAnchor(log, (text) => {
    const last = readAnchorLog(text, nodeSuite).at(-1);
    if (isAnchored(last, checkpoint)) {
      entry = last;
      return undefined;
    }
    entry = nextLogEntry(last, checkpoint, at, nodeSuite);
    return entry;
  });
  if (entry === undefined) throw new Error('the log was not asked for an entry');
  return entry;
}
