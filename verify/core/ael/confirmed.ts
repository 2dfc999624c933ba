// SPDX-License-Identifier: Apache-2.0
import { statementFault, statementMembersFault, statementRun } from '../../../evidence/model/ael/counterparty.js';
import type { AelStatement } from '../../../evidence/model/ael/counterparty.js';
import { unread, type AelArtifact, type RecorderEvidence } from './artifact.js';
import type { ReadLine } from './lines.js';
import { failed, faultOutcome, PASS, unverifiable, type AelOutcome, type PartResult } from './outcome.js';
import { eventsOf, isIndependent, missingFrom } from './recorders.js';

/** A line that cannot be read speaks about every run, so that damage hides nothing. */
function concerns({ state, value }: ReadLine, run: string): boolean {
  const named = state === 'read' ? statementRun(value) : undefined;
  return named === undefined || named === run;
}

function statementsFault(lines: readonly ReadLine[]): string | undefined {
  for (const { place, state, message, value } of lines) {
    const fault = state === 'read' ? statementMembersFault(value) : message;
    if (fault !== undefined) return `${place}: ${fault}`;
  }
  return undefined;
}

function boundFault(lines: readonly ReadLine[], recorders: readonly RecorderEvidence[]): string | undefined {
  const nonces = recorders.flatMap(({ records }) => {
    const opens = records.filter(({ type }) => type === 'open');
    return opens.length === 0 ? [''] : opens.map(({ cp_nonce: own = '' }) => own);
  });
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
  flows: ReadonlySet<string>,
): AelOutcome {
  if (flows.size === 0) return unverifiable('no flows are declared');
  const sent = recorders.flatMap(eventsOf).filter((event) => event.dir === 'out' && flows.has(event.class));
  const recorded = new Set(sent.map(({ id }) => id));
  const spoken = statements.filter(({ flow }) => flows.has(flow));
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
): PartResult {
  const { key, flows } = manifest.counterparty ?? {};
  const { value: all, missing } = statements;
  const v = isIndependent(key, recorders, 'counterparty');
  if (all === undefined) return { outcomes: { r: missing, s: missing, t: missing, v } };
  const mine = all.filter((line) => concerns(line, run));
  const read = mine.filter(({ state }) => state === 'read');
  const spoken = read.flatMap(({ value }) =>
    statementFault(value) === undefined ? [value as unknown as AelStatement] : [],
  );
  const outcomes = {
    r: faultOutcome(
      all.length === 0 ? 'the counterparty says nothing' : statementsFault(mine.length === 0 ? all : mine),
    ),
    s:
      mine.length === 0
        ? failed('wrong-run: no statement is about this run')
        : (unread(recorders) ?? faultOutcome(boundFault(mine, recorders))),
    t: unread(recorders) ?? twoWay(spoken, recorders, new Set(flows)),
    v,
  };
  return { outcomes, schemaFault: statementsFault(read) };
}
