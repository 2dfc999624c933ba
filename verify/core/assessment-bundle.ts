// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8Strict, fromBase64, fromHex } from '../../evidence/canonical/text.js';
import { fingerprint, formatDetachedSignature, parseDetachedSignature } from '../../evidence/crypto/key-text.js';
import type { AssessmentManifest } from '../../evidence/model/assessment-manifest.js';
import { parseAssessmentManifest } from '../../evidence/model/assessment-manifest.js';
import { dsseMessage, parseDsse, writeDsse } from '../../evidence/model/dsse.js';
import { parseStatement, type StatementSubject } from '../../evidence/model/statement.js';
import { judgeAssessmentLog, LOG_PROOF_FILE } from './assessment-log.js';
import { concludeDocument, type EvidenceTree, type FormCheck, type FormOptions, type TreeForm } from './form.js';
import { checksOf, claimsOf } from './form-checks.js';
import { attempt } from './format-fault.js';
import { LIMITS } from './source.js';
import type { TrustRoot } from './trust.js';

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

/** A manifest with the very bytes that its signature covers. */
export interface ReadManifest {
  readonly manifest: AssessmentManifest;
  readonly bytes: Uint8Array;
}

/** `absent`: nobody signed. `bad`: unreadable, or by no trusted key. `valid`: the first trusted key that made it. */
export type SignatureState =
  | { readonly state: 'absent' }
  | { readonly state: 'bad'; readonly reason: string }
  | { readonly state: 'valid'; readonly key: string };

type Suite = FormOptions['suite'];

async function bytesOf(tree: EvidenceTree, path: string): Promise<Uint8Array | string | undefined> {
  if (!tree.paths.includes(path)) return undefined;
  const bytes = await tree.bytes(path, LIMITS.documentBytes);
  return 'code' in bytes ? bytes.message : bytes;
}

