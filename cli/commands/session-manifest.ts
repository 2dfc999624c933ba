// SPDX-License-Identifier: Apache-2.0
import { buildSessionManifest } from '../../evidence/attest/session-manifest.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { printable } from '../../verify/core/results/render.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { readPolicies } from '../evidence/policies.js';
import { assertValid, readSession } from '../evidence/session.js';
import { writeWhole } from '../keys/files.js';
import { print, printDocument, printError } from '../output.js';

interface Options {
  readonly dir: string;
  readonly session?: string;
  readonly key?: readonly string[];
  readonly allowUnpinned?: boolean;
  readonly mode?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export const sessionManifest: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder')
      .option('--session <name>', 'recorder session, where several lie in the folder')
      .option('--key <hex|file>', 'trusted public key; may be repeated', collect)
      .option('--allow-unpinned', 'sum up evidence of an unknown signer')
      .option('--mode <name>', 'how the product was run; the evidence does not say it (default: unspecified)')
      .option('--out <file>', 'write the manifest there')
      .option('--json', 'print the manifest');
  },
  async run(options) {
    const folder = options.dir;
    const keys = (options.key ?? []).map(readKeyArgument);
    if (keys.length === 0 && options.allowUnpinned !== true) throw new UsageError('give --key, or --allow-unpinned');
    const { session, outcome, receipts } = await readSession({ folder, session: options.session, keys });
    if (keys.length > 0 || outcome.result.verdict !== 'unpinned') assertValid(session, outcome.result);
    const records = receipts.map(({ receipt }) => receipt.action_record);
    const policies = readPolicies(
      folder,
      records.map((record) => record.policy_hash),
    );
    const parts = { session, records, policies, mode: options.mode ?? 'unspecified' };
    const { manifest, text } = buildSessionManifest(parts, nodeSuite);
    if (options.out !== undefined) {
      writeWhole(options.out, text, 0o644);
      printError(`written: ${options.out}`);
    }
    const { total, blocked, allowed } = manifest.verdicts_summary;
    if (options.json === true) printDocument(text);
    else {
      const decided = `decisions    ${total}: ${allowed} allowed, ${blocked} blocked`;
      print(`session      ${printable(session)}\n${decided}\nfingerprint  ${manifest.behavioral_fingerprint ?? ''}`);
    }
    return EXIT.ok;
  },
};
