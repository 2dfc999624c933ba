// SPDX-License-Identifier: Apache-2.0
import { lstatSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { CodedError, FormatError } from '../../evidence/canonical/errors.js';
import { asUnavailable, nodeIo } from '../../evidence/store/io.js';
import { createWholeFile, replaceFile } from '../../evidence/store/atomic-file.js';
import { UsageError } from '../../evidence/model/errors.js';
import { readYamlTree } from '../../enforce/config/yaml-tree.js';
import { attempt } from '../../verify/core/input/format-fault.js';
import { readSmallFile } from '../../verify/node/read.js';

/** Writes a file whole or not at all. Without `force` an existing one is left alone and is a UsageError. */
export function writeWhole(path: string, text: string | Uint8Array, mode: number, force = false): void {
  const target = resolve(path);
  try {
    if (force) {
      const found = lstatSync(target, { throwIfNoEntry: false });
      if (found !== undefined && !found.isFile()) throw new UsageError(`${path} is not a regular file`);
      replaceFile(nodeIo, target, text, mode);
    } else if (!createWholeFile(nodeIo, target, text, mode)) {
      throw new UsageError(`${path} exists already; --force replaces it where the command has it`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw asUnavailable(error, `writing ${path}`);
  }
}

/** A document that the user named. The path may be a symbolic link; the content is untrusted. */
export function readDocument(path: string, maxBytes: number): string {
  const text = readSmallFile(path, maxBytes, true);
  if (typeof text !== 'string') throw new CodedError(text.code, `${path}: ${text.message}`);
  return text;
}

/** Parses the text of a file that the user named: a fault names the file and the member. */
export function parseNamed<T>(path: string, text: string, parse: (text: string) => T): T {
  const parsed = attempt(() => parse(text));
  if ('fault' in parsed) throw new CodedError(parsed.fault.code, `${path}: ${parsed.fault.message}`);
  return parsed.value;
}

/** As `readDocument`; a `.yaml` or `.yml` file comes back as the JSON text of its one document. */
export function readJsonOrYaml(path: string, maxBytes: number): string {
  const text = readDocument(path, maxBytes);
  if (!['.yaml', '.yml'].includes(extname(path).toLowerCase())) return text;
  const { value, faults } = readYamlTree(text);
  const [fault] = faults;
  if (fault !== undefined) throw new FormatError('json_syntax', `${path}: ${fault.path} ${fault.message}`);
  return JSON.stringify(value);
}
