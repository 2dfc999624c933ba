// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { presetConfig } from '../../../../enforce/config/presets.js';
import type { Config } from '../../../../enforce/config/schema.js';
import { FACT_FAMILIES, familyOf, PHASE_ORDER } from '../../../../enforce/replay/fact-families.table.js';
import { replayFacts } from '../../../../enforce/replay/by-facts.js';
import { buildDecisionParts } from '../../../../enforce/runtime/decision.js';
import type { Facts } from '../../../../evidence/model/policy.js';
import type { DecisionDetail } from '../../../../evidence/model/evidence-draft.js';

const partsOf = (change: (config: Config) => Config = (config) => config): ReturnType<typeof buildDecisionParts> =>
  buildDecisionParts(change(presetConfig('balanced')), {});

const recorded = partsOf();

function detail(facts: Facts, more: Partial<DecisionDetail> = {}): DecisionDetail {
  return {
    action_id: 'a',
    request_id: 'r',
    facts: { kill_switch: false, 'url.length': 40, 'url.scheme': 'https', 'host.allowlisted': false, ...facts },
    layer: 'none',
    pattern: '',
    phase: 'request',
    policy: recorded.policyHash,
    reason: 'none',
    verdict: 'allow',
    ...more,
  };
}

test('every fact that a policy reads has its phase in the table', (t) => {
  const everything = partsOf((config) => ({
    ...config,
    mode: 'strict',
    cross_request_detection: { ...config.cross_request_detection, enabled: true },
    address_protection: { ...config.address_protection, enabled: true, unknown_action: 'warn' },
    forward_proxy: { ...config.forward_proxy, sni_verification: true, sni_require_tls: true },
  }));
  for (const { when } of everything.policy.document.rules) {
    for (const { field } of when) t.truthy(familyOf(field), field);
  }
  for (const { prefix, phase } of FACT_FAMILIES) {
    t.is(familyOf(prefix)?.prefix, prefix, 'no row stands in the shadow of another');
    t.true(PHASE_ORDER.includes(phase));
  }
});

test('the same facts under a stricter threshold are newly blocked, under the same policy they are not', (t) => {
  const stricter = partsOf((config) => ({
    ...config,
    fetch_proxy: { ...config.fetch_proxy, monitoring: { ...config.fetch_proxy.monitoring, max_url_length: 30 } },
  }));
  const same = replayFacts(recorded.policy, detail({}), recorded.policy.document);
  t.deepEqual(same, { kind: 'decided', words: { verdict: 'allow', layer: 'none', reason: 'none' } });
  const blocked = replayFacts(stricter.policy, detail({}), recorded.policy.document);
  t.like(blocked, { kind: 'decided', words: { verdict: 'block', layer: 'length', reason: 'url_length' } });
});

test('other detection rules: what they would have found is not guessed', (t) => {
  const other = partsOf((config) => ({
    ...config,
    dlp: {
      ...config.dlp,
      patterns: [
        { name: 'Ticket', regex: 'TICKET-[0-9]{6}', severity: 'high', action: '', validator: '', exempt_domains: [] },
      ] as unknown as Config['dlp']['patterns'],
    },
  }));
  const open = replayFacts(other.policy, detail({}), recorded.policy.document);
  t.like(open, { kind: 'cannot_say', why: 'facts', lifted: false });
  t.true(open.kind === 'cannot_say' && open.missing.includes('dlp.url.*'));
  t.false(open.kind === 'cannot_say' && open.missing.includes('tool.*'), 'it is no tool call');
  // What stands before every detector is known all the same.
  const killed = detail({ kill_switch: true }, { verdict: 'block', layer: 'kill_switch', phase: 'gate' });
  t.like(replayFacts(other.policy, killed, recorded.policy.document), { kind: 'decided', words: { verdict: 'block' } });
  // Without the recorded document nothing tells which rules made the facts.
  t.is(replayFacts(recorded.policy, detail({})).kind, 'cannot_say');
});

test('facts that the recorded policy had no use for are not taken for absent', (t) => {
  const watching = partsOf((config) => ({
    ...config,
    cross_request_detection: { ...config.cross_request_detection, enabled: true },
  }));
  const silent = replayFacts(watching.policy, detail({}), recorded.policy.document);
  t.like(silent, { kind: 'cannot_say', missing: ['cee.*'] });
});

test('a block that does not hold any more: the record ends there', (t) => {
  const longer = partsOf((config) => ({
    ...config,
    fetch_proxy: { ...config.fetch_proxy, monitoring: { ...config.fetch_proxy.monitoring, max_url_length: 9000 } },
  }));
  const blocked = { verdict: 'block', layer: 'length', reason: 'url_length', phase: 'raw_url' } as const;
  const lifted = replayFacts(longer.policy, detail({ 'url.length': 5000 }, blocked), recorded.policy.document);
  t.like(lifted, { kind: 'cannot_say', why: 'beyond_record', lifted: true });
  t.deepEqual(lifted.kind === 'cannot_say' && lifted.missing, ['url', 'dns', 'budget', 'request']);
});
