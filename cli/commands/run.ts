// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../enforce/config/schema.js';
import { bracketed } from '../../enforce/net/dial.js';
import { productPaths } from '../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../enforce/runtime/product.js';
import { UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile, type LoadedConfig } from '../load-config.js';
import { printError } from '../output.js';
import { productVersion } from '../product.js';
import { untilAskedToEnd } from '../signals.js';
import { runWrapped } from '../wrapped.js';

interface Options {
  readonly config?: string;
  readonly mode?: string;
  readonly listen?: string;
  readonly home?: string;
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
      .addHelpText('after', '\nWith a program, its exit code is passed on; 10 when it cannot be started.')
      .passThroughOptions();
  },
  async run(options, args) {
    const loaded = loadConfigFile(options.config);
    const product = await startProduct({
      config: overridden(loaded, options),
      paths: productPaths(options.home, process.env),
      version: productVersion(),
      environment: process.env,
      quiet: args.length > 0,
    });
    printError(banner(product, loaded));
    if (args.length > 0) return runWrapped(product, args);
    await untilAskedToEnd();
    printError('stopping: finishing open exchanges, then closing the record');
    await product.close();
    return EXIT.ok;
  },
};

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

/** What somebody starting the proxy needs to know; on stderr, so that logs stay clean. */
function banner(product: Product, { source, config }: LoadedConfig): string {
  const { evidence, host, port, scanPort, engine, policyHash } = product;
  const scanHost = config.scan_api.listen.replace(/:\d+$/, '') || '0.0.0.0';
  const lines = [
    `pipelock ${productVersion()} listening on ${bracketed(host)}:${port}`,
    `  configuration  ${source}, policy ${policyHash.slice(0, 16)}`,
    ...(scanPort === undefined ? [] : [`  scan API       http://${scanHost}:${scanPort}/api/v1/scan`]),
    `  engine         ${engine}${engine.startsWith('re2js') ? ' (slower stand-in: re2 is not built here)' : ''}`,
  ];
  if (!config.forward_proxy.enabled) {
    lines.push('  forward proxy  OFF: only /fetch is served (set forward_proxy.enabled)');
  }
  if (evidence === undefined) {
    lines.push('  evidence       NONE: nothing that passes leaves a record (set flight_recorder.dir)');
  } else {
    lines.push(
      `  evidence       ${evidence.dir}${evidence.required ? ', receipts required' : ', receipts not required'}`,
    );
    lines.push(`  public key     ${evidence.publicKeyHex}`);
    lines.push(
      `  key custody    ${evidence.custody === 'same_uid' ? 'same uid as the agent may have: protect the key' : 'separate uid'}`,
    );
  }
  return lines.join('\n');
}
