// SPDX-License-Identifier: Apache-2.0
import type { CommandFile } from '../command.js';
import { print, printJson } from '../output.js';
import { productVersion } from '../product.js';
import { installedPatternEngine } from '../../enforce/runtime/installed-engine.js';

interface Options {
  readonly json?: boolean;
}

export const version: CommandFile<Options> = {
  declare(command) {
    command.option('--json', 'print JSON');
  },
  run({ json }) {
    const report = {
      version: productVersion(),
      pattern_engine: installedPatternEngine(),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    };
    if (json === true) printJson(report);
    else print(`pipelock ${report.version} (${report.pattern_engine}, node ${report.node}, ${report.platform})`);
    return 0;
  },
};
