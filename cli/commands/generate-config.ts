// SPDX-License-Identifier: Apache-2.0
import { PRESET_NAMES, isPresetName, presetConfig, renderPresetYaml } from '../../enforce/config/presets.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { printJson } from '../output.js';
import { writeOutput } from '../output-file.js';

interface Options {
  readonly preset: string;
  readonly output?: string;
  readonly json?: boolean;
}

export const generateConfig: CommandFile<Options> = {
  declare(command) {
    command
      .option('--preset <name>', `one of ${PRESET_NAMES.join(', ')}`, 'balanced')
      .option('-o, --output <file>', 'write there instead of standard output')
      .option('--json', 'print the values as JSON');
  },
  async run({ preset, output, json }) {
    if (!isPresetName(preset)) {
      throw new UsageError(`unknown preset "${preset}"; choose one of ${PRESET_NAMES.join(', ')}`);
    }
    if (json === true) printJson(presetConfig(preset));
    else await writeOutput(renderPresetYaml(preset), output);
    return EXIT.ok;
  },
};
