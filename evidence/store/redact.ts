// SPDX-License-Identifier: Apache-2.0
import { EvidenceUnavailableError, messageOf } from '../model/errors.js';
import type { DecisionDetail, EvidenceDraft, ReceiptDraft } from '../model/evidence-draft.js';
import type { Lock } from './escrow.js';
import type { EvidenceReceiptShape } from '../model/evidence-receipt/evidence-receipt.js';
import { newActionId } from './action-id.js';
import { writeOwnDecision } from './decision-text.js';
import { writeUnplacedEvidence, type UnplacedEvidence } from './evidence-text.js';
import { writeUnplacedRecord, type UnplacedRecord } from './record-text.js';

/** Names the rules that match a text; an empty list when it is clean. */
export type Redact = (text: string) => readonly string[];

/** Clean texts remembered, so that what comes again and again is looked at once. Texts that match are not kept. */
const REMEMBERED = 4_096;
/** Longer texts are looked at each time: what is remembered is chosen by traffic and must stay small. */
const REMEMBERED_LENGTH = 1_024;

export function rememberClean(redact: Redact): Redact {
  const clean = new Set<string>();
  return (text) => {
    if (clean.has(text)) return NOTHING;
    const rules = redact(text);
    if (rules.length > 0 || text.length > REMEMBERED_LENGTH) return rules;
    if (clean.size >= REMEMBERED) clean.clear();
    clean.add(text);
    return rules;
  };
}

const NOTHING: readonly string[] = [];

/** A draft that may be written: nothing in it matches a rule, and all that needs no chain is already text. */
export interface PreparedDraft {
  readonly decision?: {
    readonly detail: string;
    readonly summary: string;
    /** What was decided about, locked for the escrow key. */
    readonly locked?: Uint8Array;
  };
  readonly receipt: UnplacedRecord;
  /** The decision's receipt of version 2, where these are written too. */
  readonly evidence?: UnplacedEvidence;
}

/** What is written beside the decision and its receipt, where it is wanted. */
export interface Extras {
  /** Locks what was decided about. */
  readonly lock?: Lock | undefined;
  /** Shape of the decision's EvidenceReceipt v2. */
  readonly evidence?: EvidenceReceiptShape | undefined;
}

/** A secret here cannot be cut out without changing who or what the receipt is about, so the receipt is refused. */
const IDENTITY_FIELDS: ReadonlySet<string> = new Set([
  'action_id',
  'parent_action_id',
  'principal',
  'actor',
  'delegation_chain',
  'policy_hash',
  'session_id',
  'session_id_original',
]);

/**
 * Members whose values can be told from traffic's. `vocabulary`: the product chooses from fixed words. `identifier`: the
 * product made it; of another shape it is looked at like any text. `pattern`: an outcome in numbers and codes, or a text.
 */
const CLOSED: ReadonlyMap<string, 'vocabulary' | 'identifier' | 'pattern'> = new Map([
  ...['action_type', 'timestamp', 'side_effect_class', 'reversibility'].map((name) => [name, 'vocabulary'] as const),
  ...['verdict', 'decision_phase', 'transport'].map((name) => [name, 'vocabulary'] as const),
  ...['action_id', 'parent_action_id', 'request_id'].map((name) => [name, 'identifier'] as const),
  ...['policy', 'policy_hash'].map((name) => [name, 'identifier'] as const),
  ['pattern', 'pattern'],
]);
const IDENTIFIER = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/** An outcome in numbers and codes, as mediation writes it. */
const OUTCOME = /^(?:status=\d+ )?bytes=\d+ sent=\d+ reason=[a-z_]+(?: body=sha256:[0-9a-f]{64})?$/;

/** Whether a member's value cannot be anything but what its place says. */
function isFixed(name: string, value: unknown): boolean {
  const kind = CLOSED.get(name);
  if (kind === undefined || kind === 'vocabulary') return kind !== undefined;
  return typeof value === 'string' && (kind === 'identifier' ? IDENTIFIER : OUTCOME).test(value);
}

/** Calls `visit` with every string of a value, names of members included. */
function eachString(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value) eachString(item, visit);
  else if (typeof value === 'object' && value !== null) {
    for (const name of Object.keys(value)) {
      visit(name);
      eachString((value as Readonly<Record<string, unknown>>)[name], visit);
    }
  }
}

/** Calls `visit` with every string of a record that traffic could have had a hand in. */
function eachOpenString(record: object, visit: (text: string) => void): void {
  for (const name of Object.keys(record)) {
    const value = (record as Readonly<Record<string, unknown>>)[name];
    if (isFixed(name, value)) continue;
    if (typeof value === 'string') visit(value);
    else if (name === 'facts') eachFact(value as Readonly<Record<string, unknown>>, visit);
    else eachString(value, visit);
  }
}

