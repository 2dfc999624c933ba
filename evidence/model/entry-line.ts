// SPDX-License-Identifier: Apache-2.0
import { readEntryLine } from './recorder-entry.codec.js';
import type { RecorderEntry } from './recorder-entry.js';

/** The entry of a line. Throws as `readEntryLine`. */
export function parseEntryLine(line: string): RecorderEntry {
  return readEntryLine(line).entry;
}
