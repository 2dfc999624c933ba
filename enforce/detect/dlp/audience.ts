// SPDX-License-Identifier: Apache-2.0
import { compileHosts, type HostPatterns } from '../url/hosts.js';
import type { ParsedTarget } from '../url/target.js';
import type { DlpRule } from './rule.js';

/** Own instances of providers, whose credentials may be sent to them. */
export interface AudienceOptions {
  readonly github_enterprise_hosts?: readonly string[];
  readonly gitlab_hosts?: readonly string[];
}

/** Whether a credential found in a header of a request is on its way to whoever issued it. */
export interface Audience {
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
]);

const GITHUB_API = ['api.github.com', 'uploads.github.com'] as const;
const GIT_HOSTS = ['github.com', 'gitlab.com'] as const;
const GIT_PATH = /\/(?:info\/refs|git-upload-pack|git-receive-pack)$/;
const TOKEN_SCHEME = /^(?:bearer|token)\s/i;
const BASIC_SCHEME = /^basic\s/i;

function permitsGit(rule: DlpRule, hosts: HostPatterns, value: string, target: ParsedTarget): boolean {
  if (!BASIC_SCHEME.test(value) || !GIT_PATH.test(target.path) || !hosts.matches(target.host)) return false;
  // Each provider's credential to its own host only.
  return rule.name.startsWith('GitHub') ? !target.host.includes('gitlab') : !target.host.includes('github');
}

/**
 * Prepares the audiences of the built-in rules. They are part of the product: a configuration can add own instances of
 * GitHub and GitLab and nothing else. A credential travels to its audience over an encrypted connection or not at all.
 */
export function compileAudience(rules: readonly DlpRule[], options: AudienceOptions): Audience {
  const gitlab = options.gitlab_hosts ?? [];
  const github = options.github_enterprise_hosts ?? [];
  const audiences = new Map<string, HostPatterns>();
  for (const { name, audience, origin } of rules) {
    if (origin === 'user') continue;
    if (audience !== undefined)
      audiences.set(name, compileHosts(name.startsWith('GitLab') ? [...audience, ...gitlab] : audience));
  }
  const githubApi = compileHosts([...GITHUB_API, ...github]);
  const git = compileHosts([...GIT_HOSTS, ...github, ...gitlab]);

  return {
    permits(rule, header, value, target) {
      if (target.scheme !== 'https' && target.scheme !== 'wss') return false;
      if (rule.origin === 'user' || !CREDENTIAL_HEADERS.has(header)) return false;
      const authorization = header === 'authorization';
      if (rule.name.startsWith('GitHub')) {
        if (!authorization) return false;
        return (TOKEN_SCHEME.test(value) && githubApi.matches(target.host)) || permitsGit(rule, git, value, target);
      }
      if (rule.name.startsWith('GitLab') && authorization && permitsGit(rule, git, value, target)) return true;
      return audiences.get(rule.name)?.matches(target.host) ?? false;
    },
  };
}
