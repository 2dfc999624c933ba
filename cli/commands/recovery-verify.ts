// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseRecoveryAuthorization } from '../../evidence/model/recovery-authorization.js';
import { verifyRecoveryAuthorization } from '../../verify/core/trust/key-authority.js';
import { LIMITS } from '../../verify/core/input/source.js';
import type { CommandFile } from '../command.js';
import { parseNamed, readDocument } from '../keys/files.js';
import { fingerprintOption, needed, publicKeyOption, showResult, timeOption } from '../keys/options.js';

interface Options {
  readonly path: string;
  readonly recoveryPubkey?: string;
  readonly recoveryPubkeyFile?: string;
  readonly pinnedFingerprint: string;
  readonly expectedTargetRosterHash: string;
  readonly at?: string;
  readonly json?: boolean;
}

const NAME = 'signing recovery verify';

export const recoveryVerify: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--path <file>', 'the authorization')
      .option('--recovery-pubkey <hex>', 'public key of the recovery root')
      .option('--recovery-pubkey-file <file>', 'the same, as a public key file')
      .requiredOption('--pinned-fingerprint <sha256:hex>', 'the recovery root you trust, known from elsewhere')
      .requiredOption('--expected-target-roster-hash <sha256:hex>', 'hash of the roster that is to be put in place')
      .option('--at <time>', 'judge its life at this time (default: now)')
      .option('--json', 'print the full result as JSON');
  },
  async run(options) {
    const file = options.path;
    const { recoveryPubkey: hex, recoveryPubkeyFile: keyFile, expectedTargetRosterHash: target } = options;
    const recoveryKey = publicKeyOption(hex, keyFile, '--recovery-pubkey', NAME);
    const pinned = options.pinnedFingerprint;
    const expectation = {
      recoveryKey,
      pinned: fingerprintOption(pinned, '--pinned-fingerprint'),
      targetRosterHash: fingerprintOption(
        needed(target, '--expected-target-roster-hash', NAME),
        '--expected-target-roster-hash',
      ),
    };
    const authorization = parseNamed(file, readDocument(file, LIMITS.linkBytes), parseRecoveryAuthorization);
    const at = timeOption(options.at, '--at');
    const result = await verifyRecoveryAuthorization(authorization, expectation, { suite: nodeSuite, at });
    return showResult(file, 'recovery_authorization', result, options.json);
  },
};
