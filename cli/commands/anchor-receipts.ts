// SPDX-License-Identifier: Apache-2.0
import { basename, resolve } from 'node:path';
import { buildAnchorBundle, type BuiltBundle } from '../../evidence/attest/anchor.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { messageOf, UsageError, VerificationError } from '../../evidence/model/errors.js';
import type { AnchorCheckpoint } from '../../evidence/model/anchor-bundle.js';
import { ANCHOR_STATE_SCHEMA } from '../../evidence/model/anchor-state.js';
import { keepAnchorState } from '../../evidence/store/anchor-log.js';
import type { Anchored, ExternalLog } from '../../evidence/store/log/external-log.js';
import { openRekor } from '../../evidence/store/log/rekor.js';
import { ANCHOR_BUNDLE_FORM } from '../../verify/core/anchors/bundle.js';
import type { ChainFacts } from '../../verify/core/chains/chain-summary.js';
import { createTrustRoot, type TrustRoot } from '../../verify/core/trust/trust.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { openLocalLog } from '../evidence/local-log.js';
import { assertValid, readSession } from '../evidence/session.js';
import { writeWhole } from '../keys/files.js';
import { needed, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly dir: string;
  readonly session?: string;
  readonly key: readonly string[];
  readonly backend?: string;
  readonly localLog?: string;
  readonly rekorUrl?: string;
  readonly rekorKey?: string;
  readonly rekorHashAlgorithm?: string;
  readonly logKey?: readonly string[];
  readonly yesSendToRemoteLog?: boolean;
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const NAME = 'anchor receipts';

export const anchorReceipts: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder')
      .option('--session <name>', 'recorder session, where several lie in the folder')
      .requiredOption('--key <hex|file>', 'trusted public key; may be repeated', collect)
      .option('--backend <name>', 'local, or rekor for a log of somebody else (default: local)')
      .option('--local-log <file>', 'the log, JSON lines; made when it is not there')
      .option('--rekor-url <url>', 'where the other log is served')
      .option('--rekor-key <file>', 'private key that signs the entry there; one of its own, not that of receipts')
      .option('--rekor-hash-algorithm <name>', 'sha512, which is what Ed25519 keys need there (default: sha512)')
      .option('--log-key <file>', "the other log's public key in PEM: nothing is kept that it did not sign", collect)
      .option('--yes-send-to-remote-log', 'confirm that the digest of the checkpoint is sent to the other log')
      .requiredOption('--out <file>', 'the bundle')
      .option('--force', 'replace an existing bundle')
      .option('--json', 'print JSON');
  },
  async run(options) {
    const log = openLog(options);
    const { dir: folder, out } = options;
    // An anchor of evidence of unknown origin would prove nothing.
    const keys = options.key.map(readKeyArgument);
    const trust = trustOf(keys, options.logKey);
    const { session, outcome } = await readSession({ folder, session: options.session, keys });
    assertValid(session, outcome.result);
    const at = timeOption(undefined, '');
    const checkpoint = checkpointOf(session, outcome.result.facts);
    const anchored = await log.anchor(checkpoint, at);
    const built = buildAnchorBundle(checkpoint, anchored.proof, log.limits, at);
    await assertShown(built, log, trust);
    writeWhole(out, built.text, 0o600, options.force);
    const marker = keepMarker(folder, out, built, anchored);
    if (options.json === true) printJson({ path: out, marker, ...built.bundle });
    else
      print(`bundle  ${out}\nlog     ${log.place}, entry ${anchored.proof.log_index}\nroot    ${checkpoint.root_hash}`);
    return EXIT.ok;
  },
};

function openLocal({ localLog, ...options }: Options): ExternalLog {
  const { rekorUrl, rekorKey, rekorHashAlgorithm, logKey, yesSendToRemoteLog } = options;
  const remote = [rekorUrl, rekorKey, rekorHashAlgorithm, logKey, yesSendToRemoteLog];
  if (remote.some((value) => value !== undefined)) {
    throw new UsageError('the options of a remote log need --backend rekor');
  }
  return openLocalLog(resolve(needed(localLog, '--local-log', NAME)));
}

/** The log that was asked for: a remote one only when it was confirmed that something is sent to it. */
function openLog(options: Options): ExternalLog {
  const { backend = 'local', localLog, rekorUrl, rekorKey, rekorHashAlgorithm = 'sha512' } = options;
  if (backend === 'local') return openLocal(options);
  if (backend !== 'rekor') throw new UsageError('--backend: local or rekor is expected');
  if (localLog !== undefined) throw new UsageError('--local-log needs --backend local');
  if (rekorHashAlgorithm !== 'sha512') throw new UsageError('--rekor-hash-algorithm: sha512 is expected');
  const url = needed(rekorUrl, '--rekor-url', NAME);
  const keyPath = needed(rekorKey, '--rekor-key', NAME);
  if (options.yesSendToRemoteLog !== true) {
    throw new UsageError(`the digest of the checkpoint would be sent to ${url}: confirm with --yes-send-to-remote-log`);
  }
  try {
    return openRekor({ url, keyPath });
  } catch (cause) {
    throw new UsageError(`--rekor-url ${messageOf(cause)}`, { cause });
  }
}

function trustOf(keys: readonly string[], logKey: readonly string[] | undefined): TrustRoot {
  const log = readLogTrust({ 'log-key': logKey });
  if (logKey !== undefined && (log?.externalKeys ?? []).length === 0) {
    throw new UsageError('--log-key: a file with a public key in PEM is expected');
  }
  return createTrustRoot({ keys, log });
}

/** A log's answer has to prove what it should before it is kept. Throws VerificationError `not_anchored`. */
async function assertShown({ text }: BuiltBundle, { backend, place }: ExternalLog, trust: TrustRoot): Promise<void> {
  const { checks } = await ANCHOR_BUNDLE_FORM.verify(text, { trust, suite: nodeSuite });
  const fault = checks.find(({ status }) => status === 'fail');
  if (fault === undefined) return;
  throw new VerificationError('not_anchored', `${backend} log ${place}: ${fault.message} (${fault.code})`);
}

function keepMarker(folder: string, out: string, { bundle, text }: BuiltBundle, { proof, at }: Anchored): string {
  const { session_id, final_seq, root_hash, receipt_count, signer_keys } = bundle.checkpoint;
  return keepAnchorState(folder, {
    schema: ANCHOR_STATE_SCHEMA,
    session_id,
    final_seq,
    root_hash,
    backend: bundle.backend,
    log_index: proof.log_index,
    anchored_at: at,
    bundle_sha256: nodeSuite.sha256Hex(text),
    bundle_path: basename(out),
    receipt_count,
    signer_key: signer_keys.at(-1) ?? '',
  });
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
