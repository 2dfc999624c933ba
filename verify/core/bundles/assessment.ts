// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict, fromBase64, fromHex } from '../../../evidence/canonical/text.js';
import { fingerprint, formatDetachedSignature, parseDetachedSignature } from '../../../evidence/crypto/key-text.js';
import { parseAssessmentManifest, type AssessmentManifest } from '../../../evidence/model/assessment-manifest.js';
import { dsseMessage, parseDsse, writeDsse } from '../../../evidence/model/dsse.js';
import { parseStatement, type StatementSubject } from '../../../evidence/model/statement.js';
import { judgeAssessmentLog, LOG_PROOF_FILE } from './assessment-log.js';
import {
  attempt,
  concludeDocument,
  demand,
  type Check,
  type EvidenceTree,
  type FormOptions,
  type TreeForm,
} from '../form.js';
import { checksOf, claimsOf, readPart } from '../form.js';
import { LIMITS } from '../input/source.js';
import { signersOf } from '../trust/signatures.js';
import { isPinned } from '../trust/trust.js';

/** Names in an assessment bundle that every reader has to know. */
export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  signature: 'manifest.json.sig',
  attestation: 'attestation.json',
  attestationSignature: 'attestation.json.sig',
  statement: 'attestation.intoto.json',
  logProof: LOG_PROOF_FILE,
  logProofSignature: `${LOG_PROOF_FILE}.sig`,
} as const;

/** Files with a signature of their own, by the key of the manifest. */
const SIGNED_BESIDE = [BUNDLE_FILES.attestation, BUNDLE_FILES.logProof];

/** Files that are checked in their own way: signed over the manifest, or signed themselves. The manifest names the other. */
const BESIDE: ReadonlySet<string> = new Set(
  Object.values(BUNDLE_FILES).filter((name) => name !== BUNDLE_FILES.attestation),
);

/** `absent`: nobody signed. `bad`: unreadable, or by no trusted key. `valid`: `key` is the first trusted one that made it. */
export interface BundleSignature {
  readonly state: 'absent' | 'bad' | 'valid';
  readonly key: string;
  /** Why it is not valid. */
  readonly reason: string;
}

type Suite = FormOptions['suite'];

/** Checks `<path>.sig` over bytes under keys that the reader brought along. */
export async function checkBundleSignature(
  tree: EvidenceTree,
  path: string,
  message: Uint8Array,
  keys: readonly string[],
  suite: Suite,
): Promise<BundleSignature> {
  const bad = (reason: string): BundleSignature => ({ state: 'bad', key: '', reason });
  if (!tree.paths.includes(`${path}.sig`)) return { ...bad('nobody signed it'), state: 'absent' };
  const bytes = await tree.bytes(`${path}.sig`, LIMITS.documentBytes);
  if ('code' in bytes) return bad(bytes.message);
  const signature = attempt(() => {
    const text = decodeUtf8Strict(bytes);
    const raw = parseDetachedSignature(text);
    // One spelling only: another that decodes to the same bytes would be a change that nobody notices.
    demand(formatDetachedSignature(raw) === text, 'not as it is written');
    return raw;
  });
  if ('fault' in signature) return bad('not a base64 signature of 64 bytes and a line feed');
  const [key] = await signersOf(keys, message, signature.value, suite);
  if (key !== undefined) return { state: 'valid', key, reason: '' };
  return bad(keys.length === 0 ? 'no trusted key is known here to check it with' : 'no trusted key made it');
}

/** What a bundle's statement is about: the manifest and every file that it names. */
export function bundleSubjects({ manifest, bytes }: ReadManifest, suite: Suite): readonly StatementSubject[] {
  const files = { [BUNDLE_FILES.manifest]: suite.sha256Hex(bytes), ...manifest.artifacts };
  return Object.entries(files).map(([name, sha256]) => ({ name, digest: { sha256 } }));
}

async function fileFaults(tree: EvidenceTree, { artifacts = {} }: AssessmentManifest, suite: Suite): Promise<string[]> {
  const faults: string[] = [];
  if (Object.keys(artifacts).length === 0) faults.push('the manifest names no file');
  // A set: a hostile manifest may name a hundred thousand files, and the folder may hold as many others.
  const there = new Set(tree.paths);
  for (const [path, digest] of Object.entries(artifacts)) {
    const bytes = there.has(path) ? await tree.bytes(path, LIMITS.documentBytes) : undefined;
    if (bytes === undefined) faults.push(`${path}: missing`);
    else if ('code' in bytes) faults.push(`${path}: ${bytes.message}`);
    else if (suite.sha256Hex(bytes) !== digest) faults.push(`${path}: its SHA-256 is not the one in the manifest`);
  }
  const unnamed = tree.paths.filter((path) => !Object.hasOwn(artifacts, path) && !BESIDE.has(path));
  faults.push(...unnamed.map((path) => `${path}: not named in the manifest`));
  return [...faults, ...tree.refused.map(({ path, reason }) => `${path}: ${reason}`)];
}

/**
 * What is wrong with the statement, if there is one: it has to be the one spelling of a statement about these very
 * files, signed with the key that signed the manifest. Key ids are not under the signature, so they are compared.
 */
