// SPDX-License-Identifier: Apache-2.0
import type { BlockReason } from '../../evidence/model/block-reason.js';
import type { Condition, ConditionOp, FactValue, PolicyRule } from '../../evidence/model/policy.js';
import type { Config } from './schema.js';
import { TOOL_RULES } from './sections/detection.table.js';

/** A rule before it is known whether blocks are enforced. A hard rule blocks even when they are not. */
export interface DraftRule extends PolicyRule {
  readonly hard?: boolean;
}

/** Address classes that nothing opens. */
const CLOSED = ['link_local', 'multicast', 'unspecified'] as const;
/** Address classes that the configuration can open. */
const INSIDE = ['loopback', 'private', 'cgnat', 'unique_local', 'reserved', 'documentation'] as const;

const MAX_REDIRECTS = 5;

/** Kinds of surfaces a request carries beside its URL; part of the names of facts. */
export const BODY_GROUPS = ['header', 'body'] as const;

function is(field: string, op: ConditionOp, value: FactValue | readonly FactValue[]): Condition {
  return { field, op, value };
}

function block(reason: BlockReason, layer: string, ...when: Condition[]): DraftRule {
  return { when, verdict: 'block', reason, layer };
}

function hard(reason: BlockReason, layer: string, ...when: Condition[]): DraftRule {
  return { when, verdict: 'block', reason, layer, hard: true };
}

function warn(reason: BlockReason, layer: string, ...when: Condition[]): DraftRule {
  return { when, verdict: 'warn', reason, layer };
}

/** A fact that is present, whatever it says; for facts that only ever name something wrong. */
function present(field: string): Condition {
  return is(field, 'ne', '');
}

const milli = (value: number): number => Math.round(value * 1000);

/** Before anything of the action is looked at. Hard: there is nothing to let through, or it was stopped by hand. */
export function gateRules(): readonly DraftRule[] {
  return [
    hard('kill_switch_active', 'kill_switch', is('kill_switch', 'eq', true)),
    hard('timeout', 'internal', is('internal.error', 'in', ['timeout', 'aborted'])),
    hard('pattern_unavailable', 'internal', present('internal.error')),
    hard('timeout', 'http', is('http.error', 'eq', 'timeout')),
    hard('authority_mismatch', 'http', is('http.error', 'eq', 'authority')),
    hard('bad_request', 'http', present('http.error')),
    hard('not_enabled', 'transport', is('transport.enabled', 'eq', false)),
    hard('envelope_verify_failed', 'inbound_verify_failed', present('envelope.inbound_fault')),
    hard('outbound_envelope_failed', 'envelope', present('envelope.outbound_fault')),
  ];
}

/** The URL, in the documented order of layers. Nothing before `dns` depends on a look-up. */
export function urlRules(config: Config): readonly DraftRule[] {
  const { monitoring } = config.fetch_proxy;
  return [
    block('url_length', 'length', is('url.length', 'gt', monitoring.max_url_length)),
    hard('parse_error', 'parser', is('url.parse_error', 'eq', true)),
    // The scheme before the destination: `file:///x` has no host, and is refused for what it is.
    hard('scheme_blocked', 'scheme', is('url.scheme', 'ne', 'http'), is('url.scheme', 'ne', 'https')),
    hard('parse_error', 'parser', is('url.destination_error', 'eq', true)),
    hard('parse_error', 'parser', is('url.userinfo', 'eq', true)),
    hard('parse_error', 'crlf_injection', is('url.crlf', 'eq', true)),
    hard('parse_error', 'path_traversal', is('url.traversal', 'eq', true)),
    ...hostRules(config, { listed: 'host', address: 'ssrf.literal' }),
    hard('dlp_match', 'core_dlp', is('dlp.url.core_count', 'gt', 0)),
    block('dlp_match', 'dlp', is('dlp.url.enforced_count', 'gt', 0)),
    warn('dlp_match', 'dlp', is('dlp.url.count', 'gt', 0)),
    ...['entropy.path_milli', 'entropy.query_milli'].map((field) =>
      block('path_entropy', 'entropy', is(field, 'gt', milli(monitoring.entropy_threshold))),
    ),
    block(
      'subdomain_entropy',
      'subdomain_entropy',
      is('entropy.subdomain_milli', 'gt', milli(monitoring.subdomain_entropy_threshold)),
    ),
    block('subdomain_entropy', 'subdomain_entropy', is('subdomain.encoded_shape', 'eq', true)),
    ...nestedRules(config),
    hard('parse_error', 'view_limit', present('view.limit')),
    hard('bad_request', 'dns', present('dns.error')),
    ...addressRules(config),
    ...budgetRules(config),
    hard('redirect_scan_denied', 'redirect', is('redirect.hop', 'gt', MAX_REDIRECTS)),
    hard('redirect_scan_denied', 'redirect', present('redirect.denied')),
  ];
}

