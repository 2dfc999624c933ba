// SPDX-License-Identifier: Apache-2.0
import { EXIT, type CommandFile } from '../command.js';
import { compareWorkspace, hasDrift } from '../integrity/compare.js';
import {
  declareShared,
  declareVerifying,
  placeOf,
  readManifest,
  renderDrift,
  survey,
  type IntegrityOptions,
} from '../integrity/manifest-file.js';
import { print, printJson } from '../output.js';

/** Compares a workspace with its manifest. Exit code 1 on any difference. */
export const integrityCheck: CommandFile<IntegrityOptions> = {
  declare(command) {
    declareShared(command);
    declareVerifying(command);
    command.addHelpText(
      'after',
      '\nexit codes: 0 nothing differs, 1 something does or the signature fails, 2 wrong usage',
    );
  },
  async run(options, [folder]) {
    const place = placeOf(folder, options.manifest);
    const { manifest, signer } = await readManifest(place, options);
    const drift = compareWorkspace(manifest.files, survey(place, manifest.excludes));
    const drifted = hasDrift(drift);
    if (options.json === true) {
      printJson({ ok: !drifted, files: manifest.files.length, signer: signer?.publicKey ?? null, ...drift });
    } else {
      const by = signer === undefined ? 'the manifest is not signed' : `manifest signed by ${signer.name}`;
      const head = drifted ? `DRIFT: ${place.root}` : `OK: ${manifest.files.length} files as recorded`;
      print([`${head} (${by})`, ...renderDrift(drift)].join('\n'));
    }
    return drifted ? EXIT.failed : EXIT.ok;
  },
};
