// SPDX-License-Identifier: Apache-2.0
import { run, type VendorToken } from './vendor-token.js';

/** Credentials of vendors whose names begin with A to L. Rows are in the order of the vendors' names. */
export const VENDORS_A_L: readonly VendorToken[] = [
  {
    name: '1Password Service Account Token',
    vendor: '1Password',
    prefixes: ['ops_eyJ'],
    body: [run('base64', 200, 1024)],
    severity: 'critical',
    source: 'developer.1password.com/docs/service-accounts/security',
  },
  {
    name: 'Airtable Personal Access Token',
    vendor: 'Airtable',
    prefixes: ['pat'],
    body: [run('alnum', 14), '.', run('hex_lower', 64)],
    severity: 'critical',
    audience: ['api.airtable.com'],
    source: 'airtable.com/developers/web/guides/personal-access-tokens',
  },
  {
    name: 'Algolia API Key',
    vendor: 'Algolia',
    body: [run('hex_lower', 32)],
    context: ['algolia'],
    severity: 'high',
    audience: ['*.algolia.net', '*.algolianet.com'],
    source: 'www.algolia.com/doc/guides/security/api-keys',
  },
];