/** Names of facts are this product's own; their values may be traffic's. */
function eachFact(facts: Readonly<Record<string, unknown>>, visit: (text: string) => void): void {
  for (const name of Object.keys(facts)) {
    const value = facts[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') eachString(value, visit);
  }
}

/** The whole field goes, not the span: what a detector reports as the match may be only part of the secret. */
function sanitised(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') {
    const rule = redact(value)[0];
    return rule === undefined ? value : `[redacted-${rule}]`;
  }
  if (Array.isArray(value)) return value.map((item) => sanitised(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [sanitised(name, redact), sanitised(member, redact)]);
  return Object.fromEntries(entries) as unknown;
}

function refuseIdentity(name: string, value: unknown, redact: Redact): void {
  eachString(value, (text) => {
    if (redact(text).length > 0) {
      throw new EvidenceUnavailableError('secret_in_identity', `${name} holds a secret, so no receipt can name it`);
    }
  });
}

function sanitiseReceipt(receipt: ReceiptDraft, redact: Redact): ReceiptDraft {
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(receipt)) {
    if (IDENTITY_FIELDS.has(name) && !isFixed(name, value)) refuseIdentity(name, value, redact);
    clean[name] = IDENTITY_FIELDS.has(name) || isFixed(name, value) ? value : sanitised(value, redact);
  }
  return clean as unknown as ReceiptDraft;
}

/** Summaries are one short line: control characters would break the entry's hash input, half a pair its encoding. */
function summaryText(text: string): string {
  return text
    .slice(0, 200)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd');
}

function summaryOf({ verdict, layer, pattern }: DecisionDetail): string {
  const matched = pattern === '' ? '' : ` (${pattern})`;
  return summaryText(`${verdict}: ${layer === '' ? 'unknown' : layer}${matched}`);
}

function prepareDecision(decision: DecisionDetail, redact: Redact | undefined): NonNullable<PreparedDraft['decision']> {
  const detail = writeOwnDecision(decision);
  const rules = new Set<string>();
  if (redact !== undefined) eachOpenString(decision, (text) => redact(text).forEach((rule) => rules.add(rule)));
  if (redact === undefined || rules.size === 0) return { detail, summary: summaryOf(decision) };
  const layer = sanitised(decision.layer, redact) as string;
  const pattern = sanitised(decision.pattern, redact) as string;
  const patterns = [...rules].sort().map((rule) => `[REDACTED:${rule}]`);
  const size = new TextEncoder().encode(detail).length;
  const replaced = `{"detected_patterns":${JSON.stringify(patterns)},"original_size":${size},"redacted":true}`;
  return { detail: replaced, summary: summaryOf({ ...decision, layer, pattern }) };
}

function isClean(draft: EvidenceDraft, redact: Redact): boolean {
  const { target } = draft.receipt;
  const strings: string[] = [];
  const collect = (text: string): void => {
    if (text !== target) strings.push(text);
  };
  if (draft.decision !== undefined) eachOpenString(draft.decision, collect);
  eachOpenString(draft.receipt, collect);
  // One pass over the rest: a scan's cost is mostly its start. What stands beside a target seldom changes, and a target
  // comes back with the outcome, so both are often known to be clean already.
  return redact(target).length === 0 && redact(strings.join('\n')).length === 0;
}

function lockedRaw({ raw }: EvidenceDraft, lock: Lock | undefined): Uint8Array | undefined {
  if (raw === undefined) return undefined;
  if (lock === undefined) throw new EvidenceUnavailableError('key', 'there is no key to seal what was decided about');
  return lock(raw);
}

function prepare(draft: EvidenceDraft, redact: Redact | undefined, { lock, evidence }: Extras): PreparedDraft {
  const dirty = redact !== undefined && !isClean(draft, redact);
  const active = dirty ? redact : undefined;
  const safe = active === undefined ? draft.receipt : sanitiseReceipt(draft.receipt, active);
  const receipt = writeUnplacedRecord(safe);
  if (draft.decision === undefined) return { receipt };
  const decision = prepareDecision(draft.decision, active);
  const locked = lockedRaw(draft, lock);
  const kept = locked === undefined ? decision : { ...decision, locked };
  // A response that passes as the request did decides nothing new.
  if (evidence === undefined || (safe.decision_phase === 'outcome' && safe.verdict === 'allow'))
    return { decision: kept, receipt };
  const { layer, pattern } = draft.decision;
  const cause = { layer, pattern: active === undefined ? pattern : (sanitised(pattern, active) as string) };
  return { decision: kept, receipt, evidence: writeUnplacedEvidence(safe, cause, newActionId(), evidence) };
}

/**
 * Takes secrets out of a draft before anything is hashed or signed. Content fields are replaced whole by
 * `[redacted-<rule>]`; a decision's detail becomes the names of what was found. Throws EvidenceUnavailableError:
 * `secret_in_identity` when a field that says who or what would have to change, `io` when the draft is no record, `key`
 * when something is to go into escrow and there is no key for it. It is locked here, on the caller's thread.
 */
export function prepareDraft(draft: EvidenceDraft, redact: Redact | undefined, extras: Extras = {}): PreparedDraft {
  try {
    return prepare(draft, redact, extras);
  } catch (error) {
    if (error instanceof EvidenceUnavailableError) throw error;
    // What could not be scanned is not written.
    throw new EvidenceUnavailableError('io', `the record could not be prepared: ${messageOf(error)}`, { cause: error });
  }
}
