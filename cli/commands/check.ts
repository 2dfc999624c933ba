// SPDX-License-Identifier: Apache-2.0
import { judgeUrl } from '../../enforce/runtime/offline-judge.js';
import { reviewConfig, whatIsOff } from '../../enforce/runtime/review.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly config?: string;
  readonly url?: string;
  readonly json?: boolean;
}

export const check: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to check (default: the balanced preset)')
      .option('--url <url>', 'judge this URL instead; names are resolved, nothing is sent')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 valid or allowed, 2 configuration refused, 3 blocked');
  },
  async run({ config: path, url, json }) {
    const { config, source, rawConfigHash } = loadConfigFile(path);
    if (url === undefined) {
      const { mode, enforce } = config;
      // Without a file the runtime adds evidence to the preset.
      const notes = [...reviewConfig(config), ...(path === undefined ? [] : whatIsOff(config))];
      if (json === true) printJson({ valid: true, source, mode, enforce, raw_config_hash: rawConfigHash, notes });
      else {
        print(`valid: ${source} (mode ${mode}, ${enforce ? 'enforcing' : 'observing only'})`);
        for (const { path: at, message } of notes) print(`note: ${at} ${message}`);
      }
      return EXIT.ok;
    }
    const { verdict, target } = await judgeUrl(config, url, process.env);
    const { outcome, reason, layer } = verdict;
    if (json === true) printJson({ target, verdict: outcome, reason, layer });
    else print(reason === 'none' ? `${outcome}: ${target}` : `${outcome}: ${target} (${reason}, layer ${layer})`);
    return OUTCOMES[outcome].passes ? EXIT.ok : EXIT.blocked;
  },
};
