// SPDX-License-Identifier: Apache-2.0
import { collect, type CommandFile } from '../command.js';
import { audit } from './audit.js';

interface Options {
  readonly ci?: boolean;
  readonly json?: boolean;
  readonly exclude?: readonly string[];
}

/** The project audit as a question before an agent is let in: is there anything here that it should not open? */
export const preflight: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[folder]', 'the repository; nothing of it is run', '.')
      .option('--ci', 'exit with 1 when something critical is found')
      .option('--exclude <pattern>', 'leave out files and folders; may be repeated', collect)
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe same search as pipelock audit. exit codes: 0 looked at, 1 --ci, 2 wrong usage');
  },
  run: ({ ci, json, exclude }, [folder = '.']) =>
    audit.run(
      {
        format: json === true ? 'json' : 'text',
        ...(exclude === undefined ? {} : { exclude }),
        ...(ci === true ? { failOn: 'critical' } : {}),
      },
      [folder],
    ),
};
