// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { EXIT, type CommandFile } from '../command.js';
import { compareWorkspace } from '../integrity/compare.js';
import {
  declareShared,
  declareSigning,
  declareVerifying,
  placeOf,
  readManifest,
  renderDrift,
  signingKeyOf,
  survey,
  writeManifest,
  type IntegrityOptions,
} from '../integrity/manifest-file.js';
import { print, printJson } from '../output.js';

/** Takes the present state of a workspace as the recorded one, and says what that changes. */
export const integrityUpdate: CommandFile<IntegrityOptions> = {
  declare(command) {
    declareShared(command);
    declareSigning(command);
    declareVerifying(command);
    command.addHelpText('after', '\nWithout --exclude the patterns of the manifest stay.');
  },
  async run(options, [folder]) {
    const place = placeOf(folder, options.manifest);
    const { manifest } = await readManifest(place, options);
    if (options.sign !== true && existsSync(`${place.manifest}.sig`)) {
      throw new UsageError('the manifest is signed; give --sign, or remove its signature first');
    }
    const key = signingKeyOf(options);
    const excludes = options.exclude ?? manifest.excludes;
    const workspace = survey(place, excludes);
    const drift = compareWorkspace(manifest.files, workspace);
    const [fault] = workspace.unreadable;
    if (fault !== undefined) throw new VerificationError('unreadable', `${fault.path}: ${fault.reason}; see --exclude`);
    writeManifest(place, { excludes, files: workspace.files }, key, true);
    if (options.json === true) printJson({ manifest: place.manifest, files: workspace.files.length, ...drift });
    else print([`manifest  ${place.manifest}, ${workspace.files.length} files`, ...renderDrift(drift)].join('\n'));
    return EXIT.ok;
  },
};
