// SPDX-License-Identifier: Apache-2.0
import { replayPolicy } from '../../enforce/replay/replay.js';
import type { ReplayReport } from '../../enforce/replay/report.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { loadEscrowKey } from '../../evidence/store/escrow-key.js';
import type { DirectoryResult } from '../../verify/core/folders/folder-result.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readEndorsementArgument, readKeyArgument } from '../../verify/node/key-arguments.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { writeOutput } from '../output-file.js';
import { print, printError, printJson } from '../output.js';
import { describeReplay } from '../replay/page.js';
import { renderPageHtml, renderPageMarkdown, renderPageText } from '../replay/render.js';

interface Options {
  readonly dir: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly session?: string;
  readonly escrowPrivateKey?: string;
  readonly key?: readonly string[];
  readonly rotationEndorsement?: readonly string[];
  readonly report?: string;
  readonly reportJson?: string;
  readonly failOnChange?: boolean;
  readonly allowUnverified?: boolean;
  readonly json?: boolean;
}

export const policyReplay: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder')
      .option('-c, --config <file>', 'decide by this configuration (default: by the recorded policies, as a check)')
      .option('--baseline <file>', 'compare with this configuration instead of the recorded verdicts')
      .option('--session <name>', 'only this run, or the runs of this base')
      .option('--escrow-private-key <file>', 'open the sealed traffic, so that detection runs again too')
      .option('--key <hex|file>', "the recorder's public key, from elsewhere; may be repeated", collect)
      .option('--rotation-endorsement <file>', 'statement of an old key for a new one; may be repeated', collect)
      .option('--report <file>', 'write the report as .html or .md')
      .option('--report-json <file>', 'write the report as JSON')
      .option('--fail-on-change', 'exit 3 when a decision differs')
      .option('--allow-unverified', 'replay evidence that is not valid, as far as it can be read')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nNothing is sent and no name is looked up.\nexit codes: 0 done, 1 could not replay, or a recorded verdict cannot be derived again, 2 wrong usage or\nconfiguration, 3 differences with --fail-on-change',
      );
  },
  async run(options) {
    const renderFile = options.report === undefined ? undefined : rendererFor(options.report);
    const loaded = options.config === undefined ? undefined : loadConfigFile(options.config);
    if (loaded === undefined && (options.escrowPrivateKey ?? options.baseline) !== undefined) {
      throw new UsageError(
        '--escrow-private-key and --baseline need --config: recorded verdicts are derived from facts',
      );
    }
    const escrowKey = options.escrowPrivateKey === undefined ? undefined : loadEscrowKey(options.escrowPrivateKey);
    const { verification, verifiedHeads } = await verifyFirst(options.dir, options);
    const report = await replayPolicy({
      dir: options.dir,
      ...(options.session === undefined ? {} : { session: options.session }),
      ...(loaded === undefined ? {} : { config: loaded.config }),
      ...(options.baseline === undefined ? {} : { baseline: loadConfigFile(options.baseline).config }),
      environment: process.env,
      ...(escrowKey === undefined ? {} : { escrowKey }),
      verification,
      verifiedHeads,
      tolerant: options.allowUnverified === true,
    });
    const page = describeReplay(report, loaded?.source ?? '');
    if (renderFile !== undefined) await writeOutput(renderFile(page), options.report);
    if (options.reportJson !== undefined) await writeOutput(asJson(report), options.reportJson);
    if (options.json === true) printJson(report);
    else print(renderPageText(page));
    if (saidNothing(report)) printError('pipelock: nothing could be said about any decision');
    return exitCode(report, options.failOnChange === true);
  },
};

function rendererFor(path: string): typeof renderPageHtml {
  if (path.endsWith('.html')) return renderPageHtml;
  if (path.endsWith('.md')) return renderPageMarkdown;
  throw new UsageError(`--report ${path}: the name ends in .html or .md`);
}

function asJson(report: ReplayReport): string {
  const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify(report, plain, 2)}\n`;
}

interface Verified {
  readonly verification: ReplayReport['verification'];
  readonly verifiedHeads: ReadonlyMap<string, string>;
}

/** Facts of unverified evidence prove nothing, so it comes first. @throws VerificationError when it does not hold. */
async function verifyFirst(dir: string, options: Options): Promise<Verified> {
  const trust = createTrustRoot({
    keys: (options.key ?? []).map(readKeyArgument),
    endorsements: (options.rotationEndorsement ?? []).map(readEndorsementArgument),
    allowUnpinned: options.key === undefined,
  });
  const { session } = options;
  const outcome = await verifyPath(dir, { trust, ...(session === undefined ? {} : { session }) });
  if (outcome.kind !== 'directory') throw new UsageError(`--dir ${dir}: not an evidence folder`);
  const { result } = outcome;
  const verification = { verdict: result.verdict, message: firstFault(result) };
  if (result.verdict === 'invalid' && options.allowUnverified !== true) {
    const message = `the evidence is not valid: ${verification.message}; --allow-unverified replays it all the same`;
    throw new VerificationError('evidence_invalid', message);
  }
  if (result.verdict === 'invalid') printError(`pipelock: the evidence is NOT VALID: ${verification.message}`);
  const verifiedHeads = new Map(result.chains.map(({ facts }) => [facts.session, facts.entryHead]));
  return { verification, verifiedHeads };
}

function firstFault({ verdict, findings, checks, chains }: DirectoryResult): string {
  if (verdict === 'unpinned') return 'intact, but no key was given that says whose it is';
  const failed = [...checks, ...chains.flatMap((chain) => chain.checks)].find(({ status }) => status === 'fail');
  if (failed !== undefined) return `${failed.subject}: ${failed.message}`;
  const finding = findings[0];
  return finding === undefined ? '' : `${finding.session}: ${finding.message}`;
}

/** Whoever asked must not take that for agreement. */
function saidNothing({ counts }: ReplayReport): boolean {
  return counts.decisions === counts.cannot_say;
}

function exitCode(report: ReplayReport, failOnChange: boolean): number {
  if (saidNothing(report)) return EXIT.failed;
  const { mode, counts } = report;
  const differences = counts.newly_blocked + counts.newly_allowed + counts.changed;
  if (differences === 0) return EXIT.ok;
  if (mode === 'rederive') return EXIT.failed;
  return failOnChange ? EXIT.blocked : EXIT.ok;
}
