// SPDX-License-Identifier: Apache-2.0
import { AARP_CLAIMS_DICTIONARY } from '../../evidence/model/aarp/claims-dictionary.table.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly json?: boolean;
}

export const aarpClaims: CommandFile<Options> = {
  declare(command) {
    command.option('--json', 'print the dictionary as JSON');
  },
  run({ json }) {
    const { entries } = AARP_CLAIMS_DICTIONARY;
    if (json === true) printJson(AARP_CLAIMS_DICTIONARY);
    else {
      const blocks = entries.map(({ claim, kind, axis, status, proves, does_not_prove: limits }) =>
        [`${claim} (${kind}, ${axis}, ${status})`, `  ${proves}`, ...limits.map((limit) => `  not: ${limit}`)].join(
          '\n',
        ),
      );
      print(blocks.join('\n'));
    }
    return EXIT.ok;
  },
};
