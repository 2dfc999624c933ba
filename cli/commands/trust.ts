// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fromHex } from '../../evidence/canonical/text.js';
import { formatPublicKeyFile } from '../../evidence/crypto/key-files.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { EXIT, type CommandFile } from '../command.js';
import { writeWhole } from '../keys/files.js';
import { openKeystore } from '../keys/keystore.js';
import { fingerprintOf } from '../keys/options.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly keystore?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Puts a public key among those whose signatures `verify` accepts. */
export const trust: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<name>', 'whose key it is')
      .argument('<pub>', 'public key: 64 hex digits, or a file')
      .option('--keystore <folder>', 'keystore (default: the product home)')
      .option('--force', 'replace the key of this name')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nCompare the fingerprint with its owner by another way before you rely on it.');
  },
  run({ keystore, force, json }, [name = '', pub = '']) {
    const path = openKeystore(keystore).trustedKey(name);
    const key = readKeyArgument(pub);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeWhole(path, formatPublicKeyFile(fromHex(key)), 0o644, force);
    const report = { name, path, public_key: key, fingerprint: fingerprintOf(key) };
    if (json === true) printJson(report);
    else print(`trusted      ${name}\nfile         ${path}\nfingerprint  ${report.fingerprint}`);
    return EXIT.ok;
  },
};
