// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from '../rules/rule.js';

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
    source:
      'labelled secret 4: a value that looks like chance, or has marks in it, behind a label that names a key, token or secret; keys of authenticators, recovery codes',
  },
  {
    ...common,
    name: 'Labelled Password',
    severity: 'high',
    finder: 'labelled_password',
    source:
      'labelled password 4: a value that looks like chance, or has marks in it, behind a label that names a password, or behind a user in one value, sentence or call',
  },
  {
    ...common,
    name: 'Vendor Credential',
    severity: 'high',
    finder: 'vendor_secret',
    source: 'vendor credential 2: a value that looks like chance assigned to a name that holds the name of a vendor',
  },
  {
    ...common,
    name: 'Authorization Credential',
    severity: 'high',
    finder: 'authorization',
    source:
      'authorization credential 3: Bearer or another scheme with a value that looks like chance, cookies of sessions, answers to challenges',
  },
  {
    ...common,
    name: 'Basic Credentials',
    severity: 'high',
    finder: 'basic_credentials',
    source: 'basic credentials 2: Basic with a user and a password',
  },
  {
    ...common,
    name: 'Password in Address',
    severity: 'high',
    finder: 'address_password',
    source: 'password in address 3: user and password ahead of a host, in an address of any scheme',
  },
  {
    ...common,
    name: 'Private Key Body',
    severity: 'critical',
    finder: 'private_key_body',
    source: 'private key body 2: PKCS #1, PKCS #8, SEC 1, OpenSSH, OpenPGP or PuTTY, without the line before it',
  },
  {
    ...common,
    name: 'Private JSON Web Key',
    severity: 'critical',
    finder: 'json_web_key',
    source: 'private json web key 2: a key in JSON with its private part',
  },
  {
    ...common,
    name: 'Credentials File',
    severity: 'high',
    finder: 'credential_file',
    source: 'credentials file 3: lines of .npmrc, .netrc, .pgpass, settings of Docker and Kubernetes',
  },
  {
    ...common,
    name: 'Password in Command',
    severity: 'high',
    finder: 'command_password',
    source:
      'password in command 3: an argument of a program that takes a password there, or the last word of a line of settings or of a session',
  },
  {
    name: 'Near-Miss Credential',
    severity: 'medium',
    origin: 'default',
    asWrittenOnly: true,
    finder: 'near_miss',
    source:
      'near miss 1: the distinct beginning of a token of the tables, and at least half of its length in its characters; a signed token in JSON whose signature is cut',
  },
];
