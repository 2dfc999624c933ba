// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadConfig } from '../enforce/config/load.js';
import { presetConfig } from '../enforce/config/presets.js';
import type { Config } from '../enforce/config/schema.js';
import { ConfigError, messageOf } from '../evidence/model/errors.js';

export interface LoadedConfig {
  readonly config: Config;
  /** SHA-256 of the file's bytes, or `defaults`. */
  readonly rawConfigHash: string;
  readonly source: string;
  /** True when no file was named: the balanced preset, with evidence under the product home. */
  readonly builtIn: boolean;
}

/** Reads a configuration file, or gives the built-in default. @throws ConfigError with every fault. */
export function loadConfigFile(path: string | undefined): LoadedConfig {
  if (path === undefined) {
    return { config: presetConfig('balanced'), rawConfigHash: 'defaults', source: 'balanced preset', builtIn: true };
  }
  const bytes = readBytes(path);
  return {
    config: loadConfig(bytes.toString('utf8'), { sourceName: path, now: new Date().toISOString() }),
    rawConfigHash: createHash('sha256').update(bytes).digest('hex'),
    source: path,
    builtIn: false,
  };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const fault = { path, line: undefined, message: `cannot be read: ${messageOf(cause)}`, expected: 'a YAML file' };
    throw new ConfigError([fault], { cause });
  }
}
