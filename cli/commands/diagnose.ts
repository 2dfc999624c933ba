// SPDX-License-Identifier: Apache-2.0
import { diagnose as runDiagnosis } from '../../enforce/probe/install/diagnose.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { productVersion } from '../product.js';
import { renderTable } from '../table.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export const diagnose: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to try (default: the balanced preset)')
      .option('--no-color', 'plain text')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 nothing failed, 1 a check failed, 2 configuration refused');
  },
  async run({ config: path, json, color }) {
    const { config } = loadConfigFile(path);
    const version = productVersion();
    const report = await runDiagnosis({ config, configFile: path ?? '', version, environment: process.env });
    if (json === true) printJson(report);
    else {
      const rows = report.checks.map(({ status, name, detail }) => [status, name, detail]);
      print(renderTable(rows, color));
      print(`\n${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped (mode ${report.mode})`);
    }
    return report.failed === 0 ? EXIT.ok : EXIT.failed;
  },
};
