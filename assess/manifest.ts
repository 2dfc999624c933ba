// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain, type JsonValue } from '../evidence/canonical/json-reader.js';
import { decodeUtf8Strict, isHex } from '../evidence/canonical/text.js';
import type { AssessmentManifest } from '../evidence/model/assessment.js';
import { messageOf } from '../evidence/model/errors.js';
import { isFileFault, readBundleFile, writeBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';

export const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_SIGNATURE = 'manifest.json.sig';

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
  if (!holds) throw new AssessError(1, `${MANIFEST_FILE}: ${what}`);
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

/** Reads the text of a manifest (untrusted). @throws AssessError with exit code 1 */
export function parseManifest(text: string): AssessmentManifest {
  let body: JsonValue;
  try {
    body = toPlain(parseStrictJson(text));
  } catch (cause) {
    throw new AssessError(1, `${MANIFEST_FILE}: ${messageOf(cause)}`, { cause });
  }
  require(typeof body === 'object' && body !== null && !Array.isArray(body), 'an object is expected');
  checkShape(body as Readonly<Record<string, JsonValue>>);
  return body as unknown as AssessmentManifest;
}

export interface ReadManifest {
  readonly manifest: AssessmentManifest;
  /** The very bytes that a signature covers. */
  readonly bytes: Buffer;
}

/** @throws AssessError with exit code 1 when it is missing, strange or malformed */
export function readManifest(dir: string): ReadManifest {
  const bytes = readBundleFile(dir, MANIFEST_FILE);
  if (isFileFault(bytes)) throw new AssessError(1, `${dir}/${MANIFEST_FILE}: ${bytes.fault}`);
  let text: string;
  try {
    text = decodeUtf8Strict(bytes);
  } catch (cause) {
    throw new AssessError(1, `${MANIFEST_FILE}: not valid UTF-8`, { cause });
  }
  return { manifest: parseManifest(text), bytes };
}

/** Writes a manifest and answers its bytes, which are what gets signed. */
export function writeManifest(dir: string, manifest: AssessmentManifest): Buffer {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeBundleFile(dir, MANIFEST_FILE, text);
  return Buffer.from(text);
}
