// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromHex } from '../../evidence/canonical/text.js';
import { fingerprint } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/errors.js';
import { createSigningKey } from '../../evidence/store/key-file.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { EXIT, type CommandFile } from '../command.js';
import { openKeystore } from '../keys/keystore.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly out?: string;
  readonly keystore?: string;
  readonly home?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const keygen: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[name]', "an agent's name: the key goes to KEYSTORE/agents/NAME/id_ed25519")
      .option('--out <file>', 'write the private key there instead, for flight_recorder.signing_key_path')
      .option('--keystore <folder>', 'keystore (default: the product home)')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--force', 'replace an existing key; what it signed stays verifiable only with the old public key')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe public key stands beside it, with .pub added. Pin it where you verify.');
  },
  run({ out, keystore, home, force, json }, [name]) {
    const path = keyPath(out, name, keystore ?? productPaths(home, process.env).home);
    if (existsSync(path)) {
      if (force !== true) throw new UsageError(`${path} exists already; --force replaces it`);
      rmSync(path);
    }
    const publicKey = createSigningKey(path, out === undefined ? 'text' : 'hex');
    const report = {
      private_key: path,
      public_key: publicKey,
      fingerprint: fingerprint(fromHex(publicKey), nodeSuite),
    };
    if (json === true) printJson(report);
    else print(`private key  ${path}\npublic key   ${publicKey}\nfingerprint  ${report.fingerprint}`);
    return EXIT.ok;
  },
};

function keyPath(out: string | undefined, name: string | undefined, keystore: string): string {
  if (out !== undefined && name === undefined) return resolve(out);
  if (out !== undefined || name === undefined)
    throw new UsageError('give a name or --out\ntry: pipelock keygen --help');
  return openKeystore(keystore).agentKey(name);
}
