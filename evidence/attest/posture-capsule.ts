// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../canonical/jcs.js';
import type { JsonValue } from '../canonical/json-reader.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { PostureEvidence } from '../model/posture-capsule.js';
import type { PostureBody } from '../sign/posture-capsule.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';

export type RecorderSummary = PostureEvidence['flight_recorder'];
type VerdictCounts = NonNullable<RecorderSummary['scanner_verdict']>[string];

/** What one recorded receipt adds to the summary. */
export type TalliedRecord = Pick<
  ActionRecord,
  'timestamp' | 'verdict' | 'layer' | 'decision_phase' | 'session_control'
>;

/** Layer under which verdicts are counted that no layer claims, such as every plain allow. */
const NO_LAYER = 'unknown';

const COLUMN: Readonly<Record<string, keyof VerdictCounts>> = { allow: 'allow', warn: 'warn', strip: 'warn' };

/**
 * Counts the decisions in recorded receipts. Records of a run's own life and outcomes, which repeat a decision, are
 * left out. A verdict that lets nothing pass as it was counts as a block.
 */
export function tallyReceipts(records: Iterable<TalliedRecord>): RecorderSummary {
  const layers = new Map<string, Record<keyof VerdictCounts, number>>();
  let count = 0;
  let last = '';
  for (const { timestamp, verdict, layer, decision_phase, session_control } of records) {
    if (session_control !== undefined || decision_phase === 'outcome') continue;
    count++;
    if (last === '' || Date.parse(timestamp) > Date.parse(last)) last = timestamp;
    const name = layer === undefined || layer === '' ? NO_LAYER : layer;
    const counts = layers.get(name) ?? { allow: 0, block: 0, warn: 0 };
    counts[COLUMN[verdict] ?? 'block']++;
    layers.set(name, counts);
  }
  return {
    receipt_count: count,
    ...(last === '' ? {} : { last_receipt_at: last }),
    scanner_verdict: count === 0 ? null : Object.fromEntries(layers),
  };
}

/** Days a capsule is valid for unless its maker says otherwise. */
export const DEFAULT_EXPIRATION_DAYS = 30;

const DAY_MS = 86_400_000;

/** The unsigned capsule. `generatedAt` is RFC 3339; whole seconds are kept, as the existing tools print them. */
export function buildPosture(
  evidence: PostureBody['evidence'],
  about: {
    readonly generatedAt: string;
    readonly expirationDays: number;
    readonly toolVersion: string;
    readonly configHash: string;
  },
): PostureBody {
  const start = Math.floor(Date.parse(about.generatedAt) / 1000) * 1000;
  const time = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
  return {
    schema_version: '1',
    generated_at: time(start),
    expires_at: time(start + about.expirationDays * DAY_MS),
    tool_version: about.toolVersion,
    config_hash: about.configHash,
    evidence,
  };
}

/** SHA-256 of the effective configuration in the canonical form of the capsule, as 64 hex digits. */
export function postureConfigHash(config: object, suite: CryptoSuite): string {
  return suite.sha256Hex(canonicalizeJcsValue(config as JsonValue, 'sorted_go'));
}
