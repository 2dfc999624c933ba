// SPDX-License-Identifier: Apache-2.0
import { openOfflineJudge } from '../../enforce/runtime/offline-judge.js';
import { CodedError } from '../../evidence/canonical/errors.js';
import { UsageError } from '../../evidence/model/errors.js';
import { renderFileLines, renderFileSarif, type FileFinding } from '../../reports/file-findings.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { findingsFormat, writeFindings, type FindingsFormat } from '../findings-output.js';
import { createDiffReader, type FileChange } from '../git/diff.js';
import { createTextSearch } from '../git/findings.js';
import { commitDiffs, commitsOf, pushedCommits, stagedDiff } from '../git/git.js';
import { compileSuppressed } from '../git/suppressed.js';
import { compileExclusion } from '../integrity/exclude.js';
import { loadConfigFile } from '../load-config.js';
import { productVersion } from '../product.js';

interface Options {
  readonly config?: string;
  readonly format: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly staged?: boolean;
  readonly prePush?: boolean;
  readonly exclude?: readonly string[];
  readonly strict?: boolean;
}

const MAX_DIFF_BYTES = 100_000_000;
const EXIT_FINDINGS = 1;
const EXIT_ERROR = 2;

export const gitScanDiff: CommandFile<Options> = {
  declare(command) {
    command
      .argument('[range]', 'commits to scan, each by itself: A..B, or one revision (default: a diff on standard input)')
      .option('--staged', 'scan what is staged')
      .option('--pre-push', 'scan the commits that a push adds, as told to a pre-push hook on standard input')
      .option('-c, --config <file>', 'configuration to use (default: the balanced preset)')
      .option('--format <text|json|sarif>', 'what to print', 'text')
      .option('--json', 'the same as --format json')
      .option('-o, --output <file>', 'a new file for it, mode 0600')
      .option('--exclude <pattern>', 'leave out files; may be repeated', collect)
      .option('--strict', 'exit with 2 when a changed file could not be searched')
      .addHelpText(
        'after',
        '\nSearches added lines for credentials and for instructions to an agent; shows where, never what.' +
          '\nexit codes: 0 nothing found, 1 something found, 2 wrong usage, or a diff that cannot be read to its end',
      );
  },
  async run(options, [range]) {
    const format = findingsFormat(options);
    const { changes, notSearched } = await readChanges(await diffOf(options, range), options.exclude ?? []);
    const findings = await search(changes, options.config);
    const text = render(format, findings, changes.length, notSearched);
    writeFindings(text, options.output);
    if (findings.length > 0) return EXIT_FINDINGS;
    return options.strict === true && notSearched.length > 0 ? EXIT_ERROR : EXIT.ok;
  },
};

async function diffOf({ staged, prePush }: Options, range: string | undefined): Promise<AsyncIterable<unknown>> {
  if ([staged === true, prePush === true, range !== undefined].filter(Boolean).length > 1)
    throw new UsageError('give a range, --staged or --pre-push, and only one of them');
  if (staged === true) return stagedDiff();
  if (prePush === true) return commitDiffs(pushedCommits(await readInput()));
  return range === undefined ? process.stdin : commitDiffs(commitsOf(range));
}

async function readInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += (chunk as Buffer).toString('utf8');
    if (text.length > 1 << 20) throw new UsageError('more than a push tells its hook');
  }
  return text;
}

interface Changes {
  readonly changes: readonly FileChange[];
  /** Files whose content is not text. */
  readonly notSearched: readonly string[];
}

/** @throws CodedError when it is no diff, does not end, or is longer than the limit */
async function readChanges(chunks: AsyncIterable<unknown>, exclude: readonly string[]): Promise<Changes> {
  const isExcluded = compileExclusion(exclude);
  const changes: FileChange[] = [];
  const notSearched: string[] = [];
  const reader = createDiffReader((file) => {
    if (isExcluded(file.path)) return;
    if (file.binary) notSearched.push(file.path);
    changes.push(file);
  });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held = '';
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_DIFF_BYTES) throw new CodedError('size_limit', `the diff is longer than ${MAX_DIFF_BYTES} bytes`);
    const lines = (held + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) reader.line(line);
  }
  held += decoder.decode();
  if (held !== '') reader.line(held);
  reader.end();
  return { changes, notSearched };
}

async function search(changes: readonly FileChange[], configPath: string | undefined): Promise<readonly FileFinding[]> {
  const { config } = loadConfigFile(configPath);
  const isSuppressed = compileSuppressed(config);
  const judge = openOfflineJudge(config, process.env);
  const found = new Map<string, FileFinding>();
  try {
    const texts = createTextSearch(judge);
    for (const { path, added, commit } of changes) {
      for (const finding of await texts.find(path, added.flat())) {
        const whole = commit === undefined ? finding : { ...finding, commit };
        // A merge shows a change once for each parent.
        if (!isSuppressed(whole)) found.set(JSON.stringify([path, finding.line, finding.rule, commit]), whole);
      }
    }
  } finally {
    await judge.close();
  }
  return [...found.values()];
}

function render(
  format: FindingsFormat,
  findings: readonly FileFinding[],
  files: number,
  notSearched: readonly string[],
): string {
  if (format === 'sarif') return renderFileSarif(findings, productVersion());
  if (format === 'json') return JSON.stringify({ files, findings, not_searched: notSearched }, null, 2);
  const lines = findings.length === 0 ? [] : [renderFileLines(findings)];
  const skipped = notSearched.map((path) => `not searched, not text: ${JSON.stringify(path)}`);
  return [...lines, ...skipped, `${files} changed files, ${findings.length} findings`].join('\n');
}
