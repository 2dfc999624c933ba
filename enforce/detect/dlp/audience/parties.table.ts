// SPDX-License-Identifier: Apache-2.0

/**
 * Hosts of one provider that stand under different domains: a token for one of them is not abroad at another. Only hosts
 * that the provider itself runs, never those on which customers run programs.
 */
export const PARTIES: readonly (readonly string[])[] = [
  [
    '*.microsoft.com',
    '*.microsoftonline.com',
    '*.office.com',
    '*.office365.com',
    '*.outlook.com',
    '*.sharepoint.com',
    '*.visualstudio.com',
    '*.azure.net',
    'dev.azure.com',
    'management.azure.com',
    'storage.azure.com',
    '*.cognitiveservices.azure.com',
    '*.openai.azure.com',
    '*.documents.azure.com',
    '*.core.windows.net',
    '*.database.windows.net',
    '*.search.windows.net',
    '*.servicebus.windows.net',
    'graph.windows.net',
  ],
  ['*.google.com', '*.googleapis.com'],
];

/** Zones under a provider's own domain in which anybody may have a host, beyond those of the public suffix list. */
export const TENANT_ZONES: readonly string[] = ['*.cloudapp.azure.com', '*.web.core.windows.net'];

/** Last labels of names that mean something inside a network only, so that nothing follows from a difference. */
export const INNER_SUFFIXES: ReadonlySet<string> = new Set([
  'arpa',
  'cluster',
  'corp',
  'home',
  'internal',
  'intranet',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'svc',
]);

/** Last labels reserved for examples and tests (RFC 2606), which are names like others. */
export const RESERVED_SUFFIXES: ReadonlySet<string> = new Set(['example', 'invalid', 'test']);
