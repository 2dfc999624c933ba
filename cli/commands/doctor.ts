// SPDX-License-Identifier: Apache-2.0
import { doctor as runDoctor } from '../../enforce/probe/install/doctor.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printError, printJson } from '../output.js';
import { productVersion } from '../product.js';
import { renderTable } from '../table.js';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
  readonly color: boolean;
  readonly checkPorts?: boolean;
}

/** Exit codes of this command: 2 also means that the configuration was refused. */
const DOCTOR_EXIT = { ok: 0, warnings: 1, failures: 2 } as const;

export const doctor: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to look at (default: the balanced preset)')
      .option('--check-ports', 'see whether the configured addresses are free')
      .option('--no-color', 'plain text')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 all well, 1 warnings, 2 failures or configuration refused');
  },
  async run({ config: path, json, color, checkPorts }) {
    const { config } = loadConfigFile(path);
    const report = await runDoctor({
      config,
      configFile: path ?? '',
      version: productVersion(),
      environment: process.env,
      checkPorts: checkPorts === true,
      isRoot: process.getuid?.() === 0,
    });
    const { ok, warnings, failures, info } = report.summary;
    if (json === true) printJson(report);
    else {
      if (report.root_run_banner !== undefined) printError(report.root_run_banner);
      const rows = report.checks.map(({ status, name, detail, next }) => [status, name, detail, next]);
      print(renderTable(rows, color));
      print(`\n${ok} ok, ${warnings} warnings, ${failures} failures, ${info} for information`);
    }
    if (failures > 0) return DOCTOR_EXIT.failures;
    return warnings > 0 ? DOCTOR_EXIT.warnings : EXIT.ok;
  },
};
