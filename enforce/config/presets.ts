// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { PRESETS, type PresetName } from './presets.table.js';
import { CONFIG_SCHEMA, frozen, type Config } from './schema.js';
import { renderCommentedYaml } from './render-yaml.js';

export { PRESETS, type PresetName } from './presets.table.js';

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

/** A preset as a whole configuration. Paths are left empty: what an empty path means is settled where it is used. */
export function presetConfig(name: PresetName): Config {
  return frozen(CONFIG_SCHEMA.parse(PRESETS[name].settings satisfies z.input<typeof CONFIG_SCHEMA>));
}

/** A preset as a file to keep and edit: every key with its documentation. Loading it gives the preset. */
export function renderPresetYaml(name: PresetName): string {
  return renderCommentedYaml(presetConfig(name), [`Pipelock configuration, preset ${name}.`, PRESETS[name].purpose]);
}
