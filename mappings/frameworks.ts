// SPDX-License-Identifier: Apache-2.0
import type { Framework } from './control.js';

/** Every framework that an assessment speaks to, in the order of reports. */
export const FRAMEWORKS: readonly Framework[] = [];
