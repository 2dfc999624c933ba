// SPDX-License-Identifier: Apache-2.0
/** How the commands that report findings in files print them or write them. */
import { UsageError } from '../evidence/model/errors.js';
import { writeWhole } from './keys/files.js';
import { print, printError } from './output.js';

export type FindingsFormat = 'text' | 'json' | 'sarif';

/** @throws UsageError for a format that is none of ours. */
export function findingsFormat({ format, json }: { readonly format: string; readonly json?: boolean }): FindingsFormat {
  if (json === true) return 'json';
  if (format === 'text' || format === 'json' || format === 'sarif') return format;
  throw new UsageError(`--format is text, json or sarif, not "${format}"`);
}

/** Prints, or writes a new file of mode 0600: findings say where secrets are. */
export function writeFindings(text: string, path: string | undefined): void {
  if (path === undefined) {
    print(text);
    return;
  }
  writeWhole(path, text.endsWith('\n') ? text : `${text}\n`, 0o600);
  printError(`written: ${path}`);
}
