// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { messageOf, UsageError } from '../evidence/model/errors.js';
import { printDocument, printError } from './output.js';

/** Prints, or writes a new file. An existing file is never overwritten. */
export async function writeOutput(text: string, path: string | undefined): Promise<void> {
  if (path === undefined) {
    printDocument(text);
    return;
  }
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o644 });
  } catch (cause) {
    throw new UsageError(`cannot write ${path}: ${messageOf(cause)}`, { cause });
  }
  printError(`written: ${path}`);
}
