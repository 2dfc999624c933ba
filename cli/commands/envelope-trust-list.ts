// SPDX-License-Identifier: Apache-2.0
import { readTrustStore } from '../../evidence/store/trust-store.js';
import { EXIT, type CommandFile } from '../command.js';
import { trustStorePath } from '../envelope-store.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly store?: string;
  readonly json?: boolean;
}

export const envelopeTrustList: CommandFile<Options> = {
  declare(command) {
    command
      .option('--store <file>', 'trust store (default: $XDG_STATE_HOME/pipelock/envelope/trust.json)')
      .option('--json', 'print JSON');
  },
  run({ store, json }) {
    const path = trustStorePath(store);
    const keys = readTrustStore(path);
    if (json === true) printJson({ store: path, keys });
    else if (keys.length === 0) print(`no key is trusted (${path})`);
    for (const { key_id, public_key, trust_domains, source, added_at } of json === true ? [] : keys) {
      const domains = trust_domains.length === 0 ? 'any trust domain' : trust_domains.join(', ');
      print(`${key_id}  ${public_key}  ${domains}  ${added_at}${source === '' ? '' : `  ${source}`}`);
    }
    return EXIT.ok;
  },
};
