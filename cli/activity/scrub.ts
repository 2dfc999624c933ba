// SPDX-License-Identifier: Apache-2.0
import { presetConfig } from '../../enforce/config/presets.js';
import { buildDetectors } from '../../enforce/detect/detectors.js';
import { ruleSlug } from '../../enforce/detect/dlp/rules/rule.js';
import { detectorPorts } from '../../enforce/runtime/detector-ports.js';

const REMEMBERED = 10_000;

/** Replaces a text that holds a credential, whole: what a rule matches may be only part of the secret. */
export function createScrubber(): (text: string) => string {
  const detectors = buildDetectors(presetConfig('balanced'), detectorPorts());
  const known = new Map<string, string>();
  return (text) => {
    if (text === '') return text;
    const found = known.get(text);
    if (found !== undefined) return found;
    const [rule] = detectors.redactText(text);
    const shown = rule === undefined ? text : `[redacted-${ruleSlug(rule)}]`;
    if (known.size < REMEMBERED) known.set(text, shown);
    return shown;
  };
}
