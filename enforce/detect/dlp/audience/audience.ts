// SPDX-License-Identifier: Apache-2.0
import { compileHosts, type HostPatterns } from '../../url/hosts.js';
import type { ParsedTarget } from '../../url/target.js';
import type { DlpRule } from '../rules/rule.js';
import { tokenCourse } from './jwt-audience.js';

/** Own instances of providers, whose credentials may be sent to them. */
export interface AudienceOptions {
  readonly github_enterprise_hosts?: readonly string[];
  readonly gitlab_hosts?: readonly string[];
}

/** Whether a credential found in a header of a request is on its way to whoever issued it. */
export interface Audience {
  /** `header` in lower case, `value` as it stands in the header. */
  permits(rule: DlpRule, header: string, value: string, target: ParsedTarget): boolean;
}

/** Headers in which a provider expects its credential. */
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'private-token',
  'job-token',
  'deploy-token',
]);

const GITHUB_API = ['api.github.com', 'uploads.github.com'] as const;
/** GitHub's hosts of packages and images. */
const GITHUB_PACKAGES = ['*.pkg.github.com', 'ghcr.io'] as const;
const GIT_PATH = /\/(?:info\/refs|git-upload-pack|git-receive-pack)$/;
const TOKEN_SCHEME = /^(?:bearer|token)\s/i;
const BEARER_SCHEME = /^bearer\s/i;
const BASIC_SCHEME = /^basic\s/i;

/** GitLab accepts each kind of token under a header of its own, beside Authorization. */
const GITLAB_HEADERS: Readonly<Record<string, string>> = {
  'GitLab CI Job Token': 'job-token',
  'GitLab Deploy Token': 'deploy-token',
};

/** A rule for which audience and header are not enough. */
type Condition = (header: string, value: string, target: ParsedTarget) => boolean;

function isGit(value: string, target: ParsedTarget, hosts: HostPatterns): boolean {
  return BASIC_SCHEME.test(value) && GIT_PATH.test(target.path) && hosts.matches(target.host);
}

function compileGithub(own: readonly string[]): Condition {
  const api = compileHosts([...GITHUB_API, ...GITHUB_PACKAGES, ...own]);
  const packages = compileHosts(GITHUB_PACKAGES);
  const git = compileHosts(['github.com', ...own]);
  return (header, value, target) => {
    if (header !== 'authorization') return false;
    if (TOKEN_SCHEME.test(value)) return api.matches(target.host);
    return isGit(value, target, git) || (BASIC_SCHEME.test(value) && packages.matches(target.host));
  };
}

function compileGitlab(rule: string, audience: readonly string[], own: readonly string[]): Condition {
  const hosts = compileHosts([...audience, ...own]);
  const header = GITLAB_HEADERS[rule] ?? 'private-token';
  return (sent, value, target) => {
    if (sent === 'authorization')
      return BEARER_SCHEME.test(value) ? hosts.matches(target.host) : isGit(value, target, hosts);
    return sent === header && hosts.matches(target.host);
  };
}

/** Rules whose audience is not a list of hosts alone, by name. */
const CONDITIONS: Readonly<Record<string, (hosts: HostPatterns) => Condition>> = {
  'Google OAuth Token': (hosts) => (header, value, target) =>
    header === 'authorization' && BEARER_SCHEME.test(value) && hosts.matches(target.host),
  // The form alone says little; a token that names its destination is like one that says nothing of itself.
  'JWT Token': () => (header, value, target) =>
    header === 'authorization' && BEARER_SCHEME.test(value) && tokenCourse(value, target) === 'home',
};

function conditionOf({ name, audience = [] }: DlpRule, options: AudienceOptions): Condition | undefined {
  if (name.startsWith('GitHub')) return compileGithub(options.github_enterprise_hosts ?? []);
  if (name.startsWith('GitLab')) return compileGitlab(name, audience, options.gitlab_hosts ?? []);
  const special = CONDITIONS[name];
  if (special === undefined && audience.length === 0) return undefined;
  const hosts = compileHosts(audience);
  return special?.(hosts) ?? ((_header, _value, target) => hosts.matches(target.host));
}

/** A header that holds one value and nothing else, with or without the name of a scheme. */
const ONE_VALUE = /^(?:[a-z]+\s+)?([^\s,;]+)$/i;

/** A near miss belongs to whoever's whole tokens begin like it. */
function compileNearMiss(rules: readonly DlpRule[], conditions: ReadonlyMap<string, Condition>): Condition {
  const owners = rules
    .filter(({ name }) => conditions.has(name))
    .flatMap(({ name, anchors = [] }) => anchors.map((anchor) => ({ name, anchor })))
    .sort((a, b) => b.anchor.length - a.anchor.length);
  return (header, value, target) => {
    const token = ONE_VALUE.exec(value)?.[1] ?? '';
    const owner = owners.find(({ anchor }) => token.startsWith(anchor));
    return owner !== undefined && conditions.get(owner.name)?.(header, value, target) === true;
  };
}

/**
 * Prepares the audiences of the built-in rules. They are part of the product: a configuration can add own instances of
 * GitHub and GitLab and nothing else. A credential travels to its audience over an encrypted connection or not at all.
 */
export function compileAudience(rules: readonly DlpRule[], options: AudienceOptions): Audience {
  const conditions = new Map<string, Condition>();
  for (const rule of rules) {
    const condition = rule.origin === 'user' ? undefined : conditionOf(rule, options);
    if (condition !== undefined) conditions.set(rule.name, condition);
  }
  const nearMiss = rules.find(({ finder }) => finder === 'near_miss');
  if (nearMiss !== undefined) conditions.set(nearMiss.name, compileNearMiss(rules, conditions));
  return {
    permits(rule, header, value, target) {
      if (target.scheme !== 'https' && target.scheme !== 'wss') return false;
      if (rule.origin === 'user' || !CREDENTIAL_HEADERS.has(header)) return false;
      return conditions.get(rule.name)?.(header, value, target) ?? false;
    },
  };
}
