// SPDX-License-Identifier: Apache-2.0
import { readTrustStore, writeTrustStore } from '../../evidence/store/trust-store.js';
import { EXIT, type CommandFile } from '../command.js';
import { neededArgument, trustStorePath } from '../envelope-store.js';
import { print, printError, printJson } from '../output.js';

interface Options {
  readonly store?: string;
  readonly json?: boolean;
}

export const envelopeTrustRemove: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[key-id]', 'what signatures call the key')
      .option('--store <file>', 'trust store (default: $XDG_STATE_HOME/pipelock/envelope/trust.json)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nexit codes: 0 removed, 1 it is not there. A running proxy reads the store when it starts.',
      );
  },
  run({ store, json }, args) {
    const keyId = neededArgument(args, 'key id', 'envelope trust remove');
    const path = trustStorePath(store);
    const keys = readTrustStore(path);
    const kept = keys.filter(({ key_id }) => key_id !== keyId);
    const removed = kept.length < keys.length;
    if (removed) writeTrustStore(path, kept);
    if (json === true) printJson({ store: path, key_id: keyId, removed });
    else if (removed) print(`removed: ${keyId}`);
    else printError(`pipelock: ${keyId} is not in ${path}`);
    return removed ? EXIT.ok : EXIT.failed;
  },
};
