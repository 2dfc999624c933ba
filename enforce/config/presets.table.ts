// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { CONFIG_SCHEMA } from './schema.js';

export type PresetName = 'balanced' | 'strict' | 'audit';

interface Preset {
  readonly purpose: string;
  /** What differs from the defaults. */
  readonly settings: z.input<typeof CONFIG_SCHEMA>;
}

/** Ready-made configurations. Each names only what this build does. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  balanced: {
    purpose:
      'Blocks credentials in URLs, inside addresses, random-looking data and answers that instruct the agent; marks what it finds in bodies.',
    settings: {
      mode: 'balanced',
      enforce: true,
      forward_proxy: { enabled: true },
      request_body_scanning: { action: 'warn' },
      response_scanning: { action: 'block' },
      flight_recorder: { require_receipts: true },
    },
  },
  strict: {
    purpose: 'Reaches only the hosts of api_allowlist, with narrow limits; every finding blocks.',
    settings: {
      mode: 'strict',
      enforce: true,
      fetch_proxy: {
        monitoring: {
          max_url_length: 500,
          entropy_threshold: 3.5,
          subdomain_entropy_threshold: 3.5,
          max_requests_per_minute: 30,
        },
      },
      request_body_scanning: { action: 'block', header_mode: 'all', content_entropy_action: 'block' },
      response_scanning: { action: 'block' },
      mcp_tool_policy: { action: 'block' },
      cross_request_detection: { enabled: true },
      flight_recorder: { require_receipts: true },
    },
  },
  audit: {
    purpose: 'Judges and records everything and blocks only what may never pass; for a first look at the traffic.',
    settings: {
      mode: 'audit',
      enforce: false,
      api_allowlist: [],
      fetch_proxy: { monitoring: { max_requests_per_minute: 0 } },
      request_body_scanning: { action: 'warn' },
      response_scanning: { action: 'warn' },
      flight_recorder: { require_receipts: true },
    },
  },
};
