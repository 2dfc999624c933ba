// SPDX-License-Identifier: Apache-2.0
import { structKind } from '../canonical/go-json.js';
import { KINDS, listOf, mapOf, oneOf, type Kind } from '../canonical/go-kinds.js';
import { goWords, loose, parseGoJson, type GoValue } from '../canonical/go-words.js';
import { parseStrictJson, toPlain, type JsonValue } from '../canonical/json-reader.js';
import { compareCodePoints } from '../canonical/text.js';
import { SPAN_AT } from './evidence-receipt/payload-kinds.table.js';
import { assertMember } from './record-rules.js';

export const AUDIT_PACKET_SCHEMA = 'pipelock.audit_packet.v0';
export const PACKET_VERDICTS = ['allow', 'block', 'warn', 'ask', 'strip', 'forward', 'redirect', 'other'] as const;

const words = (allowed: string): Kind<string> => oneOf<string>(...allowed.split(' '));
const TOTALS = goWords(
  'allow:count block:count warn:count ask:count strip:count forward:count redirect:count other:count',
);
export const PACKET_POSTURE = goWords(
  `
  enforcement_mode runner_os runner_arch?
  raw_socket_status:{} docker_socket_status:{} dns_udp_status:{} browser_proxy_status:{} websocket_frame_scanning:{}
  network_namespace? agent_user? agent_uid?:int host_user? host_uid?:int host_ip? agent_ip? proxy_url?
  script_basename? script_arg_count?:count unsupported_paths:texts
`,
  {
    raw_socket_status: words('denied allowed unknown'),
    docker_socket_status: words('denied masked allowed absent unknown'),
    dns_udp_status: words('denied proxied allowed unknown'),
    browser_proxy_status: words('forced advisory absent unknown'),
    websocket_frame_scanning: words('explicit_ws_proxy_path_required always_on off'),
  },
);
const RUN = goWords(
  `
  provider:{} repository? workflow? run_id? run_attempt? ref? sha? agent_identity started_at:time completed_at?:time
  agent_exit_code?:int
`,
  { provider: words('github_actions self_hosted local') },
);
const SNAPSHOT = goWords(`
  mode? dlp_patterns_count?:count response_patterns_count?:count ssrf_enabled?:bool redaction_enabled?:bool
  flight_recorder_enabled?:bool
`);
const VERIFIER = goWords(
  `
  verdict:{} trusted:bool receipt_count?:count root_hash? final_seq?:uint64 signer_key? output_file? error?
`,
  { verdict: words('valid invalid error not_run self_consistent_only') },
);
const SUMMARY = goWords('receipt_count:int totals:{} transports?:counts layers?:counts domains_touched?:texts', {
  totals: TOTALS,
  counts: mapOf(KINDS.count),
});
export const AUDIT_PACKET_STRUCT = goWords(
  `
  schema_version:{} packet_id? generated_at:time run:{} policy:{} summary:{} verifier:{} receipts?:raw
  scanner_config_snapshot?:{} posture:{} artifacts:{}
`,
  {
    schema_version: oneOf(AUDIT_PACKET_SCHEMA),
    run: RUN,
    policy: goWords('policy_hashes:texts config_path? runtime_config_path? config_snapshot_sha256?'),
    summary: SUMMARY,
    verifier: VERIFIER,
    scanner_config_snapshot: SNAPSHOT,
    posture: PACKET_POSTURE,
    artifacts: goWords('packet summary? evidence verifier'),
  },
);

/** `packet.json`. Not signed: only what can be re-derived from the evidence beside it is more than a claim. */
export type AuditPacket = GoValue<typeof AUDIT_PACKET_STRUCT>;
export type PacketSummary = AuditPacket['summary'];

function assertSortedUnique(list: readonly string[], name: string): void {
  const ordered = list.every((item, i) => i === 0 || compareCodePoints(list[i - 1] as string, item) < 0);
  assertMember(ordered, name, 'a sorted list, each once, is expected');
}

/** A path that cannot leave its folder on any system, and means one file on all of them. */
export function isArtifactPath(path: string): boolean {
  const parts = path.split('/');
  const plain = !/[\\:\0]/.test(path) && path === path.normalize('NFC');
  return plain && parts.every((part) => !['', '.', '..'].includes(part));
}

function assertArtifacts({ artifacts, verifier }: AuditPacket): void {
  const paths = Object.values(artifacts);
  for (const path of [...paths, verifier.output_file ?? artifacts.verifier]) {
    assertMember(isArtifactPath(path), 'artifacts', `${JSON.stringify(path)} may leave the folder`);
  }
  const folded = new Set(paths.map((path) => path.toLowerCase()));
  assertMember(folded.size === paths.length, 'artifacts', 'two artifacts are one file where case is ignored');
}

function assertSummary({ receipt_count: count, totals, domains_touched: domains = [] }: PacketSummary): void {
  const sum = PACKET_VERDICTS.reduce((all, name) => all + totals[name], 0);
  assertMember(sum === count, 'totals', `they add up to ${sum}, not ${count}`);
  assertSortedUnique(domains, 'domains_touched');
}

/** A packet's display copy of a receipt; members that are not known are free. */
export type DisplayReceipt = Readonly<Record<string, JsonValue>>;

const DISPLAYED = loose(
  goWords(
    `
  action_id receipt_hash chain_seq:count chain_prev_hash verdict policy_hash timestamp?:time action_type? transport?
  method? target_redacted? layer? pattern? severity? signer_key? source_spans?:spans
`,
    { spans: listOf(SPAN_AT) },
  ),
);

/** The display copies of a packet. Throws FormatError. */
export function displayReceipts({ receipts = '[]' }: AuditPacket): readonly DisplayReceipt[] {
  const copies = parseStrictJson(receipts);
  listOf(structKind(DISPLAYED)).read(copies, '/receipts', receipts);
  return toPlain(copies) as readonly DisplayReceipt[];
}

/** Reads an untrusted `packet.json` and checks its invariants. Throws FormatError. */
export function parseAuditPacket(text: string): AuditPacket {
  const packet = parseGoJson(AUDIT_PACKET_STRUCT, text);
  const { verifier, policy } = packet;
  const { trusted, verdict } = verifier;
  assertMember(trusted === (verdict === 'valid'), 'trusted', 'true exactly when the verdict is valid');
  assertMember(!trusted || Boolean(verifier.signer_key), 'signer_key', 'a trusted verdict names its key');
  assertSortedUnique(policy.policy_hashes, 'policy_hashes');
  assertSummary(packet.summary);
  assertArtifacts(packet);
  displayReceipts(packet);
  return packet;
}
