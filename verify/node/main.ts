// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import { CodedError } from '../../evidence/canonical/errors.js';
import { toCanonicalTime } from '../../evidence/canonical/go-text.js';
import { UsageError, VerificationError } from '../../evidence/model/verification-errors.js';
import { LIMITS } from '../core/input/source.js';
import { createTrustRoot } from '../core/trust/trust.js';
import { readAarpTrust, runAarp } from './aarp.js';
import { flag, HELP_OPTION, optionLines, parseCommandLine, parseSeconds, solePath, text, texts } from './arguments.js';
import { EXIT, reportFault, type Output } from './exit.js';
import { readEndorsementArgument, readTrustedKey } from './key-arguments.js';
import { LOG_OPTIONS, readLogTrust } from './log-arguments.js';
import { keepYoungHeapSmall } from './heap.js';
import { readSmallFile } from './read.js';
import { renderJson, renderResult } from '../core/results/render.js';
import type { Verification } from '../core/subject.js';
import { verifyPath, type PathOptions } from './verify-path.js';

export { EXIT } from './exit.js';
export type { Output } from './exit.js';

export const VERSION = '0.1.0';

const OPTIONS = {
  'aarp-trust': text('FILE', 'trusted keys of AARP envelopes'),
  key: texts('HEX|FILE|ID=HEX', 'trusted public key, by itself or for one key id'),
  'rotation-endorsement': texts('FILE', 'statement by an old key for a new one'),
  ...LOG_OPTIONS,
  session: text('NAME', 'only this session and its base'),
  'expect-payload-kind': text('KIND', 'every evidence receipt (v2) has to be of this kind, and there has to be one'),
  'expect-contract': text('HASH', 'every evidence receipt (v2) has to be about this contract'),
  'fleet-report': flag('PATH has to be a fleet report'),
  'whole-recorder': flag('require the transcript root and signed checkpoints'),
  'allow-unanchored-seal': flag('accept a transcript root without a signed checkpoint after it'),
  'allow-unpinned': flag('accept intact evidence without a trusted key'),
  at: text('TIME', 'judge ages by this RFC 3339 time instead of now'),
  'max-age': text('AGE', 'refuse receipts that were signed longer before that time: 90s, 15m, 12h, 7d'),
  json: flag('print the full result as JSON'),
  page: flag('print the verification page: one HTML file that does the same in a browser'),
  version: flag('print the version'),
  ...HELP_OPTION,
};

const HELP = `Usage: pipelock-verify PATH [options]
       pipelock-verify aarp PATH [options]      appraise an AARP envelope; see aarp --help
Verifies evidence offline, whatever PATH is: a receipt, a chain, a recorder file or a folder of runs; an audit packet, an
assessment bundle or an evidence-level artifact; an envelope, a signed statement, a capsule, an anchor or a log proof.
${optionLines(OPTIONS)}
Exit: 0 valid, 1 invalid or unpinned, 2 could not be judged, 64 wrong usage.
`;

type Command = Exclude<ReturnType<typeof parseCommand>, string>;

/** Refuses to answer a question about other evidence than was asked for. */
function assertAsked(command: Command, outcome: Verification): void {
  const form = outcome.kind === 'document' ? outcome.form : outcome.kind;
  if (command.fleetReport && form !== 'fleet_receipt')
    throw new VerificationError('unexpected_form', `${command.path}: not a fleet report`);
  if (command.options.expect !== undefined && !['evidence_receipt', 'chain', 'directory'].includes(form))
    throw new VerificationError('unexpected_form', `${command.path}: holds no evidence receipts (v2)`);
}

/** The relying party's time: what was given, or this machine's. */
function readTime(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString();
  const time = toCanonicalTime(given);
  if (time === undefined) throw new UsageError(`--at ${given}: an RFC 3339 time is expected`);
  return time;
}

/** The longest age that the relying party bears with, at its time. */
function readFreshness(at: string, age: string | undefined): Pick<PathOptions, 'freshness'> {
  if (age === undefined) return {};
  const maxAgeSeconds = parseSeconds(age);
  if (maxAgeSeconds === undefined) throw new UsageError(`--max-age ${age}: a number and s, m, h or d are expected`);
  return { freshness: { at, maxAgeSeconds } };
}

function parseCommand(argv: readonly string[]) {
  const { values, positionals } = parseCommandLine(argv, OPTIONS);
  const printed = (['help', 'version', 'page'] as const).find((name) => values[name] === true);
  if (printed !== undefined) return printed;
  const path = solePath(positionals, '--help');
  const keys = (values.key ?? []).map(readTrustedKey);
  const trust = createTrustRoot({
    keys: keys.flatMap(({ id, key }) => (id === undefined ? [key] : [])),
    named: keys.flatMap(({ id, key }) => (id === undefined ? [] : [{ id, key }])),
    endorsements: (values['rotation-endorsement'] ?? []).map(readEndorsementArgument),
    allowUnpinned: values['allow-unpinned'] ?? false,
    aarp: values['aarp-trust'] === undefined ? undefined : readAarpTrust(values['aarp-trust']),
    log: readLogTrust(values),
  });
  const { session, 'expect-payload-kind': payloadKind, 'expect-contract': contract } = values;
  const at = readTime(values.at);
  const options: PathOptions = {
    trust,
    at,
    ...readFreshness(at, values['max-age']),
    wholeRecorder: values['whole-recorder'] ?? false,
    allowUnanchoredEnd: values['allow-unanchored-seal'] ?? false,
    ...(session === undefined ? {} : { session }),
    ...(payloadKind === undefined && contract === undefined ? {} : { expect: { payloadKind, contract } }),
  };
  return { path, json: values.json ?? false, fleetReport: values['fleet-report'] ?? false, options };
}

/** The page of this build. Throws CodedError `unreadable`. */
export function readPage(path = fileURLToPath(new URL('../page.html', import.meta.url))): string {
  const page = readSmallFile(path, LIMITS.documentBytes);
  if (typeof page !== 'string') throw new CodedError('unreadable', 'this build came without the page');
  return page;
}

const PRINTED = { help: () => HELP, version: () => `pipelock-verify ${VERSION}\n`, page: () => readPage() } as const;

/** Runs the command and returns its exit code. Writes nothing but what `output` takes. */
export async function run(argv: readonly string[], output: Output): Promise<number> {
  try {
    if (argv[0] === 'aarp') return await runAarp(argv.slice(1), output);
    const command = parseCommand(argv);
    if (typeof command === 'string') {
      output.out(PRINTED[command]());
      return EXIT.valid;
    }
    keepYoungHeapSmall();
    const outcome = await verifyPath(command.path, command.options);
    assertAsked(command, outcome);
    output.out(command.json ? renderJson(command.path, outcome) : renderResult(outcome));
    return outcome.result.accepted ? EXIT.valid : EXIT.invalid;
  } catch (error) {
    return reportFault(error, argv, output);
  }
}
