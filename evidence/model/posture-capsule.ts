// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, type GoStruct, type GoType } from '../canonical/go-json.js';
import { canonicalizeJcs } from '../canonical/jcs.js';
import { parseStrictJson, type JsonNode, type JsonObject } from '../canonical/json-reader.js';
import { isHex } from '../canonical/text.js';
import { assertMember, assertPublicKey } from './record-rules.js';

/** The type a table of members describes, so that names stand in one place. */
type Value<T> = T extends `int${string}`
  ? number
  : T extends `bool${string}`
    ? boolean
    : T extends { readonly struct: GoStruct<infer S> }
      ? S
      : string;
type Decoded<T> = { readonly [K in keyof T as T[K] extends `${string}?` ? never : K]: Value<T[K]> } & {
  readonly [K in keyof T as T[K] extends `${string}?` ? K : never]?: Value<T[K]>;
};

function table<const T extends Readonly<Record<string, GoType>>>(types: T): GoStruct<Decoded<T>> {
  return goStruct(types as unknown as Parameters<typeof goStruct<Decoded<T>>>[0]);
}

function within<S>(struct: GoStruct<S>): { readonly struct: GoStruct<S>; readonly optional: false } {
  return { struct, optional: false };
}

type Of<S> = S extends GoStruct<infer T> ? T : never;

const DISCOVER = table({
  total_clients: 'int',
  total_servers: 'int',
  protected_pipelock: 'int',
  protected_other: 'int',
  unprotected: 'int',
  unknown: 'int',
  high_risk: 'int',
  parse_errors: 'int',
});
const INSTALL = table({ flight_recorder_active: 'bool', receipt_count: 'int', proxying: 'bool' });
const SCENARIO = table({
  name: 'string',
  category: 'string',
  detected: 'bool',
  detail: 'string?',
  limitation: 'bool?',
});
const SIMULATE = table({
  total: 'int',
  passed: 'int',
  failed: 'int',
  known_limitations: 'int',
  percentage: 'int',
  grade: 'string',
  config_file: 'string?',
  mode: 'string',
  scenarios: 'raw',
});
const VERDICTS = table({ allow: 'int', block: 'int', warn: 'int' });
const RECORDER = table({ receipt_count: 'int', last_receipt_at: 'time?', scanner_verdict: 'raw' });
const EVIDENCE = table({
  discover: within(DISCOVER),
  verify_install: within(INSTALL),
  simulate: within(SIMULATE),
  flight_recorder: within(RECORDER),
});
const CAPSULE = table({
  schema_version: 'string',
  generated_at: 'time',
  expires_at: 'time',
  tool_version: 'string',
  config_hash: 'string',
  evidence: within(EVIDENCE),
  signature: 'string',
  signer_key_id: 'string',
});

/** What was found about the MCP servers that the clients on a machine start. */
export type DiscoverCounts = Of<typeof DISCOVER>;
export type InstallFacts = Of<typeof INSTALL>;
/** One attack that was tried. A limitation could not show anything; `detail` says why. */
export type PostureScenario = Of<typeof SCENARIO>;
export type VerdictCounts = Of<typeof VERDICTS>;
export type SimulateSummary = Omit<Of<typeof SIMULATE>, 'scenarios'> & {
  readonly scenarios: readonly PostureScenario[] | null;
};
/** What stands in the recorder's files; verdicts are counted by layer. */
export type RecorderSummary = Omit<Of<typeof RECORDER>, 'scanner_verdict'> & {
  readonly scanner_verdict: Readonly<Record<string, VerdictCounts>> | null;
};
export type PostureEvidence = Omit<Of<typeof EVIDENCE>, 'simulate' | 'flight_recorder'> & {
  readonly simulate: SimulateSummary;
  readonly flight_recorder: RecorderSummary;
};
/**
 * The posture of one installation at one time. Times are RFC 3339, hashes lower-case hex; `signature` is Ed25519 over
 * the other members without hashing, 128 hex digits; `signer_key_id` is a public key that is only ever compared.
 */
export type PostureCapsule = Omit<Of<typeof CAPSULE>, 'evidence'> & { readonly evidence: PostureEvidence };
export type PostureBody = Omit<PostureCapsule, 'signature' | 'signer_key_id'>;

export interface ParsedPosture {
  readonly capsule: PostureCapsule;
  /** The signed text: all members but the two of the signature, keys sorted. */
  readonly payload: string;
  /** Whether the file is the one canonical spelling of its content. */
  readonly canonical: boolean;
}

/** Largest proof.json: 8 MiB. */
export const MAX_POSTURE_BYTES = 8 << 20;

/** Reads an untrusted proof.json. Signature, age and policy are not judged here. Throws FormatError. */
export function parsePostureCapsule(text: string): ParsedPosture {
  if (text.length > MAX_POSTURE_BYTES) throw new FormatError('size', 'a posture capsule has at most 8 MiB');
  const root = parseStrictJson(text) as JsonObject;
  const { evidence, ...head } = decodeGoJson(CAPSULE, root, text);
  assertMember(head.schema_version === '1', 'schema_version', 'version "1" is expected');
  assertMember(isHex(head.signature, 128), 'signature', '128 lower-case hex digits are expected');
  assertPublicKey(head.signer_key_id, 'signer_key_id');
  const { discover, simulate, flight_recorder } = evidence;
  const scenarios = readMany(SCENARIO, simulate.scenarios, 'array', 'scenarios');
  const verdicts = readMany(VERDICTS, flight_recorder.scanner_verdict, 'object', 'scanner_verdict');
  assertCounts([...Object.values(evidence), ...(verdicts ?? []).map(([, counts]) => counts)]);
  const parts = discover.protected_pipelock + discover.protected_other + discover.unprotected + discover.unknown;
  // A ratio above 1 would lift the score; servers of no kind only lower it.
  assertMember(parts <= discover.total_servers, 'total_servers', 'more servers of a kind than there are');
  const read = {
    ...evidence,
    simulate: { ...simulate, scenarios: scenarios && scenarios.map(([, scenario]) => scenario) },
    flight_recorder: { ...flight_recorder, scanner_verdict: verdicts && Object.fromEntries(verdicts) },
  };
  const signed = root.members.filter(({ key }) => key !== 'signature' && key !== 'signer_key_id');
  return {
    capsule: { ...head, evidence: read },
    payload: canonicalizeJcs({ ...root, members: signed }, 'sorted_go'),
    canonical: text === `${canonicalizeJcs(root, 'sorted_go')}\n`,
  };
}

/** The items of a list or a map by key, or null where null stands for none. */
function readMany<T>(struct: GoStruct<T>, raw: string, kind: JsonNode['kind'], name: string): Many<T> {
  const node = parseStrictJson(raw);
  if (node.kind === 'null') return null;
  assertMember(node.kind === kind, name, `an ${kind} or null is expected`);
  const items = node.kind === 'array' ? node.items.map((value, key) => ({ key, value })) : (node as JsonObject).members;
  return items.map(({ key, value }) => [key, decodeGoJson(struct, value, raw)]);
}
type Many<T> = readonly (readonly [string | number, T])[] | null;

/** A score is computed from these numbers: none is negative. */
function assertCounts(sections: readonly object[]): void {
  for (const [name, value] of sections.flatMap((section) => Object.entries<unknown>({ ...section }))) {
    assertMember(typeof value !== 'number' || value >= 0, name, 'a count is negative');
  }
}
