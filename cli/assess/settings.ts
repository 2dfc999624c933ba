// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../enforce/config/schema.js';
import type { IndexedSetting } from '../../evidence/model/evidence-index.js';

/** Settings whose text says what is done; other texts may name hosts, people and paths. */
const TELLING = /(?:^|[._])(?:action|mode|policy|level|format)$|_action$/;

function isTelling(key: string, value: unknown): value is string | number | boolean {
  return typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && TELLING.test(key));
}

/** The settings in force as flat keys, without those that could hold a secret or a name. Lists are not settings. */
export function flattenSettings(config: Config): readonly IndexedSetting[] {
  const settings: IndexedSetting[] = [];
  const walk = (prefix: string, value: unknown): void => {
    if (isTelling(prefix, value)) {
      settings.push({ key: prefix, value, pointer: { kind: 'config', file: 'evidence/index.json', ref: prefix } });
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, member] of Object.entries(value)) walk(prefix === '' ? name : `${prefix}.${name}`, member);
    }
  };
  walk('', config);
  return settings.sort((a, b) => (a.key < b.key ? -1 : 1));
}
