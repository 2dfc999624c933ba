// SPDX-License-Identifier: Apache-2.0
import { demand } from '../../canonical/errors.js';
import { structKind } from '../../canonical/go-json.js';
import { KINDS, listOf, oneOf, textWhere } from '../../canonical/go-kinds.js';
import { goWords, loose, type GoValue } from '../../canonical/go-words.js';
import { parseShaped } from './shape.js';

export const AEL_COVERAGE = ['declared-only', 'partial', 'mediated-only', 'enforced-total'] as const;
export const AEL_CUSTODY = ['same-process', 'same-host', 'same-operator', 'independent'] as const;

/** A path that stays inside the artifact: relative, forward slashes, no `..`. */
function isInnerPath(path: string): boolean {
  return path !== '' && !/^\/|[\\\0]|^[A-Za-z]:/.test(path) && !path.split('/').includes('..');
}

/** The same path without empty steps and steps to where one is. */
export function plainPath(path: string): string {
  return path.replace(/(^|\/)(?:\.?\/)+/g, '$1');
}

const OWN = {
  file: textWhere('a path inside the artifact', isInnerPath),
  runs: listOf(KINDS.text, 1),
  coverage: oneOf<string>('', ...AEL_COVERAGE),
  custody: oneOf<string>('', ...AEL_CUSTODY),
};
/** The key is a fingerprint, declared: compared with the key that signed, never used. */
const RECORDER = loose(goWords('id:text run:text file:file key?', OWN));
const MANIFEST = loose(
  goWords(
    `
    ael_format:v1 runs:runs recorders:recorders coverage?:coverage custody?:custody retention?:{} correspondence?:{}
    anchor?:{} counterparty?:{}
`,
    {
      ...OWN,
      recorders: listOf(structKind(RECORDER), 1),
      retention: loose(goWords('period_days?:count custody?')),
      correspondence: loose(goWords('classes:texts match')),
      anchor: loose(goWords('log log_key file:file', OWN)),
      counterparty: loose(goWords('file:file flows:texts key', OWN)),
    },
  ),
);

export type AelRecorderEntry = GoValue<typeof RECORDER>;
/** The table of contents of an artifact. Unsigned: everything in it is a declaration. */
export type AelManifest = GoValue<typeof MANIFEST>;

/** Reads an untrusted manifest, which must be canonical. Throws FormatError. */
export function parseAelManifest(bytes: Uint8Array): AelManifest {
  const manifest = parseShaped(bytes, MANIFEST);
  const names = manifest.recorders.map(({ run, id }) => JSON.stringify([run, id]));
  demand(new Set(names).size === names.length, 'a recorder of a run is listed twice', '/recorders');
  return manifest;
}
