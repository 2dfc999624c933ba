// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import type { Inflater } from '../text/compression/inflater.js';
import type { PatternEngine } from '../text/pattern-engine.js';
import type { AddressOptions } from './addresses/addresses.js';
import type { HeaderOptions } from './body/headers.js';
import type { CanaryOptions } from './canary/canary.js';
import type { Suppression } from './dlp/suppress.js';
import type { SeedPhraseOptions } from './seed/seed.js';
import type { ToolAction } from './tools/policy/user-rules.js';
import type { RandomnessOptions } from './url/randomness.js';

/** What detection needs from outside. */
export interface DetectorPorts {
  readonly engine: PatternEngine;
  readonly suite: CryptoSuite;
  /** Opens compressed data. Without it such data is opaque. */
  readonly inflater?: Inflater;
  /** Milliseconds since 1970, for exemptions that end. */
  readonly now: () => number;
}

/** The part of a configuration that detection reads. A whole configuration fits. */
export interface DetectorOptions {
  readonly api_allowlist: readonly string[];
  readonly trusted_domains: readonly string[];
  readonly internal: readonly string[];
  readonly ssrf: { readonly ip_allowlist: readonly string[] };
  readonly fetch_proxy: { readonly monitoring: MonitoringOptions };
  readonly request_body_scanning: BodyOptions;
  readonly dlp: DlpOptions;
  readonly response_scanning: ResponseOptions;
  readonly seed_phrase_detection: SeedPhraseOptions;
  readonly canary_tokens: CanaryOptions;
  readonly address_protection: AddressOptions & { readonly unknown_action: 'allow' | 'warn' | 'block' };
  readonly mcp_tool_policy: ToolOptions;
  readonly suppress: readonly Suppression[];
}

export interface ToolOptions {
  readonly enabled: boolean;
  readonly action: 'block' | 'warn';
  readonly rules: readonly {
    readonly name: string;
    readonly tool_pattern: string;
    readonly action: '' | ToolAction;
    readonly [condition: string]: unknown;
  }[];
}

export interface ResponseOptions {
  readonly enabled: boolean;
  readonly include_defaults: boolean;
  readonly exempt_domains: readonly string[];
  readonly patterns: readonly { readonly name: string; readonly regex: string }[];
}

export interface MonitoringOptions extends RandomnessOptions {
  readonly blocklist: readonly string[];
  readonly scan_nested_urls: boolean;
}

export interface BodyOptions extends HeaderOptions {
  readonly enabled: boolean;
  readonly disable_patterns: readonly string[];
  readonly content_entropy_enabled: boolean;
  readonly content_entropy_threshold: number;
  readonly content_entropy_min_length: number;
  readonly content_entropy_exclusions: readonly string[];
}

export interface UserPattern {
  readonly name: string;
  readonly regex: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly validator: '' | 'luhn' | 'mod97' | 'aba' | 'wif';
  readonly exempt_domains: readonly string[];
}

export interface DlpOptions {
  readonly include_defaults: boolean;
  readonly patterns: readonly UserPattern[];
  readonly min_env_secret_length: number;
  readonly github_enterprise_hosts?: readonly string[];
  readonly gitlab_hosts?: readonly string[];
}
