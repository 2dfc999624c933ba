// SPDX-License-Identifier: Apache-2.0
import { decodeGoJson, goWords, parseGoJson, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import { compareCodePoints } from '../canonical/text.js';
import { nodeOf } from '../canonical/go-kinds.js';

/** How often each verdict was given. `unknown` counts verdicts outside the vocabulary. */
const SUMMARY = goWords(`
  total:count blocked:count allowed:count asked:count warned:count redirected:count stripped:count forwarded:count
  unknown?:count
`);
const POLICY = goWords('config_hash mode active_features:strings');
const TOOL = goWords('name description?');
const TOOLS = goWords('declared:raw observed:strings');
export const SESSION_MANIFEST_STRUCT = goWords(
  `
  schema_version:v1 session_id:session started_at:time transport agent_identity?
  policy:{} tools:{} verdicts_summary:{} behavioral_fingerprint?
`,
  { policy: POLICY, tools: TOOLS, verdicts_summary: SUMMARY },
);
const BEHAVIOUR = goWords('observed_tools:strings active_features:strings verdicts:{}', { verdicts: SUMMARY });

/**
 * What a session was and did, in one unsigned document. `tools.declared` is the JSON text of null or of a list of
 * {name, description?}. The fingerprint ties behaviour together; nobody vouches for it.
 */
export type SessionManifest = GoValue<typeof SESSION_MANIFEST_STRUCT>;

/**
 * The text whose SHA-256 in hex is the behavioural fingerprint: what was used, what was active, what came of it. Writers
 * differ on an empty list: to most it is an unset one, `null`; where `empty` is given, it stands as it is.
 */
export function fingerprintText(
  manifest: Pick<SessionManifest, 'tools' | 'policy' | 'verdicts_summary'>,
  empty: null | [] = null,
): string {
  const { tools, policy, verdicts_summary: verdicts } = manifest;
  const sorted = (list: readonly string[] | null) =>
    list?.length === 0 ? empty : list && [...list].sort(compareCodePoints);
  const [observed, features] = [sorted(tools.observed), sorted(policy.active_features)];
  return writeGoJson(BEHAVIOUR, { observed_tools: observed, active_features: features, verdicts });
}

function assertDeclared(raw: string): void {
  const node = parseStrictJson(raw);
  if (node.kind === 'null') return;
  nodeOf(node, 'array', 'a list', '/tools/declared').items.forEach((item) => decodeGoJson(TOOL, item, raw));
}

/** Reads an untrusted session manifest. The fingerprint is not compared. Throws FormatError. */
export function parseSessionManifest(text: string): SessionManifest {
  const manifest = parseGoJson(SESSION_MANIFEST_STRUCT, text);
  assertDeclared(manifest.tools.declared);
  return manifest;
}
