// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { generateKeyPair } from '../../../../../evidence/crypto/node/signer.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { portableSuite } from '../../../../../evidence/crypto/portable.js';
import type { PostureBody } from '../../../../../evidence/sign/posture-capsule.js';
import { writePostureCapsule } from '../../../../../evidence/sign/posture-capsule.js';
import { documentFormOf } from '../../../../../verify/core/forms.js';
import { POSTURE_FORM } from '../../../../../verify/core/posture/form.js';
import { examinePosture } from '../../../../../verify/core/posture/proof.js';
import { appraisePosture, type PosturePolicy } from '../../../../../verify/core/posture/gate.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { CONFORMANCE_KEY } from '../../../../support/evidence-files.js';
import { bodyWith, GOOD_BODY, signed, withoutLastReceipt } from '../../../../support/posture.js';

const DAY = 86_400;
const ENTERPRISE: PosturePolicy = {
  name: 'enterprise',
  minScore: 85,
  maxAgeSeconds: 30 * DAY,
  maxReceiptAgeSeconds: 7 * DAY,
  requireDiscovery: false,
};
const STRICT = { ...ENTERPRISE, name: 'strict' };
const NONE = { ...ENTERPRISE, name: 'none' };
const AT = GOOD_BODY.generated_at;

const trust = createTrustRoot({ keys: [CONFORMANCE_KEY] });
const capsule = await signed();
const text = writePostureCapsule(capsule);

/** Seconds after the capsule was made, as a time. */
function later(seconds: number): string {
  return new Date(Date.parse(AT) + seconds * 1000).toISOString();
}

async function statusOf(content: string, code: string, at = AT): Promise<string | undefined> {
  const { checks } = await examinePosture(content, { trust, suite: nodeSuite, at });
  return checks.find((check) => check.code === code)?.status;
}

async function appraise(body: PostureBody, policy: PosturePolicy, at = AT) {
  return appraisePosture(await signed(body), policy, at);
}

test('an authentic capsule passes with every factor at its full weight, on either suite', async (t) => {
  for (const suite of [nodeSuite, portableSuite]) {
    const { checks } = await examinePosture(text, { trust, suite, at: AT });
    t.deepEqual(
      checks.map(({ code, status }) => `${code} ${status}`),
      ['posture_format pass', 'canonical_form pass', 'signature pass', 'signer_key_untrusted pass', 'validity pass'],
    );
  }
  const { score, passed, hardFailures, warnings } = await appraise(GOOD_BODY, STRICT);
  t.deepEqual({ score, passed, hardFailures, warnings }, { score: 100, passed: true, hardFailures: [], warnings: [] });
});

test('every bit of proof.json is noticed when it changes', async (t) => {
  const bytes = Buffer.from(text);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const missed: string[] = [];
  for (let at = 0; at < bytes.length; at++) {
    for (const bit of [0, 3, 5, 7]) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
      let content: string;
      try {
        content = decoder.decode(flipped);
      } catch {
        // What is not UTF-8 does not get past the reader of files.
        continue;
      }
      const { checks } = await examinePosture(content, { trust, suite: nodeSuite, at: AT });
      // Another spelling of the same text, such as \u003C for \u003c, is told and is no failure.
      if (checks.every(({ status }) => status === 'pass')) missed.push(`byte ${at}, bit ${bit}`);
    }
  }
  t.deepEqual(missed, []);
});

test('a layout other than the signed one is told, and is no failure', async (t) => {
  const pretty = JSON.stringify(JSON.parse(text), null, 1);
  t.is(await statusOf(pretty, 'canonical_form'), 'not_checked');
  t.is(await statusOf(pretty, 'signature'), 'pass');
});

test('the key inside is only compared: another one fails, and its own word is not enough', async (t) => {
  const { publicKeyHex } = generateKeyPair();
  const others = createTrustRoot({ keys: [publicKeyHex] });
  const judged = await examinePosture(text, { trust: others, suite: nodeSuite, at: AT });
  t.is(judged.checks.find(({ code }) => code === 'signer_key_untrusted')?.status, 'fail');
  const unpinned = await examinePosture(text, { trust: createTrustRoot({}), suite: nodeSuite, at: AT });
  t.is(unpinned.checks.find(({ code }) => code === 'signer_key_untrusted')?.status, 'not_checked');
  const swapped = writePostureCapsule({ ...capsule, signer_key_id: publicKeyHex });
  t.is(
    (await examinePosture(swapped, { trust: others, suite: nodeSuite, at: AT })).checks.find(
      ({ code }) => code === 'signature',
    )?.status,
    'fail',
  );
});

