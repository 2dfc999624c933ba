// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { decodeGoJson, integerOf } from '../canonical/go-json-decode.js';
import { goString, goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import type { JsonNode } from '../canonical/json-reader.js';
import { compareCodePoints } from '../canonical/text.js';
import type { FactValue, Facts } from './facts.js';
import type { CheckpointDetail, DecisionDetail, TranscriptRootDetail } from './recorder-entry.js';

const CHECKPOINT = goStruct<CheckpointDetail>({
  entry_count: 'int',
  first_seq: 'uint64',
  last_seq: 'uint64',
  signature: 'string',
});

const TRANSCRIPT_ROOT = goStruct<TranscriptRootDetail>({
  session_id: 'string',
  final_seq: 'uint64',
  root_hash: 'string',
  receipt_count: 'uint64',
  start_time: 'time',
  end_time: 'time',
});

/** Detail text of a `checkpoint` entry. */
export function writeCheckpointDetail(detail: CheckpointDetail): string {
  return writeGoJson(CHECKPOINT, detail);
}

/** Reads the untrusted detail of a `checkpoint` entry. Throws FormatError. */
export function parseCheckpointDetail(text: string): CheckpointDetail {
  return decodeGoJson(CHECKPOINT, parseStrictJson(text), text);
}

/** Detail text of a `transcript_root` entry. */
export function writeTranscriptRootDetail(detail: TranscriptRootDetail): string {
  return writeGoJson(TRANSCRIPT_ROOT, detail);
}

/** Reads the untrusted detail of a `transcript_root` entry. Throws FormatError. */
export function parseTranscriptRootDetail(text: string): TranscriptRootDetail {
  return decodeGoJson(TRANSCRIPT_ROOT, parseStrictJson(text), text);
}

/**
 * Detail text of a `decision` entry: keys sorted at both levels, Go escapes. Throws FormatError `field_value` when a
 * fact is a number that is not a safe integer: such a fact could not be compared again by another implementation.
 */
export function writeDecisionDetail(detail: DecisionDetail): string {
  return (
    `{"action_id":${goString(detail.action_id)},"facts":${writeFacts(detail.facts)},"layer":${goString(detail.layer)}` +
    `,"pattern":${goString(detail.pattern)},"phase":${goString(detail.phase)},"policy":${goString(detail.policy)}` +
    `,"reason":${goString(detail.reason)},"request_id":${goString(detail.request_id)}` +
    `,"verdict":${goString(detail.verdict)}}`
  );
}

function writeFacts(facts: Facts): string {
  let out = '';
  for (const name of Object.keys(facts).sort(compareCodePoints)) {
    const value = facts[name];
    if (value !== undefined) out += `${out === '' ? '{' : ','}${goString(name)}:${writeFact(name, value)}`;
  }
  return out === '' ? '{}' : `${out}}`;
}

function writeFact(name: string, value: FactValue): string {
  if (typeof value === 'string') return goString(value);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new FormatError('field_value', 'a fact is an integer, a string or a boolean', { path: `/facts/${name}` });
  }
  return String(value);
}

const DECISION_TEXTS = ['action_id', 'layer', 'pattern', 'phase', 'policy', 'reason', 'request_id', 'verdict'] as const;

/**
 * Reads the untrusted detail of a `decision` entry that this product wrote. Throws FormatError `unknown_field`,
 * `missing_field`, `json_type`, `json_number`. Decision details of other writers have other members and are refused.
 */
export function parseDecisionDetail(text: string): DecisionDetail {
  const node = parseStrictJson(text);
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected');
  const members = new Map(node.members.map(({ key, value }) => [key, value]));
  const facts = readFacts(members.get('facts'));
  const texts = DECISION_TEXTS.map((name) => [name, readText(members.get(name), name)] as const);
  const known = new Set<string>([...DECISION_TEXTS, 'facts']);
  for (const name of members.keys()) {
    if (!known.has(name)) throw new FormatError('unknown_field', 'unknown member', { path: `/${name}` });
  }
  return { ...(Object.fromEntries(texts) as unknown as Omit<DecisionDetail, 'facts'>), facts };
}

function readText(node: JsonNode | undefined, name: string): string {
  if (node === undefined) throw new FormatError('missing_field', `member ${name} is missing`, { path: `/${name}` });
  if (node.kind !== 'string') throw new FormatError('json_type', 'a string is expected', { path: `/${name}` });
  return node.value;
}

function readFacts(node: JsonNode | undefined): Facts {
  if (node === undefined) throw new FormatError('missing_field', 'member facts is missing', { path: '/facts' });
  if (node.kind !== 'object') throw new FormatError('json_type', 'an object is expected', { path: '/facts' });
  // No prototype: fact names are untrusted and are looked up by name.
  const facts = Object.create(null) as Record<string, FactValue>;
  for (const { key, value } of node.members) facts[key] = readFact(value, `/facts/${key}`);
  return facts;
}

function readFact(node: JsonNode, path: string): FactValue {
  if (node.kind === 'string' || node.kind === 'boolean') return node.value;
  return Number(integerOf(node, BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER), path));
}
