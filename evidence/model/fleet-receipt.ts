// SPDX-License-Identifier: Apache-2.0
import { canonicalTime } from '../canonical/go-text.js';
import { instantOf } from '../canonical/instant.js';
import { demand } from '../canonical/errors.js';
import { fromPlain } from '../canonical/jcs.js';
import { integer, KINDS, listOf, mapOf, oneOf, textWhere } from '../canonical/go-kinds.js';
import { object, type GoValue } from '../canonical/go-words.js';
import { compareCodePoints } from '../canonical/text.js';
import type { Statement, StatementSubject } from './statement.js';

export const FLEET_PREDICATE = 'https://pipelab.org/attestation/fleet-receipt/v1';

const GROUPS = ['byFollower', 'byTransport', 'byActionType', 'byVerdict', 'byLayer', 'bySeverity'] as const;

const FRACTION = /^(?:0(?:\.(\d{1,15}))?|1)$/;

const WINDOW = object('start:time end:time');
const BATCH = object(`
  orgId fleetId instanceId batchId seqStart:count seqEnd:count eventCount:count payloadSha256:hash payloadBytes:count
  envelopeHash:hash segmentTailHash:hash droppedCount:count emittedAt:time receivedAt:time signatureKeyIds:filled
`);
const SUMMARY = object(
  `
  totalActions:count byFollower:counts byTransport:counts byActionType:counts byVerdict:counts byLayer:counts
  bySeverity:counts
`,
  { counts: mapOf(KINDS.count) },
);
const COMPLETENESS = object(
  `
  observedActions:count droppedObservedActions:count mediatedActions:count mediatedFraction:fraction basis:basis
  claim nonClaim
`,
  {
    fraction: textWhere('a decimal from 0 to 1', FRACTION),
    basis: oneOf('included_signed_audit_batches'),
  },
);
const PREDICATE = object(
  `
  schemaVersion:one reportId generatedAt:time orgId fleetId reportWindow:{} verificationLevel conductor:{}
  sourceBatches:batches summary:{} completeness:{} limits:filled
`,
  {
    one: integer<number>(1n, 1n),
    reportWindow: WINDOW,
    conductor: object('id version'),
    batches: listOf(BATCH, 1),
    summary: SUMMARY,
    completeness: COMPLETENESS,
  },
);

/** A signed batch of audit events. */
export type SourceBatch = GoValue<typeof BATCH>;
/** A fleet report: sums over audit batches of many instances. Wire names; the fraction is a decimal text. */
export type FleetReport = GoValue<typeof PREDICATE>;

/** Reads the predicate of an untrusted statement. Throws FormatError; what it adds up to is `fleetFaults`'s matter. */
export function parseFleetReport({ predicateType, predicate }: Statement): FleetReport {
  demand(predicateType === FLEET_PREDICATE, `${FLEET_PREDICATE} is expected`);
  PREDICATE.read(fromPlain(predicate), '/predicate', '');
  return predicate as unknown as FleetReport;
}

export interface FleetFault {
  readonly code: 'level' | 'source_batch' | 'subject' | 'summary_arithmetic' | 'completeness_arithmetic';
  readonly message: string;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function batchFault(batch: SourceBatch, before: SourceBatch | undefined, report: FleetReport): string | undefined {
  const { orgId, fleetId, instanceId, seqStart, seqEnd, eventCount } = batch;
  if (orgId !== report.orgId || fleetId !== report.fleetId) return 'it belongs to another fleet';
  if (seqEnd - seqStart + 1 !== eventCount) return `${eventCount} events do not fill ${seqStart} to ${seqEnd}`;
  if (before === undefined || compareCodePoints(before.instanceId, instanceId) < 0) return undefined;
  if (before.instanceId === instanceId && before.batchId === batch.batchId) return 'it stands there twice';
  return before.instanceId === instanceId && before.seqEnd < seqStart ? undefined : 'it is out of order';
}

/** Whether the text is mediated / observed, exactly or cut or rounded to its digits. */
function isFraction(text: string, mediated: number, observed: number): boolean {
  if (mediated >= observed) return mediated === observed && text === '1';
  const digits = FRACTION.exec(text)?.[1] ?? '';
  const scale = 10n ** BigInt(digits.length);
  const difference = BigInt(digits === '' ? text : digits) * BigInt(observed) - BigInt(mediated) * scale;
  const off = difference < 0n ? -difference : difference;
  return off === 0n || (digits !== '' && off < BigInt(observed));
}

/** What does not add up in a report of level 1. An empty list proves the arithmetic, not the batches themselves. */
export function fleetFaults(report: FleetReport, subjects: readonly StatementSubject[]): readonly FleetFault[] {
  const { sourceBatches: batches, summary, completeness, reportWindow, verificationLevel: level } = report;
  const faults: FleetFault[] = [];
  const expect = (holds: boolean, code: FleetFault['code'], message: string): void => {
    if (!holds) faults.push({ code, message });
  };
  expect(level === 'L1', 'level', `level ${level} cannot be verified offline, only L1`);
  // As times: of two spellings the texts may stand in another order.
  const [start, end] = [reportWindow.start, reportWindow.end].map((time) => instantOf(canonicalTime(time)));
  expect((start as bigint) < (end as bigint), 'source_batch', 'the report window is empty');
  batches.forEach((batch, index) => {
    const fault = batchFault(batch, batches[index - 1], report);
    expect(fault === undefined, 'source_batch', `${batch.instanceId}/${batch.batchId}: ${fault ?? ''}`);
  });
  const named = batches.map((batch) => {
    const { orgId, fleetId, instanceId, batchId, envelopeHash } = batch;
    return `conductor-audit-batch:${orgId}/${fleetId}/${instanceId}/${batchId} ${envelopeHash}`;
  });
  const given = subjects.map(({ name, digest }) => `${name} ${digest.sha256}`);
  expect(given.join('\n') === named.join('\n'), 'subject', 'the subjects are not the source batches, in their order');

  const total = summary.totalActions;
  const sumOf = (name: 'eventCount' | 'droppedCount'): number => sum(batches.map((batch) => batch[name]));
  expect(total === sumOf('eventCount'), 'summary_arithmetic', `${total} actions, not the events of the batches`);
  for (const group of GROUPS) {
    const parts = sum(Object.values(summary[group]));
    expect(parts === total, 'summary_arithmetic', `${group} adds up to ${parts}, not to ${total}`);
  }
  const { observedActions, mediatedActions, mediatedFraction, droppedObservedActions: dropped } = completeness;
  const code = 'completeness_arithmetic';
  expect(observedActions === total, code, `${observedActions} observed actions, ${total} in the summary`);
  expect(dropped === sumOf('droppedCount'), code, `${dropped} dropped actions, not those of the batches`);
  const isExact = isFraction(mediatedFraction, mediatedActions, observedActions);
  expect(isExact, code, `${mediatedFraction} is not ${mediatedActions} of ${observedActions}`);
  return faults;
}