/** Checks `<path>.sig` over bytes under keys that the reader brought along. */
export async function checkBundleSignature(
  tree: EvidenceTree,
  path: string,
  message: Uint8Array,
  keys: readonly string[],
  suite: Suite,
): Promise<SignatureState> {
  const read = await bytesOf(tree, `${path}.sig`);
  if (read === undefined) return { state: 'absent' };
  if (typeof read === 'string') return { state: 'bad', reason: read };
  const text = attempt(() => decodeUtf8Strict(read));
  const signature = attempt(() => parseDetachedSignature('fault' in text ? '' : text.value));
  // One spelling only: another that decodes to the same bytes would be a change that nobody notices.
  if ('fault' in text || 'fault' in signature || formatDetachedSignature(signature.value) !== text.value) {
    return { state: 'bad', reason: 'not a base64 signature of 64 bytes and a line feed' };
  }
  if (keys.length === 0) return { state: 'bad', reason: 'no trusted key is known here to check it with' };
  const checks = keys.map((key) => ({ publicKey: fromHex(key), message, signature: signature.value }));
  const key = keys[(await suite.verifyBatch(checks)).indexOf(true)];
  return key === undefined ? { state: 'bad', reason: 'no trusted key made it' } : { state: 'valid', key };
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
async function statementFault(
  tree: EvidenceTree,
  read: ReadManifest,
  key: string,
  suite: Suite,
): Promise<string | undefined> {
  const path = BUNDLE_FILES.statement;
  const bytes = await bytesOf(tree, path);
  if (bytes === undefined) return undefined;
  if (typeof bytes === 'string') return `${path}: ${bytes}`;
  const parsed = attempt(() => {
    const text = decodeUtf8Strict(bytes);
    const envelope = parseDsse(text);
    return { text, envelope, statement: parseStatement(envelope) };
  });
  if ('fault' in parsed) return `${path}: ${parsed.fault.message}`;
  const { text, envelope, statement } = parsed.value;
  const [signature] = envelope.signatures;
  const isCanonical = `${writeDsse(envelope)}\n` === text && envelope.signatures.length === 1;
  const raw = attempt(() => fromBase64(String(signature?.sig)));
  if (!isCanonical || 'fault' in raw) return `${path}: not as this product writes it`;
  if (signature?.keyid !== fingerprint(fromHex(key), suite)) return `${path}: it names another key`;
  const check = { publicKey: fromHex(key), message: dsseMessage(envelope), signature: raw.value };
  if ((await suite.verifyBatch([check]))[0] !== true) return `${path}: its signature does not hold`;
  const isAboutThese = JSON.stringify(statement.subject) === JSON.stringify(bundleSubjects(read, suite));
  return isAboutThese ? undefined : `${path}: it is about other files`;
}

async function besideFaultOf(
  tree: EvidenceTree,
  read: ReadManifest,
  key: string,
  suite: Suite,
): Promise<string | undefined> {
  for (const path of SIGNED_BESIDE) {
    const bytes = await bytesOf(tree, path);
    if (bytes instanceof Uint8Array) {
      const signature = await checkBundleSignature(tree, path, bytes, [key], suite);
      if (signature.state === 'absent') return `${path}.sig: missing`;
      if (signature.state === 'bad') return `${path}.sig: ${signature.reason}`;
    } else if (tree.paths.includes(`${path}.sig`)) return `${path}.sig: what it signs is missing`;
  }
  return statementFault(tree, read, key, suite);
}

async function readBundleManifest(tree: EvidenceTree): Promise<ReadManifest | string> {
  const bytes = await bytesOf(tree, BUNDLE_FILES.manifest);
  if (!(bytes instanceof Uint8Array)) return `${BUNDLE_FILES.manifest}: ${bytes ?? 'missing'}`;
  const manifest = attempt(() => parseAssessmentManifest(decodeUtf8Strict(bytes)));
  return 'fault' in manifest ? `manifest: ${manifest.fault.message}` : { manifest: manifest.value, bytes };
}

function stateFault({ status, schema_version: version }: AssessmentManifest): string | undefined {
  if (status !== 'finalized') return `the assessment is ${status}`;
  return version === '1' || version === '2' ? undefined : `manifest version ${version} is unknown`;
}

/**
 * Judges a finalized assessment (untrusted) under keys that the reader brought along: every file against the manifest,
 * no file beside it, the signature over the manifest's bytes, and what was signed beside it.
 */
export async function judgeBundle(tree: EvidenceTree, trust: TrustRoot, suite: Suite) {
  const read = await readBundleManifest(tree);
  const absent: SignatureState = { state: 'absent' };
  if (typeof read === 'string') return { faults: [read], signature: absent, log: [] };
  const state = stateFault(read.manifest);
  const faults = state === undefined ? await fileFaults(tree, read.manifest, suite) : [state];
  const signature = await checkBundleSignature(tree, BUNDLE_FILES.manifest, read.bytes, trust.keys, suite);
  const besideFault = signature.state === 'valid' ? await besideFaultOf(tree, read, signature.key, suite) : undefined;
  const log = state === undefined ? await judgeAssessmentLog(tree, read.bytes, { trust, suite }) : [];
  return {
    read,
    /** What is wrong with the files, by file. Empty: each is as the manifest says, and no other is there. */
    faults,
    signature,
    /** What is wrong with what was signed beside the manifest. */
    besideFault,
    /** About the log that the assessment is in; empty where it is in none. */
    log,
  };
}

export type BundleJudgement = Readonly<Awaited<ReturnType<typeof judgeBundle>>>;

/** The file that a fault is about: faults begin with its path. */
function faultyFile(fault: string): string {
  return fault.replace(/: .*/s, '');
}

function signatureCheck(signature: SignatureState, pinned: boolean): FormCheck {
  const { pass, skip, fail } = checksOf(BUNDLE_FILES.signature);
  if (signature.state === 'valid') return pass('signature', `signed by the trusted key ${signature.key}`);
  if (!pinned) return skip('signature', 'no trusted key was given');
  return signature.state === 'absent' ? skip('signature', 'nobody signed it') : fail('signature', signature.reason);
}

function bundleChecks({ read, faults, signature, besideFault, log }: BundleJudgement, pinned: boolean): FormCheck[] {
  const count = Object.keys(read?.manifest.artifacts ?? {}).length;
  const whole = `${count} files are as the manifest names them, and no other is there`;
  const files = faults.map((fault) => checksOf(faultyFile(fault)).fail('files', fault));
  const beside = besideFault === undefined ? [] : [checksOf(faultyFile(besideFault)).fail('beside', besideFault)];
  const unlogged = checksOf(BUNDLE_FILES.logProof).skip('log_inclusion', 'absent: it is in no log');
  return [
    ...(files.length > 0 ? files : [checksOf(BUNDLE_FILES.manifest).pass('files', whole)]),
    signatureCheck(signature, pinned),
    ...beside,
    ...(log.length > 0 ? log : [unlogged]),
  ];
}

export const ASSESSMENT_FORM: TreeForm = {
  kind: 'assessment_bundle',
  matches: async (tree) => typeof (await readBundleManifest(tree)) !== 'string',
  verify: async (tree, { trust, suite }) => {
    const judged = await judgeBundle(tree, trust, suite);
    const checks = bundleChecks(judged, trust.keys.length > 0);
    const signed = judged.signature.state === 'valid';
    const { manifest } = judged.read ?? {};
    const claimed = claimsOf({
      'assessed with': `pipelock ${manifest?.version ?? ''}, configuration ${manifest?.config_hash ?? ''}`,
      time: `${manifest?.started_at ?? ''} to ${manifest?.finalized_at ?? ''}`,
      'what the probes found, the grade and the status of controls': 'the word of the signer',
    });
    return concludeDocument({ checks, claimed }, trust, signed);
  },
};
