// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../evidence/canonical/errors.js';
import { UsageError } from '../../evidence/model/errors.js';
import { assertTrustedKey } from '../../evidence/model/envelope/trust-list.js';
import { readTrustStore, writeTrustStore } from '../../evidence/store/trust-store.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { namedKey, neededArgument, trustStorePath, type KeyOptions } from '../envelope-store.js';
import { print, printJson } from '../output.js';

interface Options extends KeyOptions {
  readonly trustDomain?: readonly string[];
  readonly source?: string;
  readonly store?: string;
  readonly json?: boolean;
}

export const envelopeTrustAdd: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[key-id]', 'what signatures call the key')
      .option('--key <hex|file>', 'the public key')
      .option('--stdin', 'read the public key from standard input')
      .option('--trust-domain <name>', 'believe it only for actors of this domain; may be repeated', collect)
      .option('--source <text>', 'where you have it from, for your notes')
      .option('--store <file>', 'trust store (default: $XDG_STATE_HOME/pipelock/envelope/trust.json)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nCompare the key with its owner over another way before you add it.');
  },
  run(options, args) {
    const keyId = neededArgument(args, 'key id', 'envelope trust add');
    const publicKey = namedKey(options);
    if (publicKey === undefined)
      throw new UsageError('--key or --stdin is needed\ntry: pipelock envelope trust add --help');
    const path = trustStorePath(options.store);
    const keys = readTrustStore(path);
    if (keys.some(({ key_id }) => key_id === keyId)) {
      throw new UsageError(`${keyId} is in ${path} already; remove it first if its key was changed`);
    }
    const added = {
      key_id: keyId,
      public_key: publicKey,
      trust_domains: options.trustDomain ?? [],
      source: options.source ?? '',
      added_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    try {
      assertTrustedKey(added);
    } catch (error) {
      if (error instanceof FormatError) throw new UsageError(error.message, { cause: error });
      throw error;
    }
    writeTrustStore(path, [...keys, added]);
    if (options.json === true) printJson({ store: path, added });
    else print(`trusted: ${keyId} ${publicKey}\nstore: ${path}`);
    return EXIT.ok;
  },
};
