// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { buildDetectors, type Detectors } from '../../../../enforce/detect/detectors.js';
import type { SecretValues } from '../../../../enforce/detect/dlp/known/secrets.js';
import type { DetectorOptions, DetectorPorts } from '../../../../enforce/detect/options.js';
import { parseTarget } from '../../../../enforce/detect/url/target.js';
import type { Observation } from '../../../../enforce/detect/observation.js';
import { nodeInflater } from '../../../../enforce/runtime/inflater.js';
import { loadPatternEngine } from '../../../../enforce/runtime/pattern-engine.js';

export const OPTIONS: DetectorOptions = {
  api_allowlist: ['*.anthropic.com', 'github.com'],
  trusted_domains: ['relay.corp.example'],
  internal: ['10.0.0.0/8'],
  ssrf: { ip_allowlist: ['10.20.0.0/16'] },
  fetch_proxy: {
    monitoring: {
      entropy_threshold: 4.5,
      subdomain_entropy_threshold: 4,
      subdomain_entropy_exclusions: ['objects.githubusercontent.com'],
      query_entropy_exclusions: ['quiet.example'],
      path_entropy_exclusions: [{ host: 'files.example', path_prefix: '/blob/' }],
      query_entropy_param_exclusions: [{ host: 'api.example', path: '/v1', param: 'cursor' }],
      blocklist: ['*.pastebin.com'],
      scan_nested_urls: true,
    },
  },
  request_body_scanning: {
    enabled: true,
    disable_patterns: [],
    scan_headers: true,
    header_mode: 'sensitive',
    sensitive_headers: ['Authorization', 'Cookie', 'X-Api-Key'],
    ignore_headers: ['Host'],
    content_entropy_enabled: true,
    content_entropy_threshold: 4.5,
    content_entropy_min_length: 32,
    content_entropy_exclusions: [],
  },
  dlp: { include_defaults: true, patterns: [], min_env_secret_length: 16 },
  response_scanning: { enabled: true, include_defaults: true, exempt_domains: [], patterns: [] },
  seed_phrase_detection: { enabled: true, min_words: 12, verify_checksum: true },
  canary_tokens: { enabled: false, tokens: [] },
  address_protection: {
    enabled: false,
    unknown_action: 'allow',
    allowed_addresses: [],
    chains: { eth: true, btc: true, sol: false, bnb: true },
    similarity: { prefix_length: 4, suffix_length: 4 },
  },
  mcp_tool_policy: { enabled: true, action: 'warn', rules: [] },
  suppress: [],
};

export const ENGINE = loadPatternEngine();
export const PORTS: DetectorPorts = {
  engine: ENGINE,
  suite: nodeSuite,
  inflater: nodeInflater,
  now: () => Date.parse('2026-01-01T00:00:00Z'),
};

export function detectorsWith(overrides: Partial<DetectorOptions> = {}, secrets?: SecretValues): Detectors {
  return buildDetectors({ ...OPTIONS, ...overrides }, PORTS, secrets);
}

export const DETECTORS = detectorsWith();

/** The rules found in a URL, by name. */
export function rulesIn(url: string, detectors = DETECTORS): readonly string[] {
  return detectors
    .url(parseTarget(url))
    .findings.filter(({ detector }) => detector === 'dlp')
    .map(({ rule }) => rule);
}

export function observeUrl(url: string, detectors = DETECTORS): Observation {
  return detectors.url(parseTarget(url));
}

export function observeRaw(url: string): Observation {
  return DETECTORS.rawUrl(parseTarget(url));
}
