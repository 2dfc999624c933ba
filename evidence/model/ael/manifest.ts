// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import { isAny, isCount, isListOf, isName, isOneOf, isShaped, isText, parseShaped } from './shape.js';
import type { Of, Rule, Shaped } from './shape.js';

export const AEL_COVERAGE = ['declared-only', 'partial', 'mediated-only', 'enforced-total'] as const;
export const AEL_CUSTODY = ['same-process', 'same-host', 'same-operator', 'independent'] as const;

/** A path that stays inside the artifact: relative, forward slashes, no `..`. */
export function isInnerPath(path: string): boolean {
  return path !== '' && !/^\/|[\\\0]|^[A-Za-z]:/.test(path) && !path.split('/').includes('..');
}

/** The same path without empty steps and steps to where one is. */
export function plainPath(path: string): string {
  return path.replace(/(^|\/)(?:\.?\/)+/g, '$1');
}

const isFile: Rule<string> = (value) => typeof value === 'string' && isInnerPath(value);
/** The key is a fingerprint, declared: compared with the key that signed, never used. */
const isRecorder = isShaped({ id: isName, run: isName, file: isFile }, { key: isText }, false);
const REQUIRED = { ael_format: isOneOf(1), runs: isListOf(isName, 1), recorders: isListOf(isRecorder, 1) };
const OPTIONAL = {
  /** Deprecated: not read. */
  claimed_rung: isAny,
  coverage: isOneOf<string>('', ...AEL_COVERAGE),
  custody: isOneOf<string>('', ...AEL_CUSTODY),
  retention: isShaped({}, { period_days: isCount, custody: isText }, false),
  correspondence: isShaped({ classes: isListOf(isText), match: isText }, {}, false),
  anchor: isShaped({ log: isText, log_key: isText, file: isFile }, {}, false),
  counterparty: isShaped({ file: isFile, flows: isListOf(isText), key: isText }, {}, false),
};

export type AelRecorderEntry = Of<typeof isRecorder>;
/** The table of contents of an artifact. Unsigned: everything in it is a declaration. */
export type AelManifest = Shaped<typeof REQUIRED, Omit<typeof OPTIONAL, 'claimed_rung'>>;

/** Reads an untrusted manifest, which must be canonical. Throws FormatError. */
export function parseAelManifest(bytes: Uint8Array): AelManifest {
  const manifest = parseShaped(bytes, REQUIRED, OPTIONAL);
  const names = manifest.recorders.map(({ run, id }) => JSON.stringify([run, id]));
  if (new Set(names).size < names.length) {
    throw new FormatError('field_value', 'a recorder of a run is listed twice', { path: '/recorders' });
  }
  return manifest;
}
