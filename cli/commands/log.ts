// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { fromHex, isHex, toHex } from '../../evidence/canonical/text.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseCheckpoint } from '../../evidence/log/checkpoint.js';
import { writeLogProof } from '../../evidence/log/write-log-proof.js';
import { ED25519 } from '../../evidence/log/note.js';
import { vkeyText } from '../../evidence/log/note-text.js';
import { messageOf, UsageError } from '../../evidence/model/errors.js';
import { nodeIo } from '../../evidence/store/io.js';
import {
  findLog,
  findReceipt,
  openProver,
  openStampedProver,
  proveLeaf,
  readCheckpoint,
} from '../../evidence/store/log/prove.js';
import type { EvidenceTree } from '../../verify/core/form.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { openFolderLog } from '../../verify/core/log/folder-log.js';
import type { Check } from '../../verify/core/results/result.js';
import { readLogTrust } from '../../verify/node/log-arguments.js';
import { printable } from '../../verify/core/results/render.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { parseNamed } from '../keys/files.js';
import { print, printDocument, printJson } from '../output.js';
import { writeOutput } from '../output-file.js';

interface ProveOptions {
  readonly dir: string;
  readonly receipt?: string;
  readonly index?: string;
  readonly from?: string;
  readonly timestamped?: boolean;
  readonly out?: string;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${messageOf(cause)}`, { cause });
  }
}

/** The leaf that was asked for, by number or by its receipt. */
function leafIndex({ receipt, index }: ProveOptions, logDir: string, size: number): number {
  if (index !== undefined && receipt === undefined && /^(?:0|[1-9][0-9]{0,15})$/.test(index)) return Number(index);
  if (receipt !== undefined && index === undefined && isHex(receipt, 64)) {
    return findReceipt(nodeIo, logDir, size, receipt);
  }
  throw new UsageError('give --receipt with 64 hex digits, or --index with a number\ntry: pipelock log prove --help');
}

export const logProve: CommandFile<ProveOptions> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder, or the folder of its log')
      .option('--receipt <hash>', 'receipt hash: SHA-256 of the receipt, 64 hex digits')
      .option('--index <n>', 'number of the leaf, from 0')
      .option('--from <checkpoint>', 'also prove that the log goes on from this older checkpoint')
      .option('--timestamped', 'prove in the oldest tree with a time stamp that has the receipt, and add the stamp')
      .option('--out <file>', 'write the proof there instead of standard output')
      .option('--json', 'the proof is JSON anyway; errors are too, then')
      .addHelpText('after', '\nVerify the proof with: pipelock-verify PROOF --log-key KEY');
  },
  async run(options) {
    const logDir = findLog(nodeIo, options.dir);
    const prover = openProver(nodeIo, logDir);
    const from =
      options.from === undefined ? undefined : parseNamed(options.from, readText(options.from), parseCheckpoint).size;
    const index = leafIndex(options, logDir, prover.size);
    const stamped = options.timestamped === true ? openStampedProver(nodeIo, logDir, index) : undefined;
    const proof = proveLeaf(nodeIo, logDir, stamped ?? prover, index, from);
    await writeOutput(`${writeLogProof(proof)}\n`, options.out);
    return EXIT.ok;
  },
};

interface CheckpointOptions {
  readonly dir: string;
  readonly logKey?: string;
  readonly json?: boolean;
}

export const logCheckpoint: CommandFile<CheckpointOptions> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder, or the folder of its log')
      .option('--log-key <hex|file>', "the log's public key: adds the verifier key that goes with the log's name")
      .option('--json', 'print JSON')
      .addHelpText('after', '\nKeep what it prints: a log that was rewritten later no longer begins with it.');
  },
  run({ dir, logKey, json }) {
    const { text, head } = readCheckpoint(nodeIo, findLog(nodeIo, dir));
    const { origin, size, root, note } = head;
    const publicKey = logKey === undefined ? undefined : publicKeyOf(logKey);
    const vkey = publicKey === undefined ? undefined : vkeyText({ name: origin, type: ED25519, publicKey }, nodeSuite);
    const signers = note.signatures.map(({ name }) => name);
    if (json === true) printJson({ origin, size, root: toHex(root), signers, checkpoint: text, verifier_key: vkey });
    else if (vkey === undefined) printDocument(text);
    else print(vkey);
    return EXIT.ok;
  },
};

function publicKeyOf(value: string): Uint8Array {
  return fromHex(parsePublicKeyText(isHex(value.toLowerCase(), 64) ? value : readText(value)));
}

interface VerifyOptions {
  readonly dir: string;
  readonly logKey?: readonly string[];
  readonly checkpoint?: string;
  readonly witness?: readonly string[];
  readonly witnessThreshold?: string;
  readonly tsaCert?: readonly string[];
  readonly json?: boolean;
}

/** A log's folder in the place it has inside an evidence folder, which is where the verifier looks. */
function asEvidence(logDir: string): EvidenceTree {
  const tree = openEvidenceTree(logDir);
  const inside = (path: string): string => path.replace(/^log\//, '');
  return {
    paths: tree.paths.map((path) => `log/${path}`),
    refused: tree.refused.map(({ path, reason }) => ({ path: `log/${path}`, reason })),
    lines: (path) => tree.lines(inside(path)),
    text: (path, maxBytes) => tree.text(inside(path), maxBytes),
    bytes: (path, maxBytes) => tree.bytes(inside(path), maxBytes),
  };
}

function checkText({ code, status, message }: Check): string {
  return `  ${{ pass: 'ok  ', fail: 'FAIL', not_checked: '-   ' }[status]} ${code}: ${printable(message)}`;
}

/** Unpinned: all holds, but nobody said whose log it should be. */
const LOG_WORDS = { valid: 'LOG VALID', unpinned: 'LOG UNPINNED', invalid: 'LOG NOT VALID' } as const;

export const logVerify: CommandFile<VerifyOptions> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder, or the folder of its log')
      .option('--log-key <vkey|hex|file>', 'trusted key of the log; may be repeated', collect)
      .option('--checkpoint <file>', 'a checkpoint kept from an earlier day, which the log must still begin with')
      .option('--witness <vkey|file>', 'key of a witness; may be repeated', collect)
      .option('--witness-threshold <k>', 'how many of the witnesses must have cosigned (all)')
      .option('--tsa-cert <file>', 'certificate in PEM of a time-stamping authority; may be repeated', collect)
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nOnly the log itself; pipelock verify-receipt also holds the receipts against it.\n' +
          'exit codes: 0 holds, 1 does not or no key was given, 2 wrong usage',
      );
  },
  async run({ dir, logKey, checkpoint, witness, witnessThreshold, tsaCert, json }) {
    const values = {
      'log-key': logKey,
      checkpoint,
      witness,
      'witness-threshold': witnessThreshold,
      'tsa-cert': tsaCert,
    };
    const trust = createTrustRoot({ log: readLogTrust(values) });
    const log = await openFolderLog(asEvidence(findLog(nodeIo, dir)), { trust, suite: nodeSuite });
    // Without receipts to hold against it, nothing is said about which of them are in it.
    const checks = (log?.finish(false) ?? []).filter(({ code }) => code !== 'log_inclusion');
    const failed = checks.length === 0 || checks.some(({ status }) => status === 'fail');
    const holds = !failed && checks[0]?.status === 'pass';
    if (json === true) printJson({ schema: 'pipelock.log-verification.v1', holds, checks });
    else print([LOG_WORDS[holds ? 'valid' : failed ? 'invalid' : 'unpinned'], ...checks.map(checkText)].join('\n'));
    return holds ? EXIT.ok : EXIT.failed;
  },
};
