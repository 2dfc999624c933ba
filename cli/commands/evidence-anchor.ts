// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ANCHORS_FILE, buildAnchors, planAnchors } from '../../evidence/attest/ael/anchor.js';
import type { AelFiles } from '../../evidence/attest/ael/artifact.js';
import { aelFingerprint } from '../../evidence/attest/ael/recorder.js';
import type { AelSource } from '../../evidence/attest/ael/source.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { createTreeHasher } from '../../evidence/log/hash.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import type { Signer } from '../../evidence/sign/signer.js';
import { nodeIo } from '../../evidence/store/io.js';
import { createSigningKey, loadSigningKey } from '../../evidence/store/key-file.js';
import { systemProcesses } from '../../evidence/store/lock.js';
import { appendLeaves, type LeafReceipt } from '../../evidence/store/log/leaf-log.js';
import { LOG_FILES } from '../../evidence/store/log/log-writer.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { changeArtifact, publishKey } from '../artifact-folder.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly log?: string;
  readonly logKey?: string;
  readonly origin?: string;
  readonly heads?: boolean;
  readonly publish?: string;
  readonly json?: boolean;
}

/** The log's key. A log that is not there yet may get a new one; one that is there has its key already. */
function logSigner(log: string, path: string): Signer {
  const isNew = !existsSync(join(log, LOG_FILES.checkpoint));
  if (isNew && !existsSync(path)) {
    try {
      createSigningKey(path);
    } catch (error) {
      // Somebody else who begins this log was faster: it is their key, then.
      if (!existsSync(path)) throw error;
    }
  }
  return loadSigningKey(path, 'same_uid');
}

/** An evaluator reads no larger file, so one that is larger would only look like an anchor. */
function assertReadable(anchors: string): void {
  if (Buffer.byteLength(anchors) <= LIMITS.documentBytes) return;
  throw new VerificationError(
    'size',
    `the proofs would take more than ${LIMITS.documentBytes >> 20} MiB, which evaluators do not read; ` +
      "the records are in the log now: use --heads to keep each recorder's last proof only",
  );
}

interface Anchored {
  readonly files: AelFiles;
  readonly signer: Signer;
  readonly logKey: string;
  readonly tooLong: number;
  readonly receipt: LeafReceipt;
}

async function anchor(source: AelSource, log: string, { logKey: keyFile, origin, heads }: Options): Promise<Anchored> {
  const signer = logSigner(log, keyFile ?? `${resolve(log)}.key`);
  const logKey = aelFingerprint(signer.publicKeyHex, nodeSuite);
  const plan = planAnchors(source, logKey, heads === true ? 'heads' : 'all', createTreeHasher(nodeSuite));
  const place = { io: nodeIo, dir: log, signer, origin, fileMode: 0o644, processes: systemProcesses() };
  const payloads = plan.records.map(({ payload }) => payload);
  const receipt = await appendLeaves(place, payloads, plan.older);
  const files = buildAnchors(plan, receipt, logKey);
  assertReadable(files.get(ANCHORS_FILE) ?? '');
  return { files, signer, logKey, tooLong: plan.tooLong, receipt };
}

export const evidenceAnchor: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<artifact>', 'folder with manifest.json and recorders/')
      .option('--log <folder>', 'folder of the log; made at first use')
      .option('--log-key <file>', "the log's own private key; made at first use (default: the folder's name and .key)")
      .option('--origin <name>', 'name of a new log, such as log.example.com/runs; a known log must have it')
      .option('--heads', 'only the last record of each recorder, which stands for those before it')
      .option('--publish <folder>', "also write the log's public key there, for those who check")
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nAnchor again after the log grew, or after records came: each record is one leaf however often.\n' +
          'An artifact that was changed below its anchors is refused.',
      );
  },
  async run(options, [artifact]) {
    const { log } = options;
    if (artifact === undefined || log === undefined) {
      throw new UsageError('name an artifact and --log FOLDER\ntry: pipelock evidence anchor --help');
    }
    let done: Anchored | undefined;
    await changeArtifact(artifact, async (source) => {
      done = await anchor(source, log, options);
      return done.files;
    });
    if (done !== undefined) report(options, artifact, done);
    return EXIT.ok;
  },
};

function report(
  { json, publish }: Options,
  artifact: string,
  { signer, logKey, tooLong, receipt: { origin, head, leaves, appended } }: Anchored,
): void {
  const published = publish === undefined ? undefined : publishKey(publish, signer.publicKeyHex);
  const { size, root } = head;
  if (json === true) {
    const shown = published === undefined ? {} : { published };
    printJson({
      artifact,
      log: origin,
      log_key: logKey,
      size,
      root,
      anchored: leaves.length,
      appended,
      too_long: tooLong,
      ...shown,
    });
    return;
  }
  const lines = [
    `artifact   ${artifact}`,
    `log        ${origin}, ${size} leaves`,
    `log key    ${logKey}`,
    `anchored   ${leaves.length} records, ${appended} of them new to the log`,
    ...(tooLong === 0
      ? []
      : [`note       ${tooLong} records are too long for a leaf; the records after them hold their hash`]),
    ...(published === undefined ? [] : [`published  ${published}`]),
  ];
  print(lines.join('\n'));
}
