// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcs, canonicalizeJcsValue } from '../../../evidence/canonical/jcs.js';
import { parseStrictJson } from '../../../evidence/canonical/json-reader.js';
import {
  decodeUtf8Strict,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8Encode,
} from '../../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { parseCheckpoint } from '../../../evidence/log/checkpoint.js';
import { createTreeHasher } from '../../../evidence/log/hash.js';
import { checkInclusion } from '../../../evidence/log/proof-check.js';
import type { AnchorBundle, RekorProof } from '../../../evidence/model/anchor-bundle.js';
import { canonicalizeAnchorCheckpoint, hashedRekord } from '../../../evidence/model/anchor-bundle.js';
import { attempt, checksOf, type Check, type FormOptions } from '../form.js';
import { isSignedBy, parsePublicKey } from '../x509/key.js';

const { fail, skip, judge } = checksOf('anchor_bundle');
/** Whatever its kind of key, this log signs SHA-256 digests. */
const ALGORITHMS = { ec: '1.2.840.10045.4.3.2', rsa: '1.2.840.113549.1.1.11', ed25519: '1.3.101.112' } as const;
/** Seconds since 1970 up to which a date can be written. */
const LAST_SECOND = 253_402_300_799n;

/** The entry that says what the log should hold: the digest of the checkpoint, the submitter's key and signature. */
function expectedEntry({ checkpoint }: AnchorBundle, rekor: RekorProof, suite: CryptoSuite): string {
  const { public_key: key, signature } = rekor;
  const digest = toHex(suite.digest('sha512', utf8Encode(canonicalizeAnchorCheckpoint(checkpoint))));
  return canonicalizeJcsValue(hashedRekord(digest, signature, `${key.trim()}\n`), 'rfc8785');
}

/** What a Rekor proof (untrusted) shows by itself. */
export function entryChecks(bundle: AnchorBundle, rekor: RekorProof, suite: CryptoSuite): Check[] {
  const { root_hash: proved, checkpoint, tree_size: size, log_index: index, hashes } = rekor.inclusion_proof;
  const entry = attempt(() => fromBase64(rekor.body));
  const hasher = createTreeHasher(suite);
  const root = fromHex(proved);
  const path = hashes.map((hash) => fromHex(hash));
  // A number too large to be one exactly is no size of a tree: the check refuses it.
  const place = { index: Number(index), size: Number(size) };
  const isIncluded = 'value' in entry && checkInclusion(place, hasher.leaf(entry.value), path, root, hasher);
  const [, notedSize, notedRoot] = checkpoint.split('\n');
  const noted = notedSize === String(size) && notedRoot === toBase64(root);
  const same = proved.toLowerCase() === bundle.proof.log_root_hash.toLowerCase();
  const said = attempt(() => canonicalizeJcs(parseStrictJson(decodeUtf8Strict(fromBase64(rekor.body))), 'rfc8785'));
  const isAbout = 'value' in said && said.value === expectedEntry(bundle, rekor, suite);
  const about = 'the entry is about this checkpoint; the signature in it is for the log to check';
  return [
    judge('log_root', same, 'both parts name one root', 'the proof leads to another root than the bundle names'),
    judge('inclusion', isIncluded, 'the entry is in the tree', 'the audit path does not lead to the root'),
    judge('log_note', noted, 'the log note names size and root', 'the log note names another size or root'),
    judge('log_entry', isAbout, about, 'the entry is about something else'),
  ];
}

/**
 * What it shows under keys of logs (DER) that the relying party gave: the log's signatures of the tree head, and of its
 * promise at a time (the signed entry timestamp).
 */
export async function signatureChecks({ proof }: AnchorBundle, rekor: RekorProof, { trust, suite }: FormOptions) {
  const { log_id: id, log_index: index } = proof;
  const { body, integrated_time: time, signed_entry_timestamp: promise, inclusion_proof } = rekor;
  const { externalKeys: keys } = trust.log;
  if (keys.length === 0) {
    return [skip('log_signature', 'no key of the log was given: its tree head and its time stand unverified')];
  }
  const der = keys.find((one) => suite.sha256Hex(one) === id);
  const key = der && parsePublicKey(der);
  if (der === undefined || key === undefined) return [fail('log_signature', 'it is of a log whose key was not given')];
  const holds = (message: string, signature: Uint8Array): Promise<boolean> =>
    isSignedBy({ algorithm: ALGORITHMS[key.kind], signed: utf8Encode(message), signature }, key, suite);
  const note = attempt(() => parseCheckpoint(inclusion_proof.checkpoint).note);
  const { text, signatures } = 'value' in note ? note.value : { text: '', signatures: [] };
  const lines = signatures.filter(({ keyId }) => keyId === id.slice(0, 8));
  const heads = await Promise.all(lines.map(({ signature }) => holds(text, signature)));
  const promised = attempt(() => fromBase64(promise));
  const payload = `{"body":"${body}","integratedTime":${time},"logID":"${id}","logIndex":${index}}`;
  const isPromised = time <= LAST_SECOND && 'value' in promised && (await holds(payload, promised.value));
  const at = isPromised ? new Date(Number(time) * 1000).toISOString() : '';
  const isSigned = heads.length > 0 && heads.every(Boolean);
  const taken = `the log took the entry in at ${at}, under its pinned key`;
  const how = 'signed by the pinned log key';
  return [
    judge('log_signature', isSigned, `the tree head is ${how}`, `the tree head is not ${how}`),
    judge('log_time', isPromised, taken, 'the signed entry timestamp does not hold'),
  ];
}
