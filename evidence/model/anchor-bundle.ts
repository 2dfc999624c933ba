// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { writeGoJson } from '../canonical/go-json.js';
import { goWords, type GoValue } from '../canonical/go-words.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { toBase64, utf8Encode } from '../canonical/text.js';
import { assertMember } from './record-rules.js';

export const ANCHOR_CHECKPOINT = goWords(`
  session_id:session final_seq:uint64 root_hash:hash receipt_count:uint64 start_time:time end_time:time
  signer_keys:texts
`);
const INCLUSION = goWords('root_hash log_index:uint64 tree_size:uint64 hashes:texts checkpoint');
const REKOR = goWords(
  'url uuid body public_key signature integrated_time:int64 signed_entry_timestamp inclusion_proof:{}',
  { inclusion_proof: INCLUSION },
);
const PROOF = goWords('backend log_id log_index:uint64 entry_hash log_root_hash rekor?:{}', { rekor: REKOR });
export const ANCHOR_BUNDLE = goWords('version:v1 backend created_at:time checkpoint:{} proof:{} limits:texts', {
  checkpoint: ANCHOR_CHECKPOINT,
  proof: PROOF,
});

/** The end of a verified receipt chain, as it is put into a log. */
export type AnchorCheckpoint = GoValue<typeof ANCHOR_CHECKPOINT>;
export type RekorProof = GoValue<typeof REKOR>;
/** Says that the end of a receipt chain stands in a log, and where. */
export type AnchorBundle = GoValue<typeof ANCHOR_BUNDLE>;

/** Canonical text of a checkpoint: one text per content. */
export function canonicalizeAnchorCheckpoint(point: AnchorCheckpoint): string {
  return writeGoJson(ANCHOR_CHECKPOINT, point);
}

/** What a Rekor log holds of a checkpoint (hashedrekord 0.0.1): SHA-512 in hex, signature in base64, key in PEM. */
export function hashedRekord(sha512: string, signature: string, publicKey: string) {
  const content = toBase64(utf8Encode(publicKey));
  const spec = {
    data: { hash: { algorithm: 'sha512', value: sha512 } },
    signature: { content: signature, publicKey: { content } },
  };
  return { apiVersion: '0.0.1', kind: 'hashedrekord', spec };
}

/** Throws FormatError `field_value` unless all of a list fits. */
function assertList(list: readonly string[], pattern: RegExp, name: string): void {
  assertMember(
    list.every((item) => pattern.test(item)),
    name,
    'an item has another form',
  );
}

export function assertAnchorCheckpoint({ signer_keys: keys, ...point }: AnchorCheckpoint): void {
  assertMember(point.receipt_count > 0n, 'receipt_count', 'a chain of at least one receipt is expected');
  assertList(keys, /^[0-9a-f]{64}$/, 'signer_keys');
  assertMember(keys.length > 0 && new Set(keys).size === keys.length, 'signer_keys', 'keys, each once, are expected');
}

function assertRekor({ inclusion_proof: proof, integrated_time: time, ...texts }: RekorProof): void {
  assertMember(URL.canParse(texts.url) && !Object.values(texts).includes(''), 'rekor', 'a member is empty or no URL');
  assertMember(time > 0n && proof.tree_size > 0n && proof.checkpoint !== '', 'rekor', 'a time or the tree is missing');
  assertList(proof.hashes, /^[0-9a-fA-F]{64}$/, 'hashes');
  assertList([proof.root_hash], /^[0-9a-fA-F]{64}$/, 'root_hash');
}

/** Reads an untrusted anchor bundle. Nothing is proved. Throws FormatError. */
export function parseAnchorBundle(text: string): AnchorBundle {
  const bundle = decodeGoJson(ANCHOR_BUNDLE, parseStrictJson(text), text);
  const { proof, backend, limits } = bundle;
  assertMember(backend !== '' && backend === proof.backend, 'backend', 'the two backends differ');
  assertList([proof.log_id, proof.entry_hash, proof.log_root_hash], /./, 'proof');
  assertList(limits, /./, 'limits');
  assertMember(limits.length > 0, 'limits', 'at least one limit is expected');
  assertAnchorCheckpoint(bundle.checkpoint);
  assertMember((proof.rekor !== undefined) === (backend === 'rekor'), 'rekor', 'present exactly for backend rekor');
  if (proof.rekor !== undefined) assertRekor(proof.rekor);
  return bundle;
}
