// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../crypto/suite.js';
import { evaluateAelPolicy } from '../../model/ael/policy.js';
import type { AelDecision, AelEvent, AelVerdict } from '../../model/ael/record.js';
import { UNPARSED_TARGET } from '../../model/action.js';
import type { PolicyDocument } from '../../model/policy.js';
import type { ActionRecord } from '../../model/receipt/action-receipt.js';
import { OUTCOMES } from '../../model/verdict.js';
import type { Signer } from '../../sign/signer.js';
import type { AelRecorderLines } from './artifact.js';
import { projectPolicy, type PolicyProjection, type PolicyReading } from './policy-projection.js';
import type { RecordedDecision, RecordedRun } from './recorded-run.js';
import { createAelRecorder, type AelLine } from './recorder.js';

/** Seconds by which a heartbeat may be late. */
export const AEL_TOLERANCE_SECONDS = 5;

export interface ExportSetting {
  /** Name of the run in the artifact: the same for every recorder of it. */
  readonly run: string;
  readonly recorderId: string;
  readonly signer: Signer;
  readonly suite: CryptoSuite;
  readonly reading: PolicyReading;
  /** Policy documents of the product by hash, as far as they were kept. */
  readonly policies: ReadonlyMap<string, PolicyDocument>;
  /** `host` or `host:port` of the servers before which another recorder stands. */
  readonly observed?: readonly string[];
  readonly cpNonce?: string;
}

export interface ExportedRun {
  readonly recorder: AelRecorderLines & { readonly lines: readonly AelLine[] };
  /** Projected policy documents by hash. */
  readonly policies: ReadonlyMap<string, string>;
  readonly activities: number;
  readonly heartbeats: number;
  /** Activities without a decision: their facts or their policy were not kept. */
  readonly withoutDecision: number;
  /** Decisions that do not follow from their policy. They are exported as recorded, so the replay will say so. */
  readonly unexplained: readonly string[];
}

const WORDS: ReadonlyMap<string, AelVerdict> = new Map(
  Object.values(OUTCOMES).map(({ receiptV1, evidenceLevel }) => [receiptV1, evidenceLevel]),
);

/** An unknown word stops nothing that is known, so it counts as what stops everything. */
function verdictOf({ verdict }: ActionRecord): AelVerdict {
  return WORDS.get(verdict) ?? 'block';
}

function authorityOf(target: string): string {
  return URL.canParse(target) ? new URL(target).host : '';
}

/** What happened: by what path, what kind of action, and whether it reached the other side. */
function eventOf({ record, detail }: RecordedDecision, run: RecordedRun, observed: readonly string[]): AelEvent {
  const path = record.transport === 'connect' ? 'tunnel' : record.transport === 'mcp' ? 'mcp' : 'http';
  const kind = `${path}.${record.action_type}`;
  const id = record.action_id;
  const isBlocked = verdictOf(record) !== 'allow';
  if (detail?.phase === 'response') {
    // An event of its own: one id has one class.
    return { class: `${isBlocked ? 'blocked.' : ''}answer.${kind}`, id: `${id}.answer`, dir: 'in' };
  }
  const answered = run.answered.get(id);
  const isObserved = answered === true && observed.includes(authorityOf(record.target));
  const end = answered === true ? '' : answered === false ? 'undelivered.' : 'unfinished.';
  return { class: `${isBlocked ? 'blocked.' : isObserved ? 'observed.' : end}${kind}`, id, dir: 'out' };
}

interface Projected {
  readonly decision: AelDecision;
  readonly follows: boolean;
}

function decide(step: RecordedDecision, projection: PolicyProjection | undefined): Projected | undefined {
  const { detail, record, receiptHash } = step;
  // What never became a request is refused whatever the policy says, so there is nothing to replay.
  if (detail === undefined || projection === undefined || record.target === UNPARSED_TARGET) return undefined;
  const inputs = projection.inputsOf(detail.facts);
  const verdict = verdictOf(record);
  const follows = evaluateAelPolicy(projection.policy, inputs) === verdict;
  return { decision: { policy: projection.hash, request_fp: receiptHash, inputs, verdict }, follows };
}

/**
 * Turns a recorded run into the signed records of one recorder. Times are those of the recorded entries; heartbeats are
 * those that were recorded, none is made up; the close is left out when the run has none.
 */
export async function exportAelRun(run: RecordedRun, setting: ExportSetting): Promise<ExportedRun> {
  const { suite, reading, observed = [], cpNonce } = setting;
  const recorder = createAelRecorder({ ...setting, recorder: setting.recorderId });
  const projections = new Map(
    [...setting.policies].map(([hash, document]) => [hash, projectPolicy(document, reading, suite)]),
  );
  const used = new Map<string, string>();
  const unexplained: string[] = [];
  let [activities, withoutDecision] = [0, 0];
  const nonce = cpNonce === undefined ? {} : { cp_nonce: cpNonce };
  const ext = { pipelock: { source: 'receipts', session: run.session, entry_head: run.entryHead } };
  const open = { type: 'open', hmax: run.heartbeatSeconds, htol: AEL_TOLERANCE_SECONDS, ...nonce, ext } as const;
  const lines = [await recorder.append(open, run.openedAt)];
  for (const step of run.steps) {
    if (step.kind === 'heartbeat') {
      lines.push(await recorder.append({ type: 'heartbeat' }, step.at));
      continue;
    }
    const projection = projections.get(step.detail?.policy ?? '');
    const projected = decide(step, projection);
    activities += 1;
    if (projected === undefined) withoutDecision += 1;
    else if (projection !== undefined) used.set(projection.hash, projection.text);
    if (projected?.follows === false) unexplained.push(step.record.action_id);
    const decision = projected === undefined ? {} : { decision: projected.decision };
    lines.push(await recorder.append({ type: 'activity', event: eventOf(step, run, observed), ...decision }, step.at));
  }
  if (run.closedAt !== undefined) lines.push(await recorder.close(run.closedAt));
  const heartbeats = run.steps.filter(({ kind }) => kind === 'heartbeat').length;
  const exported = { run: setting.run, id: setting.recorderId, key: recorder.key, lines };
  return { recorder: exported, policies: used, activities, heartbeats, withoutDecision, unexplained };
}
