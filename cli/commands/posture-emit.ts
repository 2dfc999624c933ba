// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { productPaths } from '../../enforce/runtime/paths.js';
import { DEFAULT_EXPIRATION_DAYS } from '../../evidence/attest/posture-capsule.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printError, printJson } from '../output.js';
import { emitPosture, writePosture } from '../posture/emit.js';
import { parseWhole } from '../posture/policy.js';
import { productVersion } from '../product.js';
import { scanHome as resolveScanHome } from './discover.js';

interface Options {
  readonly config?: string;
  readonly output: string;
  readonly expirationDays: string;
  readonly home?: string;
  readonly scanHome?: string;
  readonly recorderKey?: readonly string[];
  readonly json?: boolean;
}

export const postureEmit: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration whose posture it is (default: the balanced preset)')
      .option('-o, --output <folder>', 'folder for proof.json and proof.md', '.pipelock/posture')
      .option('--expiration-days <n>', `days until it expires; 0 is ${DEFAULT_EXPIRATION_DAYS}`, '0')
      .option('--home <folder>', 'product home, with evidence and key (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--scan-home <folder>', "home folder in which MCP clients are looked for (default: this user's)")
      .option('--recorder-key <hex|file>', 'public key of an older part of the record; may be repeated', collect)
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 written, 1 no key or not written, 2 wrong usage or configuration refused');
  },
  async run({ config: path, output, expirationDays, home, scanHome, recorderKey, json }) {
    const days = parseWhole(expirationDays, '--expiration-days', 3650);
    const { config } = loadConfigFile(path);
    const { capsule, notes } = await emitPosture({
      config,
      configFile: path,
      paths: productPaths(home, process.env),
      scanHome: resolveScanHome(scanHome),
      expirationDays: days === 0 ? DEFAULT_EXPIRATION_DAYS : days,
      recorderKeys: (recorderKey ?? []).map(readKeyArgument),
      version: productVersion(),
      environment: process.env,
      at: new Date().toISOString(),
    });
    const proof = writePosture(resolve(output), capsule);
    const { signer_key_id: signer, expires_at: expires } = capsule;
    for (const note of notes) printError(`note: ${note}`);
    if (json === true) printJson({ proof, signer_key_id: signer, expires_at: expires, notes });
    else print(`written: ${proof}\nsigner   ${signer}\nexpires  ${expires}`);
    return EXIT.ok;
  },
};
