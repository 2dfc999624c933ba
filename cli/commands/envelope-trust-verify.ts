// SPDX-License-Identifier: Apache-2.0
import { readTrustStore } from '../../evidence/store/trust-store.js';
import { EXIT, type CommandFile } from '../command.js';
import { namedKey, neededArgument, trustStorePath, type KeyOptions } from '../envelope-store.js';
import { print, printError, printJson } from '../output.js';

interface Options extends KeyOptions {
  readonly store?: string;
  readonly json?: boolean;
}

export const envelopeTrustVerify: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[key-id]', 'what signatures call the key')
      .option('--key <hex|file>', 'the public key it should have')
      .option('--stdin', 'read that public key from standard input')
      .option('--store <file>', 'trust store (default: $XDG_STATE_HOME/pipelock/envelope/trust.json)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nexit codes: 0 trusted, with that key if one was given; 1 not so, or the store is unusable',
      );
  },
  run(options, args) {
    const keyId = neededArgument(args, 'key id', 'envelope trust verify');
    const expected = namedKey(options);
    const path = trustStorePath(options.store);
    const found = readTrustStore(path).find(({ key_id }) => key_id === keyId);
    const status =
      found === undefined ? 'unknown' : (expected ?? found.public_key) === found.public_key ? 'trusted' : 'other_key';
    if (options.json === true) printJson({ store: path, key_id: keyId, status, key: found ?? null });
    else if (status === 'trusted') print(`trusted: ${keyId} ${found?.public_key ?? ''}`);
    else if (status === 'unknown') printError(`pipelock: ${keyId} is not in ${path}`);
    else printError(`pipelock: ${keyId} has another key in ${path}: ${found?.public_key ?? ''}`);
    return status === 'trusted' ? EXIT.ok : EXIT.failed;
  },
};
