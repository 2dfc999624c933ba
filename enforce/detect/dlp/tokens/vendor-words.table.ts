// SPDX-License-Identifier: Apache-2.0

/** Vendors by the name that stands in identifiers. */
export const VENDOR_WORDS: readonly string[] = ['algolia', 'datadog', 'airtable'];

/** Vendors whose name is also a word of the language or of every program. */
export const PLAIN_VENDOR_WORDS: readonly string[] = ['api', 'box', 'linear'];
