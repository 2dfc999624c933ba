// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { factsOfRun, unknownFacts, type Fact } from '../../../dashboard/facts.js';
import type { ChainFacts, ChainResult } from '../../../verify/core/chains/chain-summary.js';
import type { Check, CheckCode } from '../../../verify/core/results/result.js';
import type { DirectoryResult } from '../../../verify/core/folders/folder-result.js';

const SESSION = 'proxy.run.one';
const FACTS: ChainFacts = {
  session: SESSION,
  receiptCount: 3,
  finalSeq: 2n,
  rootHash: '',
  signerKeys: [],
  runNonces: [],
  runState: 'closed',
  sealState: 'sealed',
  entryCount: 6,
  entryHead: '',
  anchoredSeq: 5n,
  startTime: '',
  endTime: '',
  evidenceReceipts: 0,
  decisions: 0,
  checkpoints: 1,
};

function check(code: CheckCode, status: Check['status'] = 'pass', subject = SESSION): Check {
  return { code, status, subject, message: `${code} ${status}` };
}

const GOOD = [check('receipt_chain'), check('signature'), check('signer_key_untrusted'), check('entry_chain')];
const LOG = [
  check('log_checkpoint', 'pass', 'log/checkpoint'),
  check('log_tree', 'pass', 'log/checkpoint'),
  check('log_inclusion', 'pass', 'log'),
];

interface Case {
  readonly chain?: Partial<ChainResult>;
  readonly facts?: Partial<ChainFacts>;
  readonly folder?: Partial<DirectoryResult>;
}

function factsOf({ chain = {}, facts = {}, folder = {} }: Case): readonly Fact[] {
  const run: ChainResult = {
    verdict: 'valid',
    accepted: true,
    claimed: [],
    checks: GOOD,
    notAsserted: [],
    ...chain,
    facts: { ...FACTS, ...facts },
  };
  const result: DirectoryResult = {
    verdict: 'valid',
    accepted: true,
    claimed: [],
    healthy: true,
    chains: [run, { ...run, facts: { ...FACTS, session: 'other' } }],
    linked: [],
    unlinked: [],
    findings: [],
    checks: LOG,
    unprotected: [],
    notAsserted: [],
    ...folder,
  };
  return factsOfRun(run, result);
}

function words(one: Case): string[] {
  return factsOf(one).map(({ word }) => word);
}

test('what holds is said of each fact by itself; complete is limited at best', (t) => {
  t.deepEqual(words({}), ['Yes', 'Yes', 'Yes', 'LIMITED']);
});

test('a run that is open, or was lost in part, is never limited', (t) => {
  t.is(words({ facts: { runState: 'open' } })[3], 'UNVERIFIED');
  t.is(words({ chain: { verdict: 'unpinned' } })[3], 'UNVERIFIED');
  t.is(words({ chain: { verdict: 'discontinuous' } })[3], 'BROKEN');
});

test('without a key nothing is a yes, however well it fits together', (t) => {
  const checks = [
    ...GOOD.filter(({ code }) => code !== 'signer_key_untrusted'),
    check('signer_key_untrusted', 'not_checked'),
  ];
  t.deepEqual(words({ chain: { verdict: 'unpinned', checks } }), ['Not shown', 'Not shown', 'Not shown', 'UNVERIFIED']);
});

test('every kind of fault reaches the fact that it is about, and completeness', (t) => {
  const broken = (code: CheckCode): string[] =>
    words({ chain: { verdict: 'invalid', checks: [check(code, 'fail', 'seq 1')] } });
  t.deepEqual(broken('signature_invalid').slice(0, 2), ['No', 'No']);
  t.deepEqual(broken('signer_key_untrusted').slice(0, 2), ['No', 'Not shown']);
  t.deepEqual(broken('endorsement_invalid').slice(0, 2), ['No', 'Not shown']);
  for (const code of ['chain_break', 'entry_chain', 'torn_tail', 'malformed_json', 'checkpoint_invalid'] as const) {
    t.is(broken(code)[1], 'No', code);
    t.is(broken(code)[3], 'BROKEN', code);
    t.not(broken(code)[2], 'Yes', code);
  }
});

test('a finding about the run counts against it, and one about another does not', (t) => {
  const finding = { kind: 'appended_after_link', session: SESSION, message: 'appended' } as const;
  t.deepEqual(words({ folder: { findings: [finding] } }), ['Yes', 'No', 'Not shown', 'BROKEN']);
  t.deepEqual(words({ folder: { findings: [{ ...finding, session: 'other' }] } }), ['Yes', 'Yes', 'Yes', 'LIMITED']);
  const key = { ...finding, kind: 'untrusted_successor_key' } as const;
  t.is(words({ folder: { findings: [key] } })[0], 'No');
});

test('a time stamp is named beside the witnesses, and a false one breaks the log', (t) => {
  const stamp = (status: Check['status']): Case => ({
    folder: { checks: [...LOG, check('log_timestamp', status, 'log/timestamps/3')] },
  });
  t.regex(factsOf(stamp('pass'))[2]?.why ?? '', /no witness was asked; an authority stamped its time\.$/);
  t.regex(factsOf(stamp('not_checked'))[2]?.why ?? '', /no witness was asked\.$/);
  t.is(words(stamp('fail'))[2], 'No');
});

test('the log is trusted only under a key, as a whole, and as far as it goes', (t) => {
  const anchored = (checks: readonly Check[]): string => words({ folder: { checks } })[2] ?? '';
  t.is(anchored([]), 'Not anchored');
  t.is(anchored([check('log_checkpoint', 'not_checked', 'log/checkpoint')]), 'Not shown');
  t.is(anchored([...LOG, check('log_inclusion', 'not_checked')]), 'In part');
  t.is(anchored([...LOG, check('log_inclusion', 'fail')]), 'No');
  t.is(anchored([...LOG, check('log_tree', 'fail', 'log/checkpoint')]), 'No');
  t.is(anchored([...LOG, check('log_inclusion', 'fail', 'other')]), 'Yes', 'a fault of another run');
  t.is(words({ folder: { checks: [...LOG, check('log_inclusion', 'fail', 'log')] } })[3], 'BROKEN');
  t.is(words({ facts: { receiptCount: 0 } })[2], 'Not shown');
});

test('nothing known is four times the same word, and no yes', (t) => {
  for (const { state, word } of unknownFacts('pending', 'Being verified', '')) {
    t.is(state, 'pending');
    t.is(word, 'Being verified');
  }
});
