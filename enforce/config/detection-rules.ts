// SPDX-License-Identifier: Apache-2.0
import { parseListenAddress } from './forms.js';
import type { CrossFault } from './cross-rules.js';
import type { Config } from './schema.js';
import { CORE_RESPONSE_RULES } from './sections/detection.table.js';

const MIN_CANARY = 8;

/** Rules over the keys of detection: what one key demands of another, and what this build cannot do. */
export function checkDetection(config: Config): CrossFault[] {
  return [
    ...checkResponses(config),
    ...checkCanaries(config),
    ...checkParts(config),
    ...checkToolRules(config),
    ...checkScanApi(config),
  ];
}

function checkResponses({ response_scanning: responses }: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  if (responses.action === 'ask' || responses.action === 'strip') {
    const path = 'response_scanning.action';
    faults.push({ path, message: `not in this build: ${responses.action}`, expected: 'block or warn' });
  }
  const core = new Set(CORE_RESPONSE_RULES.map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  responses.patterns.forEach(({ name }, index) => {
    const path = `response_scanning.patterns[${index}].name`;
    const key = name.toLowerCase();
    if (core.has(key)) faults.push({ path, message: 'is the name of a core rule', expected: 'another name' });
    else if (seen.has(key)) faults.push({ path, message: 'stands twice', expected: 'every name once' });
    seen.add(key);
  });
  return faults;
}

function checkCanaries({ canary_tokens: canaries }: Config): CrossFault[] {
  return canaries.tokens.flatMap(({ value, env_var: variable }, index): CrossFault[] => {
    const path = `canary_tokens.tokens[${index}]`;
    if (value === '' && variable === '') return [{ path, message: 'has no value', expected: 'value or env_var' }];
    if (value === '' || value.length >= MIN_CANARY) return [];
    return [{ path: `${path}.value`, message: 'is too short', expected: `${MIN_CANARY} characters or more` }];
  });
}

function checkParts({ cross_request_detection: cross, address_protection: addresses }: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  if (cross.enabled && !cross.entropy_budget.enabled && !cross.fragment_reassembly.enabled) {
    const expected = 'entropy_budget or fragment_reassembly enabled';
    faults.push({ path: 'cross_request_detection.enabled', message: 'has both parts off', expected });
  }
  if (addresses.enabled && !Object.values(addresses.chains).includes(true)) {
    faults.push({ path: 'address_protection.chains', message: 'are all off', expected: 'at least one on' });
  }
  return faults;
}

function checkToolRules({ mcp_tool_policy: policy }: Config): CrossFault[] {
  const faults: CrossFault[] = [];
  policy.rules.forEach((rule, index) => {
    const path = `mcp_tool_policy.rules[${index}]`;
    const bounds = [rule.arg_number_gt, rule.arg_number_lt, rule.arg_len_gt, rule.arg_len_lt];
    const conditions = rule.arg_pattern !== '' || rule.arg_type !== '' || rule.arg_value_in.length > 0;
    if (rule.arg_key !== '' && !conditions && bounds.every((value) => value === undefined)) {
      faults.push({
        path: `${path}.arg_key`,
        message: 'has no condition',
        expected: 'arg_pattern or another arg_ key',
      });
    }
    if (rule.action === 'redirect' || rule.action === 'defer' || rule.redirect_profile !== '') {
      const expected = 'allow, warn, ask or block';
      faults.push({ path: `${path}.action`, message: 'not in this build: redirect and defer', expected });
    }
  });
  return faults;
}

function checkScanApi({ scan_api: api, fetch_proxy: proxy, metrics_listen: metrics }: Config): CrossFault[] {
  if (api.listen === '') return [];
  const faults: CrossFault[] = [];
  if (api.auth.bearer_tokens.length === 0) {
    faults.push({ path: 'scan_api.auth.bearer_tokens', message: 'is empty', expected: 'at least one token' });
  }
  const own = parseListenAddress(api.listen);
  const others = [proxy.listen, metrics].map(parseListenAddress);
  if (own !== undefined && own.port !== 0 && others.some((other) => other?.port === own.port)) {
    faults.push({ path: 'scan_api.listen', message: 'is the port of another listener', expected: 'another port' });
  }
  return faults;
}
