// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { AelManifest } from '../../../evidence/model/ael/manifest.js';
import { checkAnchors } from './anchored.js';
import type { AelArtifact } from './artifact.js';
import { checkStatements } from './confirmed.js';
import { AEL_CHECKS, failed, type AelOutcome, type AelOutcomes } from './outcome.js';
import { checkRecorders } from './recorders.js';
import { checkRecords } from './records.js';
import { checkReplay } from './replayed.js';

export type AelGrade = 0 | 1 | 2 | 3 | 4 | 'ungraded';

/** The checks of each rung, in the order in which the first missing one is named. */
const RUNGS = [
  ['a', 'b', 'w', 'd', 'e'],
  ['j', 'f', 'g', 'h', 'i'],
  ['k', 'l', 'm'],
  ['n', 'o', 'u', 'p', 'q'],
  ['r', 's', 't', 'v'],
] as const;

/** The highest rung all of whose checks, and those below, pass; and what is missing for the next. */
function gradeOf(checks: AelOutcomes): readonly [grade: AelGrade, notes?: readonly string[]] {
  let grade: AelGrade = 'ungraded';
  for (const [rung, ids] of RUNGS.entries()) {
    const missing = ids.find((id) => checks[id]?.status !== 'PASS');
    if (missing !== undefined) {
      const { status, message } = checks[missing] as AelOutcome;
      return [grade, [`AEL-${rung} capped: check ${missing} is ${status}: ${message as string}`]];
    }
    grade = rung as AelGrade;
  }
  return [grade];
}

function anchorOf({ anchor }: AelManifest, grade: AelGrade): string {
  if (grade !== 'ungraded' && grade >= 3) return 'independent';
  if (anchor === undefined) return 'none';
  return anchor.log === '' ? 'declared' : anchor.log;
}

function retentionOf({ retention }: AelManifest): string {
  const { period_days: days, custody = '' } = retention ?? {};
  return days === undefined ? 'unknown' : `${days}d/${custody === '' ? 'unknown' : custody}`;
}

const R_WORDS = { PASS: '+R', UV: 'pending', FAIL: 'fail' } as const;

async function evaluateRun(run: string, artifact: AelArtifact, suite: CryptoSuite) {
  const { manifest } = artifact;
  const recorders = artifact.recorders.filter(({ entry }) => entry.run === run);
  const anchors = await checkAnchors(run, recorders, artifact, suite);
  const statements = checkStatements(run, recorders, artifact);
  const records = checkRecords(recorders);
  const fault = anchors.schemaFault ?? statements.schemaFault;
  const found: AelOutcomes = {
    ...records,
    ...(fault === undefined || records['w']?.status === 'FAIL' ? {} : { w: failed(fault) }),
    ...checkRecorders(recorders, artifact),
    ...anchors.outcomes,
    ...statements.outcomes,
    R: checkReplay(recorders, artifact),
  };
  const checks = Object.fromEntries(Object.keys(AEL_CHECKS).map((id) => [id, found[id] as AelOutcome]));
  const [grade, notes] = gradeOf(checks);
  const open = checks['j']?.status === 'FAIL';
  return {
    grade,
    run,
    r: R_WORDS[(checks['R'] as AelOutcome).status],
    checks,
    coverage: manifest.coverage ?? '',
    custody: manifest.custody ?? '',
    anchor: anchorOf(manifest, grade),
    retention: retentionOf(manifest),
    open,
    ...(open ? { open_status: 'OPEN/ABNORMAL-END' } : {}),
    ...(notes === undefined ? {} : { notes }),
  };
}

/** What the evaluation of one run comes to, in the wire form. */
export type AelRunResult = Readonly<Awaited<ReturnType<typeof evaluateRun>>>;

/** Evaluates every run that the manifest names, and every run that it has a recorder of but does not name. */
export async function evaluateAelRuns(artifact: AelArtifact, suite: CryptoSuite): Promise<readonly AelRunResult[]> {
  const { manifest } = artifact;
  const runs = new Set([...manifest.runs, ...manifest.recorders.map(({ run }) => run)]);
  return Promise.all([...runs].map((run) => evaluateRun(run, artifact, suite)));
}

/** One run on one line. */
export function aelGradeLine({ run, grade, r, coverage, custody, anchor, retention }: AelRunResult): string {
  const level = grade === 'ungraded' ? 'Ungraded' : `AEL-${grade}`;
  const replay = r === '+R' ? r : `R-${r}`;
  const say = (text: string): string => (text === '' ? 'unknown' : text);
  const notes = `coverage: ${say(coverage)}; custody: ${say(custody)}; anchor: ${anchor}; retention: ${retention}`;
  return `run ${run}: ${level} ${replay} (${notes})`;
}
