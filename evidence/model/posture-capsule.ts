// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { structKind } from '../canonical/go-json.js';
import { listOf, mapOf, oneOf, orNull, textWhere } from '../canonical/go-kinds.js';
import { decodeGoJson, goWords, type GoValue } from '../canonical/go-words.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { parseStrictJson, type JsonObject } from '../canonical/json-reader.js';
import { isHex } from '../canonical/text.js';
import { assertMember } from './record-rules.js';

const DISCOVER = goWords(`
  total_clients:count total_servers:count protected_pipelock:count protected_other:count unprotected:count
  unknown:count high_risk:count parse_errors:count
`);
const INSTALL = goWords('flight_recorder_active:bool receipt_count:count proxying:bool');
const SCENARIO = goWords('name category detected:bool detail? limitation?:bool');
const SIMULATE = goWords(
  `
  total:count passed:count failed:count known_limitations:count percentage:count grade config_file? mode
  scenarios:scenarios
`,
  { scenarios: orNull(listOf(structKind(SCENARIO))) },
);
const VERDICTS = goWords('allow:count block:count warn:count');
const RECORDER = goWords('receipt_count:count last_receipt_at?:time scanner_verdict:by_layer', {
  by_layer: orNull(mapOf(structKind(VERDICTS))),
});
const EVIDENCE = goWords('discover:{} verify_install:{} simulate:{} flight_recorder:{}', {
  discover: DISCOVER,
  verify_install: INSTALL,
  simulate: SIMULATE,
  flight_recorder: RECORDER,
});
const CAPSULE = goWords(
  `
  schema_version:first generated_at:time expires_at:time tool_version config_hash evidence:{} signature:digits
  signer_key_id:key
`,
  {
    first: oneOf<string>('1'),
    evidence: EVIDENCE,
    digits: textWhere('128 lower-case hex digits', (text) => isHex(text, 128)),
  },
);

/**
 * What was found about the MCP servers that the clients on a machine start; which attacks were tried (a limitation could
 * not show anything; `detail` says why); what stands in the recorder's files, verdicts counted by layer.
 */
export type PostureEvidence = GoValue<typeof EVIDENCE>;
/**
 * The posture of one installation at one time. Times are RFC 3339, hashes lower-case hex; `signature` is Ed25519 over
 * the other members without hashing, 128 hex digits; `signer_key_id` is a public key that is only ever compared.
 */
export type PostureCapsule = GoValue<typeof CAPSULE>;

/** Largest proof.json: 8 MiB. */
export const MAX_POSTURE_BYTES = 8 << 20;

/** Reads an untrusted proof.json. Signature, age and policy are not judged here. Throws FormatError. */
export function parsePostureCapsule(text: string) {
  if (text.length > MAX_POSTURE_BYTES) throw new FormatError('size', 'a posture capsule has at most 8 MiB');
  const root = parseStrictJson(text) as JsonObject;
  const capsule = decodeGoJson(CAPSULE, root, text);
  const { discover } = capsule.evidence;
  const guarded = discover.protected_pipelock + discover.protected_other;
  // A ratio above 1 would lift the score. The other kinds only lower it: how they are counted is the maker's matter.
  assertMember(guarded <= discover.total_servers, 'total_servers', 'more protected servers than there are');
  const signed = root.members.filter(({ key }) => key !== 'signature' && key !== 'signer_key_id');
  return {
    capsule,
    /** The signed text: all members but the two of the signature, keys sorted. */
    payload: canonicalizeJcs({ ...root, members: signed }, 'sorted_go'),
    /** Whether the file is the one canonical spelling of its content. */
    canonical: text === `${canonicalizeJcs(root, 'sorted_go')}\n`,
  };
}
