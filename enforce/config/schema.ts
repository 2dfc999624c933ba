// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import * as general from './sections/general.table.js';
import {
  address_protection,
  canary_tokens,
  cross_request_detection,
  mcp_tool_policy,
  response_scanning,
  scan_api,
  seed_phrase_detection,
} from './sections/detection.table.js';
import { mediation_envelope } from './sections/mediation.table.js';
import { flight_recorder, kill_switch, logging, transparency_log } from './sections/operation.table.js';
import { fetch_proxy, forward_proxy } from './sections/proxy.table.js';
import { dlp, request_body_scanning, suppress } from './sections/scanning.table.js';

/**
 * The table of keys: type, default, documentation and reload rule of each stand in the section tables. Loading, the
 * JSON Schema and the reference page are all read from it. The order is that of the reference page.
 */
export const CONFIG_SCHEMA = z.strictObject({
  version: general.version,
  mode: general.mode,
  enforce: general.enforce,
  explain_blocks: general.explain_blocks,
  api_allowlist: general.api_allowlist,
  trusted_domains: general.trusted_domains,
  internal: general.internal,
  ssrf: general.ssrf,
  dns: general.dns,
  default_agent_identity: general.default_agent_identity,
  bind_default_agent_identity: general.bind_default_agent_identity,
  metrics_listen: general.metrics_listen,
  fetch_proxy,
  forward_proxy,
  request_body_scanning,
  dlp,
  seed_phrase_detection,
  canary_tokens,
  address_protection,
  cross_request_detection,
  response_scanning,
  mcp_tool_policy,
  scan_api,
  suppress,
  kill_switch,
  logging,
  flight_recorder,
  transparency_log,
  mediation_envelope,
});

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** A whole configuration, every default filled in, deeply frozen. Keys are those of the file. */
export type Config = DeepReadonly<z.output<typeof CONFIG_SCHEMA>>;

export type Mode = Config['mode'];

/** Freezes a value and everything in it, so that a snapshot in use cannot change. */
export function frozen<T>(value: T): DeepReadonly<T> {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value as DeepReadonly<T>;
}

/** The configuration of an empty file. What `run` uses without a file is the balanced preset instead. */
export function defaultConfig(): Config {
  return frozen(CONFIG_SCHEMA.parse({}));
}
