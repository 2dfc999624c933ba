// SPDX-License-Identifier: Apache-2.0
import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the young heap at its initial size. Verification makes much short-lived garbage and keeps nothing; V8 would
 * answer with a young heap of tens of megabytes that buys no speed here. Process-wide: for a command's start only.
 */
export function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