test('text that is no capsule has one check that says why', async (t) => {
  const { checks, capsule: read } = await examinePosture('{}', { trust, suite: nodeSuite, at: AT });
  t.is(read, undefined);
  t.deepEqual(
    checks.map(({ code, status }) => [code, status]),
    [['missing_required_field', 'fail']],
  );
});

test('validity: from five minutes early up to, but not at, its end', async (t) => {
  const life = 30 * DAY;
  t.is(await statusOf(text, 'validity', later(-300)), 'pass');
  t.is(await statusOf(text, 'validity', later(-300.001)), 'fail');
  t.is(await statusOf(text, 'validity', later(life - 0.001)), 'pass');
  t.is(await statusOf(text, 'validity', later(life)), 'fail');
  t.is(await statusOf(text, 'validity', 'not a time'), 'fail');
  const { checks } = await examinePosture(text, { trust, suite: nodeSuite });
  t.is(checks.at(-1)?.status, 'not_checked');
  const dead = writePostureCapsule(await signed({ ...GOOD_BODY, expires_at: AT }));
  t.is((await examinePosture(dead, { trust, suite: nodeSuite })).checks.at(-1)?.status, 'fail');
});

test('the age of a capsule: up to its limit, and without one', async (t) => {
  const rules = async (seconds: number, policy = NONE) =>
    (await appraise(GOOD_BODY, { ...policy, minScore: 0 }, later(seconds))).hardFailures.map(({ rule }) => rule);
  t.deepEqual(await rules(30 * DAY), []);
  t.deepEqual(await rules(30 * DAY + 0.001), ['capsule_too_old']);
  t.deepEqual(await rules(300 * DAY, { ...NONE, maxAgeSeconds: 0 }), []);
});

test('the age of the last receipt: up to its limit, not from the future, and without a limit', async (t) => {
  const last = (seconds: number) => bodyWith({ flight_recorder: { last_receipt_at: later(seconds) } });
  const judge = async (seconds: number, policy = ENTERPRISE) => {
    const { factor_scores, hardFailures } = await appraise(last(seconds), policy);
    return [factor_scores.recorder_health.raw_percent, ...hardFailures.map(({ rule }) => rule)];
  };
  t.deepEqual(await judge(-7 * DAY), [100]);
  t.deepEqual(await judge(-7 * DAY - 0.001), [50, 'stale_receipts']);
  t.deepEqual(await judge(300), [100]);
  t.deepEqual(await judge(300.001), [50, 'stale_receipts']);
  t.deepEqual(await judge(-700 * DAY, { ...ENTERPRISE, maxReceiptAgeSeconds: 0 }), [100]);
  const untimed = withoutLastReceipt(GOOD_BODY);
  t.deepEqual(
    (await appraise(untimed, ENTERPRISE)).hardFailures.map(({ rule }) => rule),
    ['stale_receipts'],
  );
});

/** A body that breaks one rule, the policies that notice, and a body beside it that breaks none. */
const gates: readonly (readonly [string, PostureBody, readonly string[], PostureBody])[] = [
  [
    'unprotected_servers',
    bodyWith({ discover: { total_servers: 3, unprotected: 1 } }),
    ['enterprise', 'strict'],
    bodyWith({ discover: { total_servers: 3, protected_other: 1 } }),
  ],
  [
    'zero_detection_category',
    bodyWith({
      simulate: {
        scenarios: [
          { name: 'a', category: 'SSRF', detected: false },
          { name: 'b', category: 'DLP', detected: true },
        ],
      },
    }),
    ['enterprise', 'strict'],
    bodyWith({
      simulate: {
        scenarios: [
          { name: 'a', category: 'DLP', detected: false },
          { name: 'b', category: 'DLP', detected: true },
        ],
      },
    }),
  ],
  [
    'recorder_inactive',
    bodyWith({ verify_install: { flight_recorder_active: false } }),
    ['enterprise', 'strict'],
    bodyWith({ verify_install: { proxying: false } }),
  ],
  [
    'no_receipts',
    bodyWith({ flight_recorder: { receipt_count: 0 } }),
    ['enterprise', 'strict'],
    bodyWith({ flight_recorder: { receipt_count: 1 } }),
  ],
  [
    'no_servers_discovered',
    bodyWith({ discover: { total_servers: 0, protected_pipelock: 0 } }),
    ['strict'],
    bodyWith({ discover: { total_servers: 1, protected_pipelock: 1 } }),
  ],
  [
    'unknown_servers',
    bodyWith({ discover: { total_servers: 3, unknown: 1 } }),
    ['strict'],
    bodyWith({ discover: { total_servers: 3, protected_pipelock: 3 } }),
  ],
  [
    'discovery_parse_errors',
    bodyWith({ discover: { parse_errors: 1 } }),
    ['strict'],
    bodyWith({ discover: { total_clients: 9 } }),
  ],
];

