// SPDX-License-Identifier: Apache-2.0
import type { GoStruct } from '../canonical/go-json.js';
import { goWords } from '../canonical/go-words.js';
import { assertMember } from './record-rules.js';
import { assertFilled, assertFingerprint, parseSignedBody } from './signed-body.js';

export interface RootTransitionBody {
  readonly schema_version: 1;
  /** Which root changes, such as `roster-root`. */
  readonly root_kind: string;
  readonly old_fingerprint: string;
  readonly new_fingerprint: string;
  readonly effective_at: string;
  readonly reason: string;
}

/** The change of a root key, signed by both: the old one lets go, the new one shows that it is held. */
export interface RootTransition {
  readonly body: RootTransitionBody;
  readonly old_signature: string;
  readonly new_signature: string;
}

const BODY = goWords('schema_version:int root_kind old_fingerprint new_fingerprint effective_at:time reason');
const WIRE: GoStruct<RootTransition> = goWords('body:{} old_signature:signature new_signature:signature', {
  body: BODY,
});

/** Rules that need no key. Throws FormatError `field_value`. */
export function assertRootTransitionBody(body: RootTransitionBody): void {
  assertMember((body.schema_version as number) === 1, 'schema_version', 'schema version 1 is expected');
  assertFilled(body.root_kind, 'root_kind');
  assertFilled(body.reason, 'reason');
  assertFingerprint(body.old_fingerprint, 'old_fingerprint');
  assertFingerprint(body.new_fingerprint, 'new_fingerprint');
  assertMember(body.old_fingerprint !== body.new_fingerprint, 'new_fingerprint', 'the keys are the same');
}

/** Reads an untrusted transition, at most 64 KiB. The signatures are not checked. Throws FormatError. */
export function parseRootTransition(text: string): RootTransition {
  const transition = parseSignedBody(text, WIRE);
  assertRootTransitionBody(transition.body);
  return transition;
}
