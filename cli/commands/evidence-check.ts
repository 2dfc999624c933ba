// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { CodedError, messageOf } from '../../evidence/model/errors.js';
import { aelGradeLine } from '../../verify/core/ael/evaluate.js';
import { evaluateAelArtifact, type AelEvaluation } from '../../verify/core/ael/form.js';
import { evaluateGovernability, type GovResult } from '../../verify/core/ael/governability.js';
import { AEL_CHECKS } from '../../verify/core/ael/outcome.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readPublishedKeys, type PublishedKeys } from '../../verify/node/ael-keys.js';
import { escapeUnprintable } from '../../verify/core/results/render.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import type { CommandFile } from '../command.js';
import { print, printError, printJson } from '../output.js';

interface Options {
  readonly keys: string;
  readonly json?: boolean;
  readonly gov?: boolean;
}

/** The exit codes of the format's own checker: graded, could not complete, wrong usage (by UsageError), ungraded. */
const CHECK_EXIT = { graded: 0, incomplete: 1, ungraded: 3 } as const;

async function evaluate(folder: string, { keys }: PublishedKeys): Promise<AelEvaluation> {
  try {
    return await evaluateAelArtifact(openEvidenceTree(folder), { trust: createTrustRoot({ keys }), suite: nodeSuite });
  } catch (cause) {
    throw new CodedError('artifact', `${folder}: the artifact cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function govLines({ run, events, coverage, gaps = [], anomalies = [], notes = [] }: GovResult): string[] {
  const rows = Object.entries(events).map(([id, event]) => `  ${id}: ${event.status} ${event.class}`);
  const gap = gaps.length === 0 ? '' : ` (${gaps.join(', ')})`;
  return [`governability of run ${run}: coverage ${coverage}${gap}`, ...rows, ...[...anomalies, ...notes].map(indent)];
}

function indent(text: string): string {
  return `  ${text}`;
}

function textLines(
  evaluation: AelEvaluation,
  governability: readonly GovResult[],
  { ignored }: PublishedKeys,
): string[] {
  const runs = evaluation.runs.flatMap((run) => [
    aelGradeLine(run),
    ...Object.entries(run.checks).map(
      ([id, { status, message }]) => `  ${id} ${status.padEnd(4)} ${message ?? AEL_CHECKS[id] ?? ''}`,
    ),
    ...(run.open_status === undefined ? [] : [`  run state: ${run.open_status}`]),
    ...(run.notes ?? []).map((note) => `  note: ${note}`),
  ]);
  return [
    'evaluation result (of this artifact, by this command; not a published level and not a statement about a product)',
    ...runs,
    ...governability.flatMap(govLines),
    ...evaluation.unprotected.map((path) => `not covered: ${path}`),
    ...ignored.map((name) => `not a published key: ${name}`),
  ];
}

export const evidenceCheck: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<artifact>', 'folder with manifest.json and recorders/')
      .requiredOption('--keys <folder>', 'published keys: files FINGERPRINT.pub with the base64 of the key')
      .option('--gov', 'evaluate the governability extension too')
      .option('--json', 'print the result as JSON')
      .addHelpText(
        'after',
        '\nexit codes: 0 every run has a level, 1 the artifact cannot be read, 2 wrong usage, 3 a run is ungraded',
      );
  },
  async run(options, [artifact = '']) {
    const published = readPublishedKeys(options.keys);
    const evaluation = await evaluate(artifact, published);
    const { runs } = evaluation;
    const governability =
      options.gov === true ? runs.map(({ run }) => evaluateGovernability(run, evaluation.artifact)) : [];
    if (options.json === true) printJson({ runs, ...(options.gov === true ? { governability } : {}) });
    else print(textLines(evaluation, governability, published).map(escapeUnprintable).join('\n'));
    if (published.keys.length === 0) printError(`pipelock: ${options.keys} holds no published key`);
    return runs.some(({ grade }) => grade === 'ungraded') ? CHECK_EXIT.ungraded : CHECK_EXIT.graded;
  },
};
