// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { parseStrictJson, toPlain, type JsonValue } from '../canonical/json-reader.js';
import { isHex } from '../canonical/text.js';
import type { AssessmentManifest } from './assessment.js';

const REQUIRED = [
  'schema_version',
  'version',
  'build_sha',
  'run_id',
  'config_file',
  'config_hash',
  'license_tier',
  'started_at',
  'platform',
  'status',
  'renderer_version',
  'scoring_version',
] as const;
const TEXTS = [
  'completed_at',
  'finalized_at',
  'failed_at',
  'failure_reason',
  'git_commit',
  'compliance_omitted_reason',
];
const FLAGS = ['config_drifted', 'allow_partial'];
const DIGESTS = ['artifacts', 'evidence_hashes'];
const KNOWN: ReadonlySet<string> = new Set([...REQUIRED, ...TEXTS, ...FLAGS, ...DIGESTS, 'skipped_primitives']);
const STATES: readonly string[] = ['initialized', 'running', 'completed', 'finalized', 'failed'];
const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function require(holds: boolean, what: string): void {
  if (!holds) throw new FormatError('field_value', `manifest: ${what}`);
}

function isDigestMap(value: JsonValue | undefined): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((digest) => typeof digest === 'string' && isHex(digest, 64))
  );
}

function checkShape(body: Readonly<Record<string, JsonValue | undefined>>): void {
  for (const name of REQUIRED) require(typeof body[name] === 'string', `${name} is expected`);
  for (const name of TEXTS) require(body[name] === undefined || typeof body[name] === 'string', `${name} is not text`);
  for (const name of FLAGS) require(body[name] === undefined || typeof body[name] === 'boolean', `${name} is no flag`);
  require(isDigestMap(body['evidence_hashes']), 'evidence_hashes maps names to SHA-256 digests');
  require(body['artifacts'] === undefined || isDigestMap(body['artifacts']), 'artifacts maps paths to SHA-256 digests');
  const skipped = body['skipped_primitives'] ?? [];
  require(Array.isArray(skipped) && skipped.every((one) => typeof one === 'string'), 'skipped_primitives is a list');
  const { status, run_id: runId } = body;
  require(typeof status === 'string' && STATES.includes(status), 'status is unknown');
  require(typeof runId === 'string' && RUN_ID.test(runId), 'run_id is not a UUID');
  const unknown = Object.keys(body).find((name) => !KNOWN.has(name));
  require(unknown === undefined, `${unknown ?? ''} is unknown to this version`);
}

/** Reads the text of an assessment's manifest (untrusted). Throws FormatError. */
export function parseAssessmentManifest(text: string): AssessmentManifest {
  const body = toPlain(parseStrictJson(text));
  require(typeof body === 'object' && body !== null && !Array.isArray(body), 'an object is expected');
  checkShape(body as Readonly<Record<string, JsonValue>>);
  return body as unknown as AssessmentManifest;
}
