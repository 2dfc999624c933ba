// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { KEY_PURPOSES, type KeyPurpose } from '../../evidence/model/key-purpose.js';
import { UsageError } from '../../evidence/model/errors.js';
import { createJsonKey } from '../../evidence/store/key-file.js';
import { EXIT, type CommandFile } from '../command.js';
import { assertKeyName } from '../keys/keystore.js';
import { fingerprintOf, timeOption } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly purpose: string;
  readonly id?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const signingKeyGenerate: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--purpose <name>', 'what the key may be used for; see below')
      .requiredOption('--out <file>', 'absolute path of the key file')
      .option('--id <name>', 'key id (default: the purpose and eight digits of the fingerprint)')
      .option('--force', 'replace an existing key file; its key is lost')
      .option('--json', 'print JSON')
      .addHelpText('after', `\nPurposes:\n${KEY_PURPOSES.map((purpose) => `  ${purpose}`).join('\n')}`);
  },
  run(options) {
    const path = options.out;
    const purpose = purposeOf(options.purpose);
    if (!isAbsolute(path))
      throw new UsageError('--out: an absolute path is expected, so that a key lands where it is meant to');
    if (options.id !== undefined) assertKeyName(options.id);
    if (existsSync(path)) {
      if (options.force !== true) throw new UsageError(`${path} exists already; --force replaces it`);
      rmSync(path);
    }
    const id = options.id === undefined ? {} : { keyId: options.id };
    const made = createJsonKey(path, { purpose, createdAt: timeOption(undefined, ''), ...id });
    const report = { path, ...made, fingerprint: fingerprintOf(made.public) };
    if (options.json === true) printJson(report);
    else
      print(
        `key file     ${path}\nkey id       ${made.key_id}\npublic key   ${made.public}\nfingerprint  ${report.fingerprint}`,
      );
    return EXIT.ok;
  },
};

function purposeOf(text: string): KeyPurpose {
  const found = KEY_PURPOSES.find((purpose) => purpose === text);
  if (found === undefined) throw new UsageError(`--purpose: choose one of ${KEY_PURPOSES.join(', ')}`);
  return found;
}
