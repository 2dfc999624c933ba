// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { type RotationEndorsementBody } from '../../evidence/model/rotation-endorsement.js';
import { writeRotationEndorsement } from '../../evidence/model/link-text.js';
import { signRotationEndorsement } from '../../evidence/sign/rotation-endorsement.js';
import { loadPrivateKey } from '../../evidence/store/key-file.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { findBoundary } from '../keys/boundary.js';
import { writeWhole } from '../keys/files.js';
import { needed, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly chain: string;
  readonly session: string;
  readonly priorKeyFile: string;
  readonly newKeyFile?: string;
  readonly newKey?: string;
  readonly rootKey?: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

const NAME = 'signing receipt-rotation endorse';

export const receiptRotationEndorse: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--chain <folder>', 'evidence folder')
      .requiredOption('--session <name>', 'the run whose key changes')
      .requiredOption('--prior-key-file <file>', 'private key file of the key that is given up; it signs')
      .option('--new-key-file <file>', 'private key file of the key that takes over')
      .option('--new-key <hex|file>', 'or its public key')
      .option('--root-key <hex|file>', 'key you trust for this evidence (default: the prior key); repeatable', collect)
      .requiredOption('--out <file>', 'the endorsement file')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe boundary is read from evidence that verifies; there is no way to name another one.');
  },
  async run(options) {
    const folder = options.chain;
    const session = options.session;
    const out = options.out;
    const prior = loadPrivateKey(options.priorKeyFile, 'same_uid', 'receipt-signing').signer;
    const newKey = newKeyOf(options);
    if (newKey === prior.publicKeyHex) throw new UsageError('the two keys are the same');
    const trusted = options.rootKey?.map(readKeyArgument) ?? [prior.publicKeyHex];
    const boundary = await findBoundary({ folder, session, trusted, priorKey: prior.publicKeyHex, newKey });
    const body: RotationEndorsementBody = {
      version: 1,
      session_id: boundary.session,
      prior_signer_key: prior.publicKeyHex,
      prior_final_seq: boundary.finalSeq,
      prior_tail_hash: boundary.tailHash,
      new_signer_key: newKey,
      rotated_at: timeOption(undefined, ''),
    };
    const text = writeRotationEndorsement(await signRotationEndorsement(body, prior, nodeSuite));
    writeWhole(out, `${text}\n`, 0o644);
    if (options.json === true) printJson({ path: out, ...body });
    else
      print(
        `endorsement  ${out}\nboundary     ${session}, behind receipt ${boundary.finalSeq}\nnew key      ${newKey}`,
      );
    return EXIT.ok;
  },
};

function newKeyOf({ newKeyFile, newKey }: Options): string {
  if (newKeyFile !== undefined && newKey !== undefined)
    throw new UsageError('give --new-key-file or --new-key, not both');
  if (newKey !== undefined) return readKeyArgument(newKey);
  return loadPrivateKey(needed(newKeyFile, '--new-key-file', NAME), 'same_uid', 'receipt-signing').signer.publicKeyHex;
}
