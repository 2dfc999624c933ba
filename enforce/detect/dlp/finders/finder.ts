// SPDX-License-Identifier: Apache-2.0
import type { Probes } from '../search.js';

/** Makes the probes of one rule, given its index. */
export type Finder = (rule: number) => Partial<Probes>;
