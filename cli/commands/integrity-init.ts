// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import {
  declareShared,
  declareSigning,
  placeOf,
  signingKeyOf,
  survey,
  writeManifest,
  type IntegrityOptions,
} from '../integrity/manifest-file.js';
import { print, printJson } from '../output.js';

/** Records what a workspace holds. */
export const integrityInit: CommandFile<IntegrityOptions> = {
  declare(command) {
    declareShared(command);
    declareSigning(command);
  },
  run(options, [folder]) {
    const place = placeOf(folder, options.manifest);
    if (existsSync(place.manifest)) throw new UsageError(`${place.manifest} exists; use pipelock integrity update`);
    const key = signingKeyOf(options);
    const excludes = options.exclude ?? [];
    const { files, unreadable } = survey(place, excludes);
    const [fault] = unreadable;
    if (fault !== undefined) throw new VerificationError('unreadable', `${fault.path}: ${fault.reason}; see --exclude`);
    writeManifest(place, { excludes, files }, key, false);
    const signer = key?.signer.publicKeyHex ?? null;
    if (options.json === true) printJson({ manifest: place.manifest, files: files.length, signer });
    else print(`manifest  ${place.manifest}, ${files.length} files\nsigned    ${signer ?? 'no'}`);
    return EXIT.ok;
  },
};
