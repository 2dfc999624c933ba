// SPDX-License-Identifier: Apache-2.0
import { statementFault, statementMembersFault, statementRun } from '../../../evidence/model/ael/counterparty.js';
import type { AelStatement } from '../../../evidence/model/ael/counterparty.js';
import type { AelArtifact, RecorderEvidence } from './artifact.js';
import { claimedMember, type ReadLine } from './lines.js';
import { failed, faultOutcome, PASS, unverifiable, type AelOutcome } from './outcome.js';
import { eventsOf, isIndependent, missingFrom } from './recorders.js';

/** A line whose run cannot be known speaks about every run, so that damage hides nothing. */
function concerns(line: ReadLine, run: string): boolean {
  const named = line.state === 'read' ? statementRun(line.value) : claimedMember(line, 'run');
  return named === run || named === undefined || named === '';
}

function statementsFault(lines: readonly ReadLine[]): string | undefined {
  for (const { place, state, message, value } of lines) {
    const fault = state === 'read' ? statementMembersFault(value) : message;
    if (fault !== undefined) return `${place}: ${fault}`;
  }
  return undefined;
}

function boundFault(lines: readonly ReadLine[], recorders: readonly RecorderEvidence[]): string | undefined {
  const nonces = recorders.map(({ records }) => records.find(({ type }) => type === 'open')?.cp_nonce ?? '');
  const [nonce = ''] = nonces;
  if (nonce === '') return 'the open records carry no cp_nonce';
  if (nonces.some((other) => other !== nonce)) return 'the recorders opened with different cp_nonce values';
  for (const { place, state, value } of lines) {
    if (state !== 'read') return `${place}: not a verified statement`;
    const fault = statementFault(value);
    if (fault !== undefined) return `${place}: ${fault}`;
    if ((value as unknown as AelStatement).nonce !== nonce) return `${place}: the nonce is not the run's`;
  }
  return undefined;
}

function twoWay(
  statements: readonly AelStatement[],
  recorders: readonly RecorderEvidence[],
  flows: readonly string[],
): AelOutcome {
  if (flows.length === 0) return unverifiable('no flows are declared');
  const sent = recorders.flatMap(eventsOf).filter((event) => event.dir === 'out' && flows.includes(event.class));
  const recorded = new Set(sent.map(({ id }) => id));
  const spoken = statements.filter(({ flow }) => flows.includes(flow));
  const confirmed = new Set(spoken.flatMap(({ received }) => received?.event_id ?? []));
  const unconfirmed = missingFrom(recorded, confirmed);
  if (unconfirmed !== undefined) return failed(`event ${unconfirmed} is recorded and not confirmed`);
  const unrecorded = missingFrom(confirmed, recorded);
  if (unrecorded !== undefined) return failed(`event ${unrecorded} is confirmed and not recorded`);
  const denied = spoken.find(({ none }) => none === true)?.flow;
  const contradicts = denied !== undefined && sent.some((event) => event.class === denied);
  return contradicts ? failed(`flow ${denied} has events and a statement that there were none`) : PASS;
}

/** Checks r, s, t and v of a run, and what its statements add to w. */
export function checkStatements(
  run: string,
  recorders: readonly RecorderEvidence[],
  { statements, manifest }: AelArtifact,
): { readonly outcomes: Record<string, AelOutcome>; readonly schemaFault: string | undefined } {
  const { key, flows } = manifest.counterparty ?? { key: '', flows: [] };
  const independent = (verified: boolean): AelOutcome => isIndependent(key, recorders, verified, 'counterparty');
  if (!('value' in statements)) {
    const outcome = unverifiable('absent' in statements ? statements.absent : statements.malformed);
    return { outcomes: { r: outcome, s: outcome, t: outcome, v: independent(false) }, schemaFault: undefined };
  }
  const all = statements.value;
  const mine = all.filter((line) => concerns(line, run));
  const judged = mine.length === 0 ? all : mine;
  const fault = judged.length === 0 ? 'the counterparty says nothing' : statementsFault(judged);
  const wrongRun = mine.length === 0 ? 'wrong-run: no statement is about this run' : boundFault(mine, recorders);
  const read = mine.filter(({ state, value }) => state === 'read' && statementFault(value) === undefined);
  const whole = recorders.every((recorder) => recorder.whole);
  const t = whole
    ? twoWay(
        read.map(({ value }) => value as unknown as AelStatement),
        recorders,
        flows,
      )
    : unverifiable('not every line is a verified record');
  const verified = all.some(({ state }) => state !== 'bad');
  const outcomes = { r: faultOutcome(fault), s: faultOutcome(wrongRun), t, v: independent(verified) };
  return { outcomes, schemaFault: statementsFault(mine.filter(({ state }) => state === 'read')) };
}
