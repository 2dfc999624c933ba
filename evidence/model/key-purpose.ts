// SPDX-License-Identifier: Apache-2.0

/** What a key may be used for. A key file names one; a roster entry names one. */
export const KEY_PURPOSES = [
  'receipt-signing',
  'contract-compile-signing',
  'contract-activation-signing',
  'rules-official-signing',
  'roster-root',
  'recovery-root',
  'policy-bundle-signing',
  'policy-bundle-rollback',
  'remote-kill-signing',
  'trust-root-rotation',
  'audit-batch-signing',
  'enrollment-token-signing',
  'fleet-report-signing',
  'coverage-cert-signing',
  'mcp-reset-authority',
] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];