/** Lists and literal addresses, for the host that is asked for and for the hosts of URLs inside the query alike. */
function hostRules(config: Config, facts: { listed: string; address: string }): readonly DraftRule[] {
  const { listed, address } = facts;
  return [
    ...(config.mode === 'strict'
      ? [block('domain_blocklist', 'allowlist', is(`${listed}.allowlisted`, 'eq', false))]
      : []),
    block('domain_blocklist', 'blocklist', is(`${listed}.blocklisted`, 'eq', true)),
    hard('ssrf_metadata', 'core_ssrf', is(address, 'eq', 'metadata')),
    hard('ssrf_private_ip', 'core_ssrf', is(address, 'in', CLOSED)),
  ];
}

function nestedRules(config: Config): readonly DraftRule[] {
  if (!config.fetch_proxy.monitoring.scan_nested_urls) return [];
  return [
    ...hostRules(config, { listed: 'nested', address: 'nested.ssrf' }),
    ...(config.internal.length > 0 ? [block('ssrf_private_ip', 'ssrf', is('nested.ssrf', 'in', INSIDE))] : []),
  ];
}

function addressRules(config: Config): readonly DraftRule[] {
  const closed = [
    hard('ssrf_metadata', 'core_ssrf', is('ssrf.class', 'eq', 'metadata')),
    hard('ssrf_private_ip', 'core_ssrf', is('ssrf.class', 'in', CLOSED)),
  ];
  if (config.internal.length === 0) return closed;
  return [...closed, block('ssrf_private_ip', 'ssrf', is('ssrf.class', 'in', INSIDE), is('ssrf.opened', 'eq', false))];
}

function budgetRules({ fetch_proxy: { monitoring } }: Config): readonly DraftRule[] {
  const { max_requests_per_minute: requests, max_data_per_minute: bytes } = monitoring;
  return [
    ...(requests > 0 ? [block('rate_limit', 'ratelimit', is('rate.requests', 'gt', requests))] : []),
    ...(bytes > 0 ? [block('data_budget', 'databudget', is('rate.bytes', 'gte', bytes))] : []),
  ];
}

/** What a request carries beside its URL. What cannot be read is never passed on unread. */
export function requestRules(config: Config): readonly DraftRule[] {
  const scanning = config.request_body_scanning;
  const act = scanning.action === 'block' ? block : warn;
  return [
    hard('timeout', 'body', is('body.error', 'in', ['memory', 'timeout'])),
    hard('parse_error', 'body', present('body.error')),
    ...BODY_GROUPS.map((group) => hard('dlp_match', 'core_dlp', is(`dlp.${group}.core_count`, 'gt', 0))),
    ...BODY_GROUPS.flatMap((group) => [
      ...strictRules(config, group),
      act('dlp_match', `${group}_dlp`, is(`dlp.${group}.enforced_count`, 'gt', 0)),
      warn('dlp_match', `${group}_dlp`, is(`dlp.${group}.count`, 'gt', 0)),
    ]),
    ...addressGuardRules(config),
    (scanning.content_entropy_action === 'block' ? block : warn)(
      'dlp_match',
      'content_entropy',
      is('opaque.count', 'gt', 0),
    ),
    warn('prompt_injection', 'body_injection', is('injection.body.count', 'gt', 0)),
  ];
}

/** Wallet addresses that imitate known ones, and unknown ones. */
function addressGuardRules({ address_protection: guard }: Config): readonly DraftRule[] {
  if (!guard.enabled) return [];
  const rule = (action: 'block' | 'warn', field: string): DraftRule =>
    (action === 'block' ? block : warn)('dlp_match', 'address_protection', is(field, 'gt', 0));
  return [
    rule(guard.action, 'address.address_lookalike_count'),
    ...(guard.unknown_action === 'allow' ? [] : [rule(guard.unknown_action, 'address.unknown_address_count')]),
  ];
}