async function statementFault(tree: EvidenceTree, read: ReadManifest, key: string, suite: Suite) {
  if (!tree.paths.includes(BUNDLE_FILES.statement)) return undefined;
  const parsed = await readPart(tree, BUNDLE_FILES.statement, (text) => {
    const envelope = parseDsse(text);
    const { subject } = parseStatement(envelope);
    const [signature, ...more] = envelope.signatures;
    demand(`${writeDsse(envelope)}\n` === text && more.length === 0, 'not as this product writes it');
    demand(signature?.keyid === fingerprint(fromHex(key), suite), 'it names another key');
    return { subject, message: dsseMessage(envelope), signature: fromBase64(signature.sig) };
  });
  if ('fault' in parsed) return parsed.fault.message;
  const { subject, message, signature } = parsed.value;
  if ((await signersOf([key], message, signature, suite)).length === 0) return 'its signature does not hold';
  const isAboutThese = JSON.stringify(subject) === JSON.stringify(bundleSubjects(read, suite));
  return isAboutThese ? undefined : 'it is about other files';
}

/** What is wrong with what was signed beside the manifest, by the key that signed that one. */
async function besideFaultOf(tree: EvidenceTree, read: ReadManifest, key: string, suite: Suite) {
  for (const path of SIGNED_BESIDE) {
    const bytes = await tree.bytes(path, LIMITS.documentBytes);
    if ('code' in bytes) {
      if (tree.paths.includes(`${path}.sig`)) return `${path}.sig: what it signs is missing`;
      continue;
    }
    const { state, reason } = await checkBundleSignature(tree, path, bytes, [key], suite);
    if (state !== 'valid') return `${path}.sig: ${state === 'absent' ? 'missing' : reason}`;
  }
  const fault = await statementFault(tree, read, key, suite);
  return fault && `${BUNDLE_FILES.statement}: ${fault}`;
}

/** The manifest of a bundle, or why there is none. */
async function readBundleManifest(tree: EvidenceTree) {
  const bytes = await tree.bytes(BUNDLE_FILES.manifest, LIMITS.documentBytes);
  if ('code' in bytes) return `${BUNDLE_FILES.manifest}: ${bytes.message}`;
  const manifest = attempt(() => parseAssessmentManifest(decodeUtf8Strict(bytes)));
  return 'fault' in manifest ? `manifest: ${manifest.fault.message}` : { manifest: manifest.value, bytes };
}

/** A manifest with the very bytes that its signature covers. */
export type ReadManifest = Exclude<Awaited<ReturnType<typeof readBundleManifest>>, string>;

function stateFault({ status, schema_version: version }: AssessmentManifest): string | undefined {
  if (status !== 'finalized') return `the assessment is ${status}`;
  return version === '1' || version === '2' ? undefined : `manifest version ${version} is unknown`;
}

/**
 * Judges a finalized assessment (untrusted) under keys that the reader brought along: every file against the manifest,
 * no file beside it, the signature over the manifest's bytes, and what was signed beside it.
 */
export async function judgeBundle(tree: EvidenceTree, options: FormOptions) {
  const { trust, suite } = options;
  const read = await readBundleManifest(tree);
  if (typeof read === 'string')
    return { faults: [read], signature: { state: 'absent', key: '', reason: 'nobody signed it' } as const, log: [] };
  const state = stateFault(read.manifest);
  const signature = await checkBundleSignature(tree, BUNDLE_FILES.manifest, read.bytes, trust.keys, suite);
  const { key } = signature;
  return {
    read,
    /** What is wrong with the files, by file. Empty: each is as the manifest says, and no other is there. */
    faults: state === undefined ? await fileFaults(tree, read.manifest, suite) : [state],
    signature,
    /** What is wrong with what was signed beside the manifest. */
    besideFault: key === '' ? undefined : await besideFaultOf(tree, read, key, suite),
    /** About the log that the assessment is in; empty where it is in none. */
    log: state === undefined ? await judgeAssessmentLog(tree, read.bytes, options) : [],
  };
}

/** Faults begin with the path of the file that they are about. */
function faultCheck(code: string, fault: string): Check {
  return checksOf(fault.replace(/: .*/s, '')).fail(code, fault);
}

function signatureCheck({ state, key, reason }: BundleSignature, pinned: boolean): Check {
  const { pass, skip, fail } = checksOf(BUNDLE_FILES.signature);
  if (state === 'valid') return pass('signature', `signed by the trusted key ${key}`);
  if (!pinned) return skip('signature', 'no trusted key was given');
  return state === 'absent' ? skip('signature', reason) : fail('signature', reason);
}

export const ASSESSMENT_FORM: TreeForm = {
  kind: 'assessment_bundle',
  matches: async (tree) => typeof (await readBundleManifest(tree)) !== 'string',
  verify: async (tree, options) => {
    const { read, faults, signature, besideFault, log } = await judgeBundle(tree, options);
    const { manifest } = read ?? {};
    const count = Object.keys(manifest?.artifacts ?? {}).length;
    const whole = `${count} files are as the manifest names them, and no other is there`;
    const files = faults.map((fault) => faultCheck('files', fault));
    const checks = [
      ...(files.length > 0 ? files : [checksOf(BUNDLE_FILES.manifest).pass('files', whole)]),
      signatureCheck(signature, isPinned(options.trust)),
      ...(besideFault === undefined ? [] : [faultCheck('beside', besideFault)]),
      ...(log.length > 0 ? log : [checksOf(BUNDLE_FILES.logProof).skip('log_inclusion', 'absent: it is in no log')]),
    ];
    const claimed = claimsOf({
      'assessed with': `pipelock ${manifest?.version ?? ''}, configuration ${manifest?.config_hash || 'built in'}`,
      time: `${manifest?.started_at ?? ''} to ${manifest?.finalized_at ?? ''}`,
      'what the probes found, the grade and the status of controls': 'the word of the signer',
    });
    return concludeDocument({ checks, claimed, pinned: signature.state === 'valid' }, options.trust);
  },
};
