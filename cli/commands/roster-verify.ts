// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { parseRoster } from '../../evidence/model/roster.js';
import { verifyRoster } from '../../verify/core/trust/key-authority.js';
import { LIMITS } from '../../verify/core/input/source.js';
import type { CommandFile } from '../command.js';
import { parseNamed, readJsonOrYaml } from '../keys/files.js';
import { fingerprintOption, showResult, timeOption } from '../keys/options.js';

interface Options {
  readonly path: string;
  readonly rootFingerprint: string;
  readonly at?: string;
  readonly json?: boolean;
}

export const rosterVerify: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--path <file>', 'roster, JSON or YAML by its extension')
      .requiredOption('--root-fingerprint <sha256:hex>', 'the root you trust, known from elsewhere')
      .option('--at <time>', 'judge windows at this time (default: now)')
      .option('--json', 'print the full result as JSON')
      .addHelpText('after', '\nexit codes: 0 valid, 1 not, 2 wrong usage');
  },
  async run({ path, rootFingerprint, at, json }) {
    const file = path;
    const pinned = fingerprintOption(rootFingerprint, '--root-fingerprint');
    const roster = parseNamed(file, readJsonOrYaml(file, LIMITS.linkBytes), parseRoster);
    const result = await verifyRoster(roster, pinned, { suite: nodeSuite, at: timeOption(at, '--at') });
    return showResult(file, 'roster', result, json);
  },
};
