// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../enforce/config/schema.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../enforce/runtime/product.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile, type LoadedConfig } from '../load-config.js';
import { productVersion } from '../product.js';
import { jsonReport, SPOKEN_REPORT, type RunReport } from '../run-report.js';
import { untilAskedToEnd } from '../signals.js';
import { runWrapped } from '../wrapped.js';

interface Options {
  readonly config?: string;
  readonly mode?: string;
  readonly listen?: string;
  readonly home?: string;
  readonly json?: boolean;
}

const MODES = ['balanced', 'strict', 'audit'] as const;

export const run: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[command...]', 'program to run behind the proxy, after --')
      .option('-c, --config <file>', 'configuration (default: balanced preset, evidence under the product home)')
      .option('--mode <mode>', `override the mode: ${MODES.join(', ')}`)
      .option('--listen <host:port>', 'override the address; port 0 picks a free one')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--json', 'one line of JSON on standard error when the proxy is ready, and one at its end')
      .addHelpText('after', '\nWith a program, its exit code is passed on; 10 when it cannot be started.')
      .passThroughOptions();
  },
  async run(options, args) {
    const loaded = loadConfigFile(options.config);
    const config = overridden(loaded, options);
    const report = options.json === true ? jsonReport() : SPOKEN_REPORT;
    const product = await startProduct({
      config,
      paths: productPaths(options.home, process.env),
      version: productVersion(),
      environment: process.env,
      quiet: args.length > 0,
    });
    report.ready(product, config, loaded.source);
    const programExit = await serve(product, args, report);
    try {
      await product.close();
    } finally {
      report.ended(product, programExit);
    }
    return programExit ?? EXIT.ok;
  },
};

/** Until the program ends, which gives its exit code, or this process is asked to end. */
async function serve(product: Product, args: readonly string[], report: RunReport): Promise<number | undefined> {
  if (args.length > 0) return runWrapped(product, args, (message) => report.fault(message));
  await untilAskedToEnd();
  report.stopping();
  return undefined;
}

/** Command-line overrides; the built-in default also gets what only a real home can hold: evidence. */
function overridden({ config, builtIn }: LoadedConfig, { mode, listen }: Options): Config {
  if (mode !== undefined && !isMode(mode))
    throw new UsageError(`--mode must be one of ${MODES.join(', ')}; got "${mode}"`);
  if (listen !== undefined && !isListenAddress(listen)) {
    throw new UsageError(`--listen must be host:port, for example 127.0.0.1:8888; got "${listen}"`);
  }
  const receipts = builtIn ? { require_receipts: true } : {};
  return {
    ...config,
    mode: mode ?? config.mode,
    fetch_proxy: { ...config.fetch_proxy, listen: listen ?? config.fetch_proxy.listen },
    flight_recorder: { ...config.flight_recorder, ...receipts },
  };
}

function isListenAddress(text: string): boolean {
  const match = /^[^\s/@]*:(\d{1,5})$/.exec(text);
  return match !== null && Number(match[1]) <= 65_535;
}

function isMode(mode: string): mode is Config['mode'] {
  return (MODES as readonly string[]).includes(mode);
}
