// SPDX-License-Identifier: Apache-2.0
import { configJsonSchema } from '../../enforce/config/json-schema.js';
import { EXIT, type CommandFile } from '../command.js';
import { writeOutput } from '../output-file.js';

interface Options {
  readonly output?: string;
}

export const generateSchema: CommandFile<Options> = {
  declare(command) {
    command
      .option('-o, --output <file>', 'write there instead of standard output')
      .option('--json', 'the schema is JSON anyway; errors are too, then');
  },
  async run({ output }) {
    await writeOutput(`${JSON.stringify(configJsonSchema(), null, 2)}\n`, output);
    return EXIT.ok;
  },
};
