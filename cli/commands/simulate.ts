// SPDX-License-Identifier: Apache-2.0
import { simulate as runSimulation, type SimulateReport } from '../../enforce/probe/simulate/simulate.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { endProgress, showProgress } from '../progress.js';
import { renderTable } from '../table.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
}

export const simulate: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to attack (default: the balanced preset)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nEach attack goes through the path of real traffic; nothing is sent. exit codes: 0 the simulation ended, with\n' +
          'misses or without; 2 configuration refused',
      );
  },
  async run({ config: path, json }) {
    const { config } = loadConfigFile(path);
    const report = await runSimulation({
      config,
      ...(path === undefined ? {} : { configFile: path }),
      environment: process.env,
      onProgress: (done, total) => {
        showProgress('scenario', done, total);
      },
    });
    endProgress();
    if (json === true) printJson(report);
    else print(render(report));
    return EXIT.ok;
  },
};

function render(report: SimulateReport): string {
  const rows = report.scenarios.map(({ status, category, name, detail }) => [status, category, name, detail ?? '']);
  const { passed, failed, known_limitations, percentage, grade, mode } = report;
  const counts = `${passed} detected, ${failed} missed, ${known_limitations} not applicable`;
  return `${renderTable(rows)}\n\n${counts}: ${percentage} %, grade ${grade} (mode ${mode})`;
}
