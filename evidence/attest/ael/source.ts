// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../../model/errors.js';
import type { AelManifest } from '../../model/ael/manifest.js';
import { parseSignedLine, recordFault, type AelRecord } from '../../model/ael/record.js';
import { parseCanonical } from '../../model/ael/shape.js';

/** An artifact as it was read: its manifest's bytes, and a way to any file that the manifest names. */
export interface AelSource {
  readonly name: string;
  readonly manifest: Uint8Array;
  has(path: string): boolean;
  /** The file's bytes. Throws when it cannot be had. */
  file(path: string): Uint8Array;
  /** Policy documents by hash. */
  readonly policies: ReadonlyMap<string, string>;
}

const decoder = new TextDecoder();

/** The lines of a file of signed lines, without blank ones. */
export function signedLinesOf(bytes: Uint8Array): readonly string[] {
  return decoder
    .decode(bytes)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
}

/** A record and the bytes that were signed. */
export interface ReadRecord {
  readonly record: AelRecord;
  readonly payload: Uint8Array;
}

/**
 * The records of an artifact (untrusted), recorder by recorder. Their form is checked and whose they are; signatures are
 * not, because keys come from elsewhere.
 * @throws VerificationError `artifact` naming the first line that is no record of its recorder
 */
export function readRecords(source: AelSource, { recorders }: AelManifest): readonly ReadRecord[] {
  return recorders.flatMap(({ id, run, file }) =>
    signedLinesOf(source.file(file)).map((line, at) => {
      try {
        const { payload } = parseSignedLine(line);
        const value = parseCanonical(payload);
        const fault = recordFault(value);
        if (fault !== undefined) throw new Error(fault);
        const record = value as unknown as AelRecord;
        if (record.run !== run || record.recorder !== id) throw new Error('a record of another run or recorder');
        return { record, payload };
      } catch (cause) {
        const message = (cause as Error).message;
        throw new VerificationError('artifact', `${source.name}: ${file}, line ${at + 1}: ${message}`, { cause });
      }
    }),
  );
}
