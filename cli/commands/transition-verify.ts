// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseRootTransition } from '../../evidence/model/root-transition.js';
import { verifyRootTransition } from '../../verify/core/trust/key-authority.js';
import { LIMITS } from '../../verify/core/input/source.js';
import type { CommandFile } from '../command.js';
import { parseNamed, readDocument } from '../keys/files.js';
import { fingerprintOption, publicKeyOption, showResult, timeOption } from '../keys/options.js';

interface Options {
  readonly path: string;
  readonly oldPubkey?: string;
  readonly oldPubkeyFile?: string;
  readonly newPubkey?: string;
  readonly newPubkeyFile?: string;
  readonly pinned: string;
  readonly at?: string;
  readonly json?: boolean;
}

const NAME = 'signing transition verify';

export const transitionVerify: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--path <file>', 'the transition')
      .option('--old-pubkey <hex>', 'public key of the root that goes')
      .option('--old-pubkey-file <file>', 'the same, as a public key file')
      .option('--new-pubkey <hex>', 'public key of the root that comes')
      .option('--new-pubkey-file <file>', 'the same, as a public key file')
      .requiredOption('--pinned <sha256:hex>', 'fingerprint of the root you trust until now')
      .option('--at <time>', 'judge whether it is in force at this time (default: now)')
      .option('--json', 'print the full result as JSON');
  },
  async run(options) {
    const file = options.path;
    const expectation = {
      oldKey: publicKeyOption(options.oldPubkey, options.oldPubkeyFile, '--old-pubkey', NAME),
      newKey: publicKeyOption(options.newPubkey, options.newPubkeyFile, '--new-pubkey', NAME),
      pinned: fingerprintOption(options.pinned, '--pinned'),
    };
    const transition = parseNamed(file, readDocument(file, LIMITS.linkBytes), parseRootTransition);
    const at = timeOption(options.at, '--at');
    const result = await verifyRootTransition(transition, expectation, { suite: nodeSuite, at });
    return showResult(file, 'root_transition', result, options.json);
  },
};
