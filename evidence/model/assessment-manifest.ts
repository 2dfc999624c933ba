// SPDX-License-Identifier: Apache-2.0
import { KINDS, mapOf, oneOf, textWhere } from '../canonical/go-kinds.js';
import { decodeGoJson, goWords, type GoValue } from '../canonical/go-words.js';
import { parseStrictJson, toPlain } from '../canonical/json-reader.js';

const STATES = ['initialized', 'running', 'completed', 'finalized', 'failed'] as const;
const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const MANIFEST = goWords(
  `
  schema_version version build_sha run_id:uuid config_file config_hash config_drifted?:bool license_tier
  started_at completed_at? finalized_at? failed_at? failure_reason? git_commit? platform status:state
  skipped_primitives?:texts allow_partial?:bool renderer_version scoring_version
  artifacts?:digests evidence_hashes:digests compliance_omitted_reason?
`,
  { uuid: textWhere('a UUID', RUN_ID), state: oneOf(...STATES), digests: mapOf(KINDS.hash) },
);

/**
 * `manifest.json`: who ran what on which configuration, and the digests of all it left, by path. Wire names.
 * `config_file` is an absolute path or `defaults`; in an assessment only the base name.
 */
export type AssessmentManifest = GoValue<typeof MANIFEST> & { readonly status: (typeof STATES)[number] };

/** Reads the text of an assessment's manifest (untrusted). Throws FormatError. */
export function parseAssessmentManifest(text: string): AssessmentManifest {
  const node = parseStrictJson(text);
  decodeGoJson(MANIFEST, node, text);
  // As it was written: whoever writes it again keeps the order of its members.
  return toPlain(node) as unknown as AssessmentManifest;
}
