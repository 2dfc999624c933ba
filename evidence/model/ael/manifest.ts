// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../canonical/errors.js';
import {
  isAny,
  isCount,
  isListOf,
  isName,
  isOneOf,
  isShaped,
  isText,
  parseShaped,
  type Rule,
  type Rules,
} from './shape.js';

export const AEL_COVERAGE = ['declared-only', 'partial', 'mediated-only', 'enforced-total'] as const;
export const AEL_CUSTODY = ['same-process', 'same-host', 'same-operator', 'independent'] as const;

export interface AelRecorderEntry {
  readonly id: string;
  readonly run: string;
  /** Fingerprint, declared: compared with the key that signed, never used. */
  readonly key?: string;
  readonly file: string;
}

/**
 * The table of contents of an artifact. Unsigned: everything in it is a declaration. The deprecated member
 * `claimed_rung` is not read.
 */
export interface AelManifest {
  readonly ael_format: 1;
  readonly runs: readonly string[];
  readonly recorders: readonly AelRecorderEntry[];
  readonly coverage?: string;
  readonly custody?: string;
  readonly retention?: { readonly period_days?: number; readonly custody?: string };
  readonly correspondence?: { readonly classes: readonly string[]; readonly match: string };
  readonly anchor?: { readonly log: string; readonly log_key: string; readonly file: string };
  readonly counterparty?: { readonly file: string; readonly flows: readonly string[]; readonly key: string };
}

/** A path that stays inside the artifact: relative, forward slashes, no `..`. */
export function isInnerPath(path: string): boolean {
  return path !== '' && !/^\/|[\\\0]|^[A-Za-z]:/.test(path) && !path.split('/').includes('..');
}

const isFile: Rule = (value) => typeof value === 'string' && isInnerPath(value);

function isFilled(rule: Rule): Rule {
  return (value) => Array.isArray(value) && value.length > 0 && value.every(rule);
}

const REQUIRED: Rules = {
  ael_format: (value) => value === 1,
  runs: isFilled(isName),
  recorders: isFilled(isShaped({ id: isName, run: isName, file: isFile }, { key: isText }, false)),
};

const OPTIONAL: Rules = {
  claimed_rung: isAny,
  coverage: isOneOf('', ...AEL_COVERAGE),
  custody: isOneOf('', ...AEL_CUSTODY),
  retention: isShaped({}, { period_days: isCount, custody: isText }, false),
  correspondence: isShaped({ classes: isListOf(isText), match: isText }, {}, false),
  anchor: isShaped({ log: isText, log_key: isText, file: isFile }, {}, false),
  counterparty: isShaped({ file: isFile, flows: isListOf(isText), key: isText }, {}, false),
};

/** Reads an untrusted manifest, which must be canonical. Throws FormatError. */
export function parseAelManifest(bytes: Uint8Array): AelManifest {
  const manifest = parseShaped(bytes, REQUIRED, OPTIONAL) as unknown as AelManifest;
  const names = manifest.recorders.map(({ run, id }) => JSON.stringify([run, id]));
  if (new Set(names).size < names.length) {
    throw new FormatError('field_value', 'a recorder of a run is listed twice', { path: '/recorders' });
  }
  return manifest;
}