for (const [rule, bad, noticing, good] of gates) {
  test(`gate ${rule}: noticed by ${noticing.join(' and ')}, and its twin by none`, async (t) => {
    for (const policy of [ENTERPRISE, STRICT, NONE].map((one) => ({ ...one, minScore: 0 }))) {
      const told = (await appraise(bad, policy)).hardFailures.map((failure) => failure.rule);
      t.deepEqual(told, noticing.includes(policy.name) ? [rule] : [], policy.name);
      t.deepEqual((await appraise(good, policy)).hardFailures, [], policy.name);
    }
  });
}

test('no server at all is a warning, unless the policy or the caller demands one', async (t) => {
  const empty = bodyWith({ discover: { total_servers: 0, protected_pipelock: 0 } });
  const loose = await appraise(empty, ENTERPRISE);
  t.deepEqual([loose.passed, loose.score, loose.warnings], [true, 100, ['no_servers_discovered']]);
  const demanded = await appraise(empty, { ...NONE, requireDiscovery: true });
  t.deepEqual(
    demanded.hardFailures.map(({ rule }) => rule),
    ['no_servers_discovered'],
  );
  t.deepEqual(demanded.warnings, []);
});

test('a policy of another name and another configuration are failures', async (t) => {
  const named = await appraise(GOOD_BODY, { ...ENTERPRISE, name: 'lenient' });
  t.deepEqual(
    named.hardFailures.map(({ rule }) => rule),
    ['invalid_policy'],
  );
  const other = await appraise(GOOD_BODY, { ...NONE, configHash: '0'.repeat(64) });
  t.deepEqual(
    other.hardFailures.map(({ rule }) => rule),
    ['config_hash_mismatch'],
  );
  t.true((await appraise(GOOD_BODY, { ...NONE, configHash: GOOD_BODY.config_hash })).passed);
});

test('a score below the demanded one fails without a hard failure', async (t) => {
  const body = bodyWith({ discover: { total_servers: 3, unknown: 1 } });
  const { score, passed, hardFailures } = await appraise(body, ENTERPRISE);
  t.deepEqual([score, passed, hardFailures], [78, false, []]);
  t.true((await appraise(body, { ...ENTERPRISE, minScore: 78 })).passed);
  t.false((await appraise(body, { ...ENTERPRISE, minScore: 79 })).passed);
});

test('factors are whole numbers, rounded down at every step', async (t) => {
  const percents = async (body: PostureBody) =>
    Object.values((await appraise(body, NONE)).factor_scores).map(({ raw_percent, weighted }) => [
      raw_percent,
      weighted,
    ]);
  const third = bodyWith({
    discover: { total_servers: 3, protected_pipelock: 1, unprotected: 2 },
    simulate: { scenarios: ['a', 'b', 'c'].map((name) => ({ name, category: 'x', detected: name !== 'a' })) },
  });
  t.deepEqual(await percents(third), [
    [33, 8],
    [100, 15],
    [66, 23],
    [0, 0],
  ]);
  const unread = bodyWith({ discover: { total_servers: 0, protected_pipelock: 0, parse_errors: 2 } });
  t.deepEqual((await percents(unread))[0], [0, 0]);
  t.deepEqual((await percents(unread))[3], [50, 12]);
  // Counts without scenarios show nothing.
  for (const scenarios of [[], null]) {
    t.deepEqual((await percents(bodyWith({ simulate: { scenarios, passed: 24 } })))[2], [0, 0]);
  }
});

test('as a document: authenticity decides, content and score are claims', async (t) => {
  t.is(documentFormOf(new Set(Object.keys(capsule))), POSTURE_FORM);
  t.is(documentFormOf(new Set(['signer_key_id', 'config_hash'])), undefined);
  t.is(documentFormOf(new Set(['signer_key_id'])), undefined);
  const good = await POSTURE_FORM.verify(text, { trust, suite: nodeSuite, at: AT });
  t.deepEqual([good.verdict, good.accepted], ['valid', true]);
  t.deepEqual(good.claimed, [
    { name: 'score', value: '100' },
    { name: 'config_hash', value: GOOD_BODY.config_hash },
  ]);
  const unpinned = await POSTURE_FORM.verify(text, { trust: createTrustRoot({}), suite: nodeSuite });
  t.deepEqual([unpinned.verdict, unpinned.accepted], ['unpinned', false]);
  const bad = await POSTURE_FORM.verify(text.replace('"proxying":true', '"proxying":false'), {
    trust,
    suite: nodeSuite,
  });
  t.is(bad.verdict, 'invalid');
  t.is((await POSTURE_FORM.verify('{}', { trust, suite: nodeSuite })).verdict, 'invalid');
});
