// SPDX-License-Identifier: Apache-2.0
import { INT64_MAX, integer, KINDS, listOf, textWhere, UINT64_MAX } from '../canonical/go-kinds.js';
import { goWords, parseGoJson, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { toBase64, utf8Encode } from '../canonical/text.js';
import { assertMember } from './record-rules.js';

const POSITIVE = integer<bigint>(1n, UINT64_MAX);
const HEX = textWhere('64 hex digits', /^[0-9a-fA-F]{64}$/);
export const ANCHOR_CHECKPOINT = goWords(
  `
  session_id:session final_seq:uint64 root_hash:hash receipt_count:positive start_time:time end_time:time
  signer_keys:keys
`,
  { positive: POSITIVE, keys: listOf(KINDS.hash, 1) },
);
const INCLUSION = goWords('root_hash:hex log_index:uint64 tree_size:positive hashes:path checkpoint:text', {
  positive: POSITIVE,
  hex: HEX,
  path: listOf(HEX),
});
const REKOR = goWords(
  `
  url:url uuid:text body:text public_key:text signature:text integrated_time:seconds signed_entry_timestamp:text
  inclusion_proof:{}
`,
  {
    url: textWhere('a URL', (text) => URL.canParse(text)),
    seconds: integer<bigint>(1n, INT64_MAX),
    inclusion_proof: INCLUSION,
  },
);
const PROOF = goWords('backend:text log_id:text log_index:uint64 entry_hash:text log_root_hash:text rekor?:{}', {
  rekor: REKOR,
});
export const ANCHOR_BUNDLE = goWords('version:v1 backend created_at:time checkpoint:{} proof:{} limits:limits', {
  checkpoint: ANCHOR_CHECKPOINT,
  proof: PROOF,
  limits: listOf(KINDS.text, 1),
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

export function assertAnchorCheckpoint({ signer_keys: keys }: AnchorCheckpoint): void {
  assertMember(new Set(keys).size === keys.length, 'signer_keys', 'each key once is expected');
}

/** Reads an untrusted anchor bundle. Nothing is proved. Throws FormatError. */
export function parseAnchorBundle(text: string): AnchorBundle {
  const bundle = parseGoJson(ANCHOR_BUNDLE, text);
  const { proof, backend } = bundle;
  assertMember(backend === proof.backend, 'backend', 'the two backends differ');
  assertAnchorCheckpoint(bundle.checkpoint);
  assertMember((proof.rekor !== undefined) === (backend === 'rekor'), 'rekor', 'present exactly for backend rekor');
  return bundle;
}