/** Single rules that block in bodies and headers although the section only marks. */
function strictRules({ request_body_scanning: scanning }: Config, group: 'header' | 'body'): readonly DraftRule[] {
  if (scanning.action === 'block') return [];
  const names = Object.keys(scanning.pattern_actions).filter((name) => scanning.pattern_actions[name] === 'block');
  return names.map((name) => block('dlp_match', `${group}_dlp`, is(ruleFact(group, name), 'gt', 0)));
}

/** The fact that counts one rule's matches: its name in lower-case letters, digits and single underscores. */
function ruleFact(group: string, rule: string): string {
  return `dlp.${group}.rule.${slugOf(rule)}`;
}

function slugOf(name: string): string {
  return (
    name
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('_') ?? ''
  );
}

/** What the requests of a session show together. */
export function togetherRules({ cross_request_detection: cross }: Config): readonly DraftRule[] {
  if (!cross.enabled) return [];
  const act = (action: 'block' | 'warn', ...when: Condition[]): DraftRule =>
    (action === 'block' ? block : warn)('cross_request_deny', 'cross_request', ...when);
  return [
    act(cross.action, is('cee.fragment_count', 'gt', 0)),
    act(cross.entropy_budget.action, is('cee.entropy_exceeded', 'eq', true)),
    // Nothing of a session is remembered that there is no room for: it cannot be verified.
    act(cross.action, is('cee.capacity_exceeded', 'eq', true)),
  ];
}

/** What a tool is asked to do. Rules that open something have done so before there is a fact. */
export function toolRules({ mcp_tool_policy: policy }: Config): readonly DraftRule[] {
  if (!policy.enabled) return [];
  const actions = new Map<string, ToolVerdict>(
    Object.entries(TOOL_RULES).map(([name, action]) => [name, action ?? policy.action]),
  );
  for (const { name, action } of policy.rules) actions.set(name, action === '' ? policy.action : toolVerdict(action));
  return [...actions].flatMap(([name, verdict]): readonly DraftRule[] =>
    verdict === 'allow'
      ? []
      : [
          {
            when: [is(`tool.policy.${slugOf(name)}`, 'eq', true)],
            verdict,
            reason: 'tool_policy_deny',
            layer: 'tool_policy',
          },
        ],
  );
}

type ToolVerdict = 'block' | 'ask' | 'warn' | 'allow';

/** What nobody can carry out here yet is refused. */
function toolVerdict(action: 'allow' | 'warn' | 'ask' | 'block' | 'redirect' | 'defer'): ToolVerdict {
  return action === 'redirect' || action === 'defer' ? 'block' : action;
}

/** What a tunnel's greeting says, and what came back. */
export function responseRules(config: Config): readonly DraftRule[] {
  const { forward_proxy: tunnel, response_scanning: responses } = config;
  const act = responses.action === 'block' ? block : warn;
  return [
    ...(tunnel.sni_verification
      ? [block('authority_mismatch', 'sni', is('sni.category', 'in', ['mismatch', 'malformed_tls']))]
      : []),
    // A greeting without a name says nothing about the host: marked, and refused where TLS is demanded. A client that
    // stays silent or does not speak TLS may be using a protocol in which the server speaks first.
    ...(tunnel.sni_require_tls
      ? [
          block(
            'authority_mismatch',
            'sni',
            is('sni.category', 'in', ['not_tls', 'plain_http', 'no_extension', 'timeout']),
          ),
        ]
      : []),
    hard('response_size', 'response_size', is('response.error', 'eq', 'too_large')),
    hard('compressed_response', 'response', is('response.error', 'eq', 'encoded')),
    hard('timeout', 'response', is('response.error', 'in', ['timeout', 'memory'])),
    hard('bad_request', 'response', present('response.error')),
    act('prompt_injection', 'core_response', is('injection.response.core_count', 'gt', 0)),
    act('prompt_injection', 'response_injection', is('injection.response.count', 'gt', 0)),
    ...(tunnel.sni_verification ? [warn('authority_mismatch', 'sni', is('sni.category', 'eq', 'no_extension'))] : []),
  ];
}
