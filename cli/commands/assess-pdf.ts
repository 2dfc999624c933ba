// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../../evidence/model/errors.js';
import { printPdf } from '../assess/pdf.js';
import { reportPath } from '../assess/steps.js';
import { EXIT, type CommandFile } from '../command.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly output?: string;
  readonly browser?: string;
  readonly json?: boolean;
}

export const assessPdf: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<folder>', 'a finalized assessment')
      .option('-o, --output <file>', 'where to (default: beside the folder)')
      .option('--browser <file>', 'Chromium to print with (default: CHROME_PATH, or one that is found)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nThe PDF is not part of the signed folder. exit codes: 0 printed, 1 not, 2 wrong usage');
  },
  async run({ output, browser, json }, [folder = '']) {
    const dir = resolve(folder);
    const report = reportPath(dir);
    if (!existsSync(report)) throw new UsageError(`${folder}: no assessment.html; finalize the assessment first`);
    const path = output ?? join(dirname(dir), `${basename(dir)}.pdf`);
    if (existsSync(path)) throw new UsageError(`${path} exists already`);
    await printPdf(report, path, browser);
    if (json === true) printJson({ pdf: path });
    else print(path);
    return EXIT.ok;
  },
};
