// SPDX-License-Identifier: Apache-2.0
import { canonicalTime } from '../../../evidence/canonical/go-text.js';
import { instantOf } from '../../../evidence/canonical/instant.js';
import { NO_RECORD, type AelRecord } from '../../../evidence/model/ael/record.js';
import type { PlainObject } from '../../../evidence/model/ael/shape.js';
import { unread, type RecorderEvidence } from './artifact.js';
import type { ReadLine } from './lines.js';
import { failed, faultOutcome, unverifiable, worstOf, type AelOutcome, type AelOutcomes } from './outcome.js';

/** A check of one recorder: what is wrong, or nothing. It sees only recorders all of whose lines are records. */
type Judge = (recorder: RecorderEvidence) => string | undefined;

function judgeEach(recorders: readonly RecorderEvidence[], judge: Judge): AelOutcome {
  const outcomes = recorders.map((recorder) => {
    const fault = recorder.whole ? judge(recorder) : undefined;
    return unread([recorder]) ?? faultOutcome(fault && `${recorder.entry.file}: ${fault}`);
  });
  return outcomes.length === 0 ? (unread(recorders) as AelOutcome) : worstOf(outcomes);
}

function firstFault(records: readonly AelRecord[], judge: (record: AelRecord, at: number) => string | undefined) {
  for (const [at, record] of records.entries()) {
    const fault = judge(record, at);
    if (fault !== undefined) return `record ${at + 1}: ${fault}`;
  }
  return undefined;
}

function firstLine(lines: readonly ReadLine[], state: ReadLine['state']): string | undefined {
  const found = lines.find((line) => line.state === state);
  return found && `${found.place}: ${found.message}`;
}

function signatures(recorders: readonly RecorderEvidence[], lines: readonly ReadLine[]): AelOutcome {
  if (recorders.length === 0) return failed('the run has no recorder');
  const fault = recorders.find((recorder) => recorder.lines.length === 0)?.missing ?? firstLine(lines, 'bad');
  const unknown = firstLine(lines, 'unknown_key');
  return fault === undefined && unknown !== undefined ? unverifiable(unknown) : faultOutcome(fault);
}

function payloads(fault: string | undefined, lines: readonly ReadLine[]): AelOutcome {
  const read = lines.every(({ state }) => state === 'read');
  return fault === undefined && !read ? unverifiable('some records are not verified') : faultOutcome(fault);
}

function identity({ entry, records }: RecorderEvidence): string | undefined {
  let last = -1;
  return firstFault(records, ({ run, recorder, seq }, at) => {
    if (run !== entry.run || recorder !== entry.id) return `belongs to recorder ${recorder} of run ${run}`;
    if (at === 0 && seq !== 0) return `the first seq is ${seq}`;
    if (seq <= last) return `seq ${seq} after ${last}`;
    last = seq;
    return undefined;
  });
}

function links({ records, lines }: RecorderEvidence): string | undefined {
  return firstFault(records, ({ prev }, at) => {
    const before = at === 0 ? NO_RECORD : lines[at - 1]?.hash;
    return prev === before ? undefined : 'prev is not the hash of the record before it';
  });
}

/** The seconds an open record allows between two signs of life; 0 when it promises none. */
function promised([open]: readonly AelRecord[]): number {
  return open?.hmax === undefined || open.hmax === 0 ? 0 : open.hmax + (open.htol as number);
}

function opens({ records }: RecorderEvidence): string | undefined {
  const [first] = records;
  if (first?.type !== 'open' || first.seq !== 0) return 'does not begin with an open record of seq 0';
  return promised(records) === 0 ? 'promises no heartbeats (hmax 0)' : undefined;
}

/** In nanoseconds; what is finer is cut off. */
function timeOf({ ts }: AelRecord): bigint {
  return instantOf(canonicalTime(ts));
}

/** Activities do not stand in for heartbeats: only open, heartbeats and the last record are signs of life. */
function beats({ records }: RecorderEvidence): string | undefined {
  const limit = promised(records);
  if (limit === 0) return undefined;
  if (!records.some(({ type }) => type === 'heartbeat')) return 'no heartbeat after the open record';
  const first = (list: readonly AelRecord[], wrong: (gap: bigint) => boolean): AelRecord | undefined =>
    list.find((record, at) => at > 0 && wrong(timeOf(record) - timeOf(list[at - 1] as AelRecord)));
  const early = first(records, (gap) => gap < 0n);
  if (early !== undefined) return `record seq ${early.seq}: ts ${early.ts} is earlier than the record before it`;
  const signs = records.filter(({ type }, at) => at === 0 || type === 'heartbeat' || at === records.length - 1);
  const silent = first(signs, (gap) => gap > BigInt(limit) * 1_000_000_000n);
  return silent && `record seq ${silent.seq}: more than ${limit} s since the last heartbeat`;
}

function closes({ records, lines }: RecorderEvidence): string | undefined {
  const last = records.at(-1);
  if (last?.type !== 'close') return 'the last record is not a close';
  const early = records.findIndex(({ type }) => type === 'close');
  if (early < records.length - 1) return `record ${early + 1} is a close and is not the last`;
  if (last.count !== records.length)
    return `the close counts ${last.count as number} records, ${records.length} are here`;
  return last.head === lines[records.length - 2]?.hash ? undefined : 'the head of the close is another record';
}

function leftOpen({ records }: RecorderEvidence): string | undefined {
  const closed = promised(records) === 0 || records.at(-1)?.type === 'close';
  return closed ? undefined : 'promised heartbeats and has no close: open, or ended abnormally';
}

function gaps({ records }: RecorderEvidence): string | undefined {
  return firstFault(records, ({ seq }, at) => (seq === at ? undefined : `seq is ${seq}, not ${at}`));
}

const JUDGES = { d: identity, e: links, f: opens, g: gaps, h: beats, i: closes, j: leftOpen };

/** Checks a to j and w: what each recorder of a run shows by itself. */
export function checkRecords(recorders: readonly RecorderEvidence[]): AelOutcomes {
  const lines = recorders.flatMap((recorder) => recorder.lines);
  const a = signatures(recorders, lines);
  const shape = recorders.find(({ schemaFault }) => schemaFault !== undefined)?.schemaFault;
  const canonical = lines.filter(({ state }) => state !== 'not_canonical');
  // No record at all for the other checks, which d alone can say.
  const other = lines.find(({ state, value }) => state === 'read' && (value as PlainObject)['v'] !== 1);
  return {
    a,
    b: payloads(firstLine(lines, 'not_canonical'), canonical),
    c: a.status === 'PASS' ? unverifiable('an artifact cannot show that its keyholder is honest') : a,
    w: payloads(shape, lines),
    ...Object.fromEntries(Object.entries(JUDGES).map(([id, judge]) => [id, judgeEach(recorders, judge)])),
    ...(other === undefined ? {} : { d: failed(`${other.place}: v is not 1`) }),
  };
}

/** Whether one recorder alone has what the second rung of one recorder asks for. */
export function standsAlone(recorder: RecorderEvidence): boolean {
  const outcomes = checkRecords([recorder]);
  return ['a', 'b', 'w', ...Object.keys(JUDGES)].every((id) => outcomes[id]?.status === 'PASS');
}
