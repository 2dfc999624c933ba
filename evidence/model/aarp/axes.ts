// SPDX-License-Identifier: Apache-2.0

/** What a claim is about. The set is closed. */
export const AARP_AXES = ['identity', 'authority', 'integrity', 'freshness', 'transparency', 'deployment'] as const;
export type AarpAxis = (typeof AARP_AXES)[number];
