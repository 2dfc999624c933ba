// SPDX-License-Identifier: Apache-2.0
import { EXIT, type CommandFile } from '../command.js';
import { installHooks } from '../git/hooks.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly config?: string;
  readonly binary?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export const gitInstallHooks: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration that the hooks use')
      .option('--binary <path>', 'program that the hooks run (default: this one)')
      .option('--force', "replace somebody else's hooks; they are kept beside the new ones")
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nWrites pre-commit and pre-push hooks where git looks for them. They run pipelock git scan-diff, and stop what' +
          '\nthey find or cannot scan. exit codes: 0 installed, 2 wrong usage, no repository, or a foreign hook is there',
      );
  },
  run({ config, binary, force, json }) {
    // A hook with a configuration that is refused would stop every commit.
    if (config !== undefined) loadConfigFile(config);
    const command = binary === undefined ? [process.execPath, process.argv[1] ?? ''] : [binary];
    const hooks = installHooks({ command, config, force: force === true });
    if (json === true) printJson({ hooks });
    else
      print(
        hooks
          .map(({ state, path, kept }) => `${state}  ${path}${kept === undefined ? '' : `  (the old one: ${kept})`}`)
          .join('\n'),
      );
    return EXIT.ok;
  },
};
