// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain } from '../evidence/canonical/json-reader.js';
import { decodeUtf8Strict } from '../evidence/canonical/text.js';
import type { ComplianceControl, ComplianceFramework } from '../evidence/model/assessment.js';
import { FormatError, messageOf } from '../evidence/model/errors.js';
import type { EvidencePointer } from '../evidence/model/evidence-index.js';
import { isFileFault, readBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';

const FILE = 'assessment.json';

export interface BundleCompliance {
  readonly frameworks: readonly ComplianceFramework[];
  /** Why there are none. */
  readonly omitted?: string;
}

type Fields = Readonly<Record<string, unknown>>;

function fault(at: string, expected: string): FormatError {
  return new FormatError('field_value', `${at} has to be ${expected}`);
}

function fieldsOf(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(at, 'an object');
  return value as Fields;
}

function listOf<T>(value: unknown, at: string, read: (item: Fields, at: string) => T): readonly T[] {
  if (!Array.isArray(value)) throw fault(at, 'a list');
  return value.map((item, index) => read(fieldsOf(item, `${at}[${index}]`), `${at}[${index}]`));
}

function textOf(fields: Fields, name: string, at: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw fault(`${at}.${name}`, 'text');
  return value;
}

function oneOf<T extends string>(fields: Fields, name: string, at: string, values: readonly T[]): T {
  const value = values.find((known) => known === fields[name]);
  if (value === undefined) throw fault(`${at}.${name}`, `one of ${values.join(', ')}`);
  return value;
}

const STATUSES = ['satisfied', 'partially_satisfied', 'not_satisfied', 'not_assessed'] as const;
const STATES = ['shown', 'contradicted', 'no_evidence'] as const;
const KINDS = ['receipt', 'run', 'check', 'scenario', 'server', 'config'] as const;

function readPointer(fields: Fields, at: string): EvidencePointer {
  return {
    kind: oneOf(fields, 'kind', at, KINDS),
    file: textOf(fields, 'file', at),
    ref: textOf(fields, 'ref', at),
    ...(fields['hash'] === undefined ? {} : { hash: textOf(fields, 'hash', at) }),
  };
}

function readControl(fields: Fields, at: string): ComplianceControl {
  return {
    id: textOf(fields, 'id', at),
    name: textOf(fields, 'name', at),
    status: oneOf(fields, 'status', at, STATUSES),
    ...(fields['reach'] === undefined ? {} : { reach: oneOf(fields, 'reach', at, ['part']) }),
    shown_by: textOf(fields, 'shown_by', at),
    answers: listOf(fields['answers'], `${at}.answers`, (answer, where) => ({
      state: oneOf(answer, 'state', where, STATES),
      reason: textOf(answer, 'reason', where),
    })),
    pointers: listOf(fields['pointers'], `${at}.pointers`, readPointer),
    cannot_show: textOf(fields, 'cannot_show', at),
  };
}

function readFramework(fields: Fields, at: string): ComplianceFramework {
  const version = fields['mapping_version'];
  if (typeof version !== 'number') throw fault(`${at}.mapping_version`, 'a number');
  return {
    id: textOf(fields, 'id', at),
    name: textOf(fields, 'name', at),
    version: textOf(fields, 'version', at),
    mapping_version: version,
    url: textOf(fields, 'url', at),
    controls: listOf(fields['controls'], `${at}.controls`, readControl),
  };
}

function parseCompliance(text: string): BundleCompliance {
  const assessment = fieldsOf(toPlain(parseStrictJson(text)), 'the document');
  if (assessment['compliance'] !== undefined) {
    return { frameworks: listOf(assessment['compliance'], 'compliance', readFramework) };
  }
  const reason = fieldsOf(assessment['manifest'], 'manifest')['compliance_omitted_reason'];
  return { frameworks: [], omitted: typeof reason === 'string' ? reason : 'no reason is given' };
}

/** The frameworks of a finalized bundle (untrusted; its digests are not checked here). @throws AssessError */
export function readCompliance(dir: string): BundleCompliance {
  const bytes = readBundleFile(dir, FILE);
  if (isFileFault(bytes)) throw new AssessError(1, `${dir}/${FILE}: ${bytes.fault}`);
  try {
    return parseCompliance(decodeUtf8Strict(bytes));
  } catch (cause) {
    throw new AssessError(1, `${dir}/${FILE}: ${messageOf(cause)}`, { cause });
  }
}

/** As JSON writes it inside its quotes. */
function written(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** A receipt is one line, under its hash; a server is named by two members; the rest by one. */
function stands(text: string, { kind, ref, hash = '' }: EvidencePointer): boolean {
  if (kind === 'receipt') return text.split('\n').some((line) => line.includes(written(ref)) && line.includes(hash));
  if (kind !== 'server') return text.includes(written(ref));
  const slash = ref.indexOf('/');
  const names = [ref.slice(0, slash), ref.slice(slash + 1)];
  return names.every((name) => text.includes(`"${written(name)}"`));
}

/** For each pointer: whether what it names stands in the file that it names, in this bundle (untrusted). */
export function followPointers(dir: string, pointers: readonly EvidencePointer[]): readonly boolean[] {
  const texts = new Map<string, string | undefined>();
  return pointers.map((pointer) => {
    const { file } = pointer;
    if (!texts.has(file)) {
      const bytes = readBundleFile(dir, file);
      texts.set(file, isFileFault(bytes) ? undefined : bytes.toString('utf8'));
    }
    const text = texts.get(file);
    return text !== undefined && stands(text, pointer);
  });
}
