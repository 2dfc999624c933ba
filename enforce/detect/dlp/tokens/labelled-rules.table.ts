// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from '../rule.js';

const common = { origin: 'default', asWrittenOnly: true, notInHeaders: true } as const;

/**
 * Credentials told by what they are called instead of by their shape: they may come from any vendor. `source` says in
 * words what the code looks for; a change of the code changes the number in it, and so the hash over the rules.
 */
export const LABELLED_RULES: readonly DlpRule[] = [
  {
    ...common,
    name: 'Labelled Secret',
    severity: 'high',
    finder: 'labelled_secret',
    source: 'labelled secret 1: a value that looks like chance behind a label that names a key, token or secret',
  },
  {
    ...common,
    name: 'Labelled Password',
    severity: 'high',
    finder: 'labelled_password',
    source: 'labelled password 1: a value that looks like chance behind a label that names a password',
  },
  {
    ...common,
    name: 'Vendor Credential',
    severity: 'high',
    finder: 'vendor_secret',
    source: 'vendor credential 1: a value that looks like chance assigned to a name that holds the name of a vendor',
  },
  {
    ...common,
    name: 'Authorization Credential',
    severity: 'high',
    finder: 'authorization',
    source: 'authorization credential 1: Bearer with a value that looks like chance, Basic with a user and a password',
  },
];
