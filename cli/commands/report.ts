// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import { techniqueOf } from '../../mappings/attack.table.js';
import { createActivityReducer } from '../../reports/activity/reducer.js';
import { composeReport, renderActivityJson, type ActivityReport } from '../../reports/activity/report.js';
import { createActivityRenderer } from '../../reports/html/activity.js';
import { writeReportBundle } from '../activity/bundle.js';
import { parseCount, parsePeriod, type PeriodOptions } from '../activity/period.js';
import { createScrubber } from '../activity/scrub.js';
import { readSource } from '../activity/source.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { agentName, openKeystore } from '../keys/keystore.js';
import { keepYoungHeapSmall } from '../../verify/node/heap.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { writeOutput } from '../output-file.js';
import { printError, printJson } from '../output.js';
import { productVersion } from '../product.js';
import { loadActivityParts } from '../report-parts.js';

interface Options extends PeriodOptions {
  readonly input: string;
  readonly format: string;
  readonly output?: string;
  readonly title: string;
  readonly maxEvidence: string;
  readonly redact: boolean;
  readonly key?: readonly string[];
  readonly sign?: boolean;
  readonly agent?: string;
  readonly keystore?: string;
  readonly json?: boolean;
}

const FORMATS = ['html', 'json', 'bundle'] as const;
const MAX_EVIDENCE = 10_000;

export const report: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--input <file|folder|->', 'a log of JSON lines, a recorder file, an evidence folder, or -')
      .option('--format <html|json|bundle>', 'what to make', 'html')
      .option('-o, --output <path>', 'a new file; for a bundle, a folder (default: standard output)')
      .option('--days <n>', 'only the last days')
      .option('--since <time>', 'only from this on: a date or an RFC 3339 time; goes before --days')
      .option('--until <time>', 'only before this')
      .option('--title <text>', 'title', 'Pipelock Agent Egress Report')
      .option('--max-evidence <n>', 'how many events the appendix lists', '100')
      .option('--no-redact', 'show addresses and whole URLs; credentials are taken out all the same')
      .option('--key <hex|file>', 'trusted public key for recorded evidence; may be repeated', collect)
      .option('--sign', 'sign the manifest of a bundle')
      .option('--agent <name>', 'sign with the key of this agent (default: PIPELOCK_AGENT)')
      .option('--keystore <folder>', 'keystore (default: the product home)')
      .option('--json', 'print what was written, as JSON; without -o, the report itself')
      .addHelpText(
        'after',
        '\nRecorded evidence is verified first, and the report says how that came out.' +
          '\nexit codes: 0 made, 1 made from evidence that does not verify, or not readable, 2 wrong usage',
      );
  },
  async run(options) {
    keepYoungHeapSmall();
    const format = formatOf(options);
    const keyPath = signingKey(options, format);
    const made = await makeReport(options);
    const signedBy = await write(made, format, options, keyPath);
    if (options.json === true && options.output !== undefined) {
      const { risk, source, summary } = made;
      printJson({ output: options.output, format, risk, source, summary, public_key: signedBy });
    }
    const { verification, detail } = made.source;
    if (verification !== 'invalid') return EXIT.ok;
    printError(`pipelock: the evidence does not verify: ${detail}`);
    return EXIT.failed;
  },
};

type Format = (typeof FORMATS)[number];

function formatOf({ format, output, json }: Options): Format {
  const found = FORMATS.find((name) => name === format);
  if (found === undefined) throw new UsageError(`--format is html, json or bundle, not "${format}"`);
  if (found === 'bundle' && output === undefined) throw new UsageError('a bundle is a folder: name it with -o');
  return json === true && output === undefined ? 'json' : found;
}

function signingKey({ sign, agent, keystore }: Options, format: Format): string | undefined {
  if (sign !== true) return undefined;
  if (format !== 'bundle') throw new UsageError('--sign goes with --format bundle');
  return openKeystore(keystore).agentKey(agentName(agent));
}

async function makeReport(options: Options): Promise<ActivityReport> {
  const now = new Date();
  const reducer = createActivityReducer({
    techniqueOf,
    maxEvidence: parseCount('--max-evidence', options.maxEvidence, MAX_EVIDENCE),
    ...parsePeriod(options, now.getTime()),
  });
  const source = await readSource(options.input, (options.key ?? []).map(readKeyArgument), reducer);
  return composeReport(reducer.state, {
    title: options.title,
    generated: now.toISOString(),
    productVersion: productVersion(),
    source,
    redact: options.redact,
    scrub: createScrubber(),
  });
}

async function write(
  made: ActivityReport,
  format: Format,
  { output }: Options,
  keyPath: string | undefined,
): Promise<string | undefined> {
  if (format === 'json') {
    await writeOutput(renderActivityJson(made), output);
    return undefined;
  }
  const html = createActivityRenderer(loadActivityParts())(made);
  if (format === 'html' || output === undefined) {
    await writeOutput(html, output);
    return undefined;
  }
  const { generated, version } = made;
  const signer = writeReportBundle(output, { html, json: renderActivityJson(made), generated, version }, keyPath);
  printError(`written: ${output}${signer === undefined ? ', not signed' : `, signed by ${signer}`}`);
  return signer;
}
