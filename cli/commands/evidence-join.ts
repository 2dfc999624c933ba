// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AelRecorderLines } from '../../evidence/attest/ael/artifact.js';
import { classesOf, joinAelArtifacts, type AelSource } from '../../evidence/attest/ael/join.js';
import { AEL_COVERAGE, AEL_CUSTODY } from '../../evidence/model/ael/manifest.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { readSmallBytes, readSmallFile } from '../../verify/node/read.js';
import { assertFreshFolder, assertWord, writeArtifact } from '../artifact-folder.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { OBSERVED, UNMEDIATED } from '../observe/event.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly out?: string;
  readonly class?: readonly string[];
  readonly coverage: string;
  readonly custody: string;
  readonly json?: boolean;
}

const MAX_FILE_BYTES = 64 << 20;
const MAX_MANIFEST_BYTES = 1 << 20;

function bytesAt(path: string, maxBytes: number): Uint8Array {
  const bytes = readSmallBytes(path, maxBytes);
  if ('code' in bytes) throw new VerificationError(bytes.code, `${path}: ${bytes.message}`);
  return bytes;
}

function openSource(folder: string): AelSource {
  const policyFolder = join(folder, 'policy');
  const names = existsSync(policyFolder)
    ? readdirSync(policyFolder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
    : [];
  const policies = names.map((name) => {
    const text = readSmallFile(join(policyFolder, name), MAX_MANIFEST_BYTES);
    if (typeof text !== 'string')
      throw new VerificationError(text.code, `${join(policyFolder, name)}: ${text.message}`);
    return [name.slice(0, 64), text] as const;
  });
  return {
    name: folder,
    manifest: bytesAt(join(folder, 'manifest.json'), MAX_MANIFEST_BYTES),
    file: (path) => bytesAt(join(folder, path), MAX_FILE_BYTES),
    policies: new Map(policies),
  };
}

/** What an upstream observer sees, and what it must see nothing of. */
function observedClasses(recorders: readonly AelRecorderLines[]): readonly string[] {
  const all = recorders.flatMap(({ lines }) => [...classesOf(lines.map(({ text }) => text))]);
  const observed = all.filter((name) => name.startsWith(OBSERVED));
  return [...new Set([...observed, UNMEDIATED])].sort();
}

export const evidenceJoin: CommandFile<Options> = {
  declare(command) {
    command
      .argument('<artifacts...>', 'artifacts with one recorder each, of one run')
      .option('--out <folder>', 'artifact to make: a new or empty folder')
      .option(
        '--class <name>',
        `event class that all recorders see; may be repeated (default: every ${OBSERVED}* and ${UNMEDIATED})`,
        collect,
      )
      .option('--coverage <word>', `declared coverage: ${AEL_COVERAGE.join(', ')}`, 'mediated-only')
      .option('--custody <word>', `declared custody: ${AEL_CUSTODY.join(', ')}`, 'same-host')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nLines are taken over as they were signed. Nothing is judged: see pipelock evidence check.',
      );
  },
  run({ out, class: named, coverage, custody, json }, folders) {
    if (out === undefined || folders.length === 0) {
      throw new UsageError('name the artifacts and --out FOLDER\ntry: pipelock evidence join --help');
    }
    const declared = {
      coverage: assertWord(coverage, AEL_COVERAGE, '--coverage'),
      custody: assertWord(custody, AEL_CUSTODY, '--custody'),
    };
    assertFreshFolder(out);
    let classes: readonly string[] = [];
    const files = joinAelArtifacts(
      folders.map(openSource),
      declared,
      (recorders) => (classes = named ?? observedClasses(recorders)),
    );
    writeArtifact(out, files);
    const recorders = [...files.keys()].filter((path) => path.startsWith('recorders/'));
    if (json === true) printJson({ artifact: out, recorders, classes });
    else
      print(
        [
          `artifact   ${out}`,
          ...recorders.map((path) => `recorder   ${path}`),
          `classes    ${classes.join(', ')}`,
        ].join('\n'),
      );
    return EXIT.ok;
  },
};
