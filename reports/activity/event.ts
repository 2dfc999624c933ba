// SPDX-License-Identifier: Apache-2.0
import { EVENT_CLASSES, META_EVENTS, SCAN_EVENTS, type EventClass } from './vocabulary.table.js';

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type ActivitySeverity = (typeof SEVERITIES)[number];

/** One line of a log or of recorded evidence, in the words of this report. All texts are untrusted; absent ones are ''. */
export interface ActivityEvent {
  readonly atMs: number;
  /** Name of the event; of a receipt, what an operator's log would have called it. */
  readonly event: string;
  readonly class: EventClass;
  /** Scanner or layer that decided; the event's own name where it says none. */
  readonly label: string;
  readonly severity: ActivitySeverity;
  readonly url: string;
  readonly method: string;
  readonly transport: string;
  readonly phase: string;
  readonly reason: string;
  readonly pattern: string;
  /** Name or address of who acted. */
  readonly agent: string;
  readonly id: string;
  /** The technique that the line itself names. */
  readonly technique: string;
}

/** A line about the product: which version, under which configuration. */
export interface MetaEvent {
  readonly atMs: number;
  readonly meta: string;
  readonly version: string;
  readonly mode: string;
  readonly configHash: string;
  readonly policyHash: string;
}

/** `ignored`: a line that is read and says nothing about activity. `undefined`: not a line of any known form. */
export type Reading = ActivityEvent | MetaEvent | 'ignored' | undefined;

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function timeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  const usual = usualTime(value);
  if (usual !== undefined) return usual;
  return INSTANT.test(value) ? Date.parse(value) : NaN;
}

/** The number that so many digits stand for; NaN when they are no digits. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

const [DASH, COLON] = [0x2d, 0x3a];

function hasMarks(text: string): boolean {
  const isDate = text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && text[10] === 'T';
  return (
    isDate && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON && text[19] === '.' && text[23] === 'Z'
  );
}

/**
 * The spelling that logs use, `2026-11-26T00:00:00.000Z`, several times faster than `Date.parse`; undefined for any
 * other, and for numbers that no calendar has.
 */
function usualTime(text: string): number | undefined {
  if (text.length !== 24 || !hasMarks(text)) return undefined;
  const day = usualDay(text);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const ms = digits(text, 20, 3);
  const isTime = hour < 24 && minute < 60 && second < 60 && ms >= 0;
  return isTime && day >= 0 ? day + ((hour * 60 + minute) * 60 + second) * 1000 + ms : undefined;
}

/** The day before, which is mostly the day of the next line too. */
let known = { text: '', startMs: NaN };

/** When the day began that a time begins with; NaN for one that the calendar may not have. */
function usualDay(text: string): number {
  if (text.startsWith(known.text) && known.text !== '') return known.startMs;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return NaN;
  // A copy: a piece cut out of the line would keep the whole line in memory.
  known = { text: `${String(year)}-${text.slice(5, 7)}-${text.slice(8, 10)}`, startMs: Date.UTC(year, month - 1, day) };
  return known.startMs;
}

/** RFC 3339: anything else that `Date.parse` takes depends on where it runs. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/;

/** Dates outside these are a fault of the line: 1970 to the end of 9999. */
function isPlausible(atMs: number): boolean {
  return atMs >= 0 && atMs < 253_402_300_800_000;
}

/**
 * Reads one line, parsed from JSON: of an operator's log, of an emitted envelope `{severity, type, timestamp, fields}`,
 * or of a recorder file. Never throws.
 */
export function readActivity(line: unknown): Reading {
  if (!isObject(line)) return undefined;
  if (line['prev_hash'] !== undefined && line['detail'] !== undefined) return readEntry(line);
  const { fields } = line;
  if (isObject(fields) && typeof line['type'] === 'string') {
    return readLogLine({ ...fields, severity: line['severity'] }, line['type'], timeOf(line['timestamp']));
  }
  return typeof line['event'] === 'string' ? readLogLine(line, line['event'], timeOf(line['time'])) : undefined;
}

function readLogLine(fields: Fields, event: string, atMs: number): Reading {
  if (!isPlausible(atMs) || event === '' || event.length > 64) return undefined;
  if (META_EVENTS.has(event)) {
    if (event === 'ended') return 'ignored';
    const { version, mode, config_hash: configHash, policy } = fields;
    const policyHash = text(policy);
    return { atMs, meta: event, version: text(version), mode: text(mode), configHash: text(configHash), policyHash };
  }
  const kind = classOf(event, fields);
  const label = text(fields['scanner']) || text(fields['layer']);
  return {
    atMs,
    event,
    class: kind,
    label: label === '' || label === 'none' ? event : label,
    severity: severityOf(event, kind, label, fields['severity']),
    url: text(fields['url']) || text(fields['target']),
    method: text(fields['method']),
    transport: text(fields['transport']),
    phase: text(fields['phase']),
    reason: text(fields['reason']),
    pattern: text(fields['pattern']) || text(fields['patterns']),
    agent: text(fields['agent']) || text(fields['client_ip']),
    id: text(fields['action_id']) || text(fields['request_id']),
    technique: text(fields['mitre_technique']),
  };
}

function classOf(event: string, { action, outcome }: Fields): EventClass {
  if (SCAN_EVENTS.has(event)) return action === 'block' ? 'block' : 'warn';
  const found = Object.hasOwn(EVENT_CLASSES, event) ? EVENT_CLASSES[event] : undefined;
  // What passed, but not as it was sent.
  if (found === 'allow' && typeof outcome === 'string' && outcome !== 'allow') return 'warn';
  return found ?? 'other';
}

function severityOf(event: string, kind: EventClass, label: string, own: unknown): ActivitySeverity {
  const stops = event === 'kill_switch_deny' || label === 'kill_switch';
  if (kind === 'block' && (stops || event === 'chain_detection' || label === 'chain_detection')) return 'critical';
  if (own === 'critical' || own === 'high' || own === 'medium' || own === 'low') return own;
  if (kind === 'block') return 'high';
  return kind === 'warn' ? 'medium' : 'info';
}

/** A receipt of a recorder file; entries of other types repeat it or say nothing about traffic. */
function readEntry({ type, detail }: Fields): Reading {
  if (typeof type !== 'string') return undefined;
  if (type !== 'action_receipt') return 'ignored';
  const record = isObject(detail) ? detail['action_record'] : undefined;
  if (!isObject(record)) return undefined;
  const { verdict, decision_phase: phase, transport, layer, timestamp, pattern, policy_hash } = record;
  const atMs = timeOf(timestamp);
  if (!isPlausible(atMs) || typeof verdict !== 'string') return undefined;
  if (transport === 'receipt_session') {
    return { atMs, meta: 'session', version: '', mode: '', configHash: '', policyHash: text(policy_hash) };
  }
  // The end of an action that was let through was counted when it began.
  if (phase === 'outcome' && verdict === 'allow') return 'ignored';
  const kind = verdict === 'block' ? 'block' : verdict === 'allow' ? 'allow' : 'warn';
  const event = kind === 'block' ? 'blocked' : 'allowed';
  const label = text(layer);
  return {
    atMs,
    event,
    class: kind,
    label: label === '' || label === 'none' ? event : label,
    severity: severityOf(event, kind, label, undefined),
    url: text(record['target']),
    method: text(record['method']),
    transport: text(transport),
    phase: '',
    reason: '',
    pattern: text(pattern),
    agent: text(record['actor']),
    id: text(record['action_id']),
    technique: '',
  };
}
