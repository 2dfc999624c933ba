// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import { checkCrossRules } from '../../enforce/config/cross-rules.js';
import { durationMs } from '../../enforce/config/forms.js';
import type { Config } from '../../enforce/config/schema.js';
import { bracketed } from '../../enforce/net/dial.js';
import { productPaths, type ProductPaths } from '../../enforce/runtime/paths.js';
import { startProduct, type Product } from '../../enforce/runtime/product.js';
import { ConfigError, UsageError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { printError, printJson } from '../output.js';
import { untilAskedToEnd } from '../signals.js';
import { productVersion } from '../product.js';
import { runWrapped } from '../wrapped.js';

interface Options {
  readonly config?: string;
  readonly out?: string;
  readonly duration?: string;
  readonly listen?: string;
  readonly home?: string;
  readonly enforce?: boolean;
  readonly rawEscrow?: boolean;
  readonly escrowPublicKey?: string;
  readonly sign: boolean;
  readonly redact: boolean;
  readonly checkpointInterval?: string;
  readonly retentionDays?: string;
  readonly maxEntriesPerFile?: string;
  readonly json?: boolean;
}

export const policyCapture: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[command...]', 'program to run behind the proxy, after --')
      .option('-c, --config <file>', 'configuration (default: balanced preset)')
      .option('--out <folder>', 'evidence folder (default: HOME/capture)')
      .option('--duration <time>', 'end after this time, such as 30s or 10m')
      .option('--listen <host:port>', 'override the address; port 0 picks a free one')
      .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)')
      .option('--enforce', 'block as the configuration says')
      .option('--raw-escrow', 'keep the traffic, sealed; implied by the next option')
      .option('--escrow-public-key <hex>', 'public key to seal for: see policy escrow-key')
      .option('--sign', 'sign checkpoints', true)
      .option('--no-sign', 'leave checkpoints unsigned, not receipts')
      .option('--redact', 'take credentials out of entries', true)
      .option('--no-redact', 'write entries as they are')
      .option('--checkpoint-interval <n>', 'entries between checkpoints')
      .option('--retention-days <n>', 'days that sealed traffic is kept; 0 keeps it')
      .option('--max-entries-per-file <n>', 'entries after which a new file begins')
      .option('--json', 'print where the capture is as JSON, at its end')
      .addHelpText(
        'after',
        '\nWhat would be blocked is let through and recorded, except what is never negotiable (see policy documents).\nWith a program, its exit code is passed on; 10 when it cannot be started.',
      )
      .passThroughOptions();
  },
  async run(options, args) {
    const loaded = loadConfigFile(options.config);
    const paths = productPaths(options.home, process.env);
    const config = capturing(loaded.config, options, paths);
    const limit = options.duration === undefined ? undefined : durationMs(options.duration);
    if (options.duration !== undefined && (limit === undefined || limit <= 0)) {
      throw new UsageError(`--duration ${options.duration}: write a time such as 30s, 10m or 1h`);
    }
    const product = await startProduct({
      config,
      paths,
      version: productVersion(),
      environment: process.env,
      quiet: true,
    });
    printError(banner(product, config));
    const ended = await capture(product, args, limit);
    printError(`captured: replay with pipelock policy replay --dir ${config.flight_recorder.dir} --config NEW.yaml`);
    if (options.json === true) printJson(summary(product, config));
    return ended;
  },
};

/** Runs until the program ends, the time is up or somebody stops it, and closes the record. */
async function capture(product: Product, args: readonly string[], limit: number | undefined): Promise<number> {
  const timer = limit === undefined ? undefined : setTimeout(() => process.kill(process.pid, 'SIGTERM'), limit);
  try {
    if (args.length > 0) return await runWrapped(product, args, (message) => printError(`pipelock: ${message}`));
    await untilAskedToEnd();
    return EXIT.ok;
  } finally {
    clearTimeout(timer);
    await product.close();
  }
}

/** The configuration with nothing enforced and everything recorded. @throws ConfigError, UsageError */
function capturing(config: Config, options: Options, paths: ProductPaths): Config {
  const recorder = config.flight_recorder;
  const key = options.escrowPublicKey ?? recorder.escrow_public_key;
  const changed: Config = {
    ...config,
    enforce: options.enforce === true ? config.enforce : false,
    fetch_proxy: { ...config.fetch_proxy, listen: options.listen ?? config.fetch_proxy.listen },
    flight_recorder: {
      ...recorder,
      enabled: true,
      dir: resolve(options.out ?? join(paths.home, 'capture')),
      require_receipts: true,
      raw_escrow: options.rawEscrow ?? (options.escrowPublicKey === undefined ? recorder.raw_escrow : true),
      escrow_public_key: escrowKey(key),
      sign_checkpoints: options.sign,
      redact: options.redact,
      checkpoint_interval:
        whole('--checkpoint-interval', options.checkpointInterval, 1) ?? recorder.checkpoint_interval,
      retention_days: whole('--retention-days', options.retentionDays, 0) ?? recorder.retention_days,
      max_entries_per_file:
        whole('--max-entries-per-file', options.maxEntriesPerFile, 1) ?? recorder.max_entries_per_file,
    },
  };
  const faults = checkCrossRules(changed).map((fault) => ({ ...fault, line: undefined }));
  if (faults.length > 0) throw new ConfigError(faults);
  return changed;
}

function escrowKey(text: string): string {
  if (text === '' || /^[0-9a-f]{64}$/.test(text)) return text;
  throw new UsageError('--escrow-public-key: 64 lower-case hex digits, as policy escrow-key prints them');
}

function whole(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : -1;
  if (value < least || value > 1_000_000) throw new UsageError(`${name} ${text}: a whole number from ${least}`);
  return value;
}

function banner({ host, port }: Product, { flight_recorder: recorder, enforce }: Config): string {
  return [
    `pipelock ${productVersion()} captures on ${bracketed(host)}:${port}${enforce ? '' : ', enforcing nothing'}`,
    `  evidence  ${recorder.dir}`,
    `  traffic   ${recorder.raw_escrow ? 'kept, sealed for the escrow key' : 'not kept: a replay has recorded facts only'}`,
  ].join('\n');
}

function summary({ evidence, policyHash }: Product, { flight_recorder: recorder }: Config): Record<string, unknown> {
  return {
    dir: recorder.dir,
    policy_hash: policyHash,
    public_key: evidence?.publicKeyHex ?? null,
    raw_escrow: recorder.raw_escrow,
  };
}
