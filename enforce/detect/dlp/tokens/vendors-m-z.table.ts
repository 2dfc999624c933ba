// SPDX-License-Identifier: Apache-2.0
import type { VendorToken } from './vendor-token.js';

/** Credentials of vendors whose names begin with M to Z. */
export const VENDORS_M_Z: readonly VendorToken[] = [];
