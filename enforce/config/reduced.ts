// SPDX-License-Identifier: Apache-2.0
import type { Config } from './schema.js';

/** Hash function over the UTF-8 form of a text, giving lower-case hex; from the crypto suite of the caller. */
export type Sha256Hex = (text: string) => string;

type Plain = Readonly<Record<string, unknown>>;

/** Lists whose order means nothing. Order of rules and patterns is kept: the first match may decide. */
const SET_LIKE: ReadonlySet<string> = new Set([
  'api_allowlist',
  'trusted_domains',
  'internal',
  'ip_allowlist',
  'blocklist',
  'subdomain_entropy_exclusions',
  'query_entropy_exclusions',
  'sensitive_headers',
  'ignore_headers',
  'disable_patterns',
  'exempt_domains',
  'github_enterprise_hosts',
  'gitlab_hosts',
]);

/**
 * The configuration without what does not bear on a decision: addresses to listen on, the log, where keys lie, and
 * where and how evidence is kept. What stays decides, so two files with one reduced form decide alike.
 */
export function reducedConfig(config: Config): Plain {
  const { require_receipts } = config.flight_recorder;
  return sortSets({
    ...without(config, ['metrics_listen', 'logging', 'scan_api', 'transparency_log']),
    fetch_proxy: without(config.fetch_proxy, ['listen']),
    flight_recorder: { require_receipts },
    mediation_envelope: without(config.mediation_envelope, ['signing_key_path']),
  }) as Plain;
}

function without(section: Plain, keys: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(section).filter(([key]) => !keys.includes(key)));
}

/** Lower-case hex SHA-256 of the reduced configuration as JSON with sorted keys (RFC 8785). */
export function configHash(config: Config, sha256Hex: Sha256Hex): string {
  return sha256Hex(JSON.stringify(sortKeys(reducedConfig(config))));
}

/** What a format calls the config hash: the hash of the file as it stands, or `defaults` when there is no file. */
export function rawConfigHash(text: string | undefined, sha256Hex: Sha256Hex): string {
  return text === undefined ? 'defaults' : sha256Hex(text);
}

function sortSets(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    if (SET_LIKE.has(name)) return [...(value as readonly string[])].sort();
    return value.map((member) => sortSets(member));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, sortSets(member, key)]));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys((value as Plain)[key])]));
}
