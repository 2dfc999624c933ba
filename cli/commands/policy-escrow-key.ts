// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { createEscrowKey } from '../../evidence/store/escrow-key.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly out: string;
  readonly json?: boolean;
}

export const policyEscrowKey: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--out <file>', 'where the private key goes; the public one stands beside it, with .pub added')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe proxy needs the public key only. Keep the private one on another machine.');
  },
  run({ out, json }) {
    const path = resolve(out);
    const publicKey = createEscrowKey(path);
    if (json === true) printJson({ private_key: path, public_key: publicKey });
    else print(`private key  ${path}\npublic key   ${publicKey}`);
    return EXIT.ok;
  },
};
