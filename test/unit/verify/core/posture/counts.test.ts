// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { parsePostureCapsule } from '../../../../../evidence/model/posture-capsule.js';
import { signPostureCapsule, writePostureCapsule } from '../../../../../evidence/sign/posture-capsule.js';
import { examinePosture } from '../../../../../verify/core/posture/proof.js';
import { appraisePosture } from '../../../../../verify/core/posture/gate.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { bodyWith, conformanceSigner } from '../../../../support/posture.js';
import { CONFORMANCE_KEY } from '../../../../support/evidence-files.js';

const AT = '2026-04-11T14:00:00Z';
const DEMANDED = {
  name: 'enterprise',
  minScore: 85,
  maxAgeSeconds: 0,
  maxReceiptAgeSeconds: 0,
  requireDiscovery: false,
};

test('an unprotected server beside all that were counted fails the gate; the capsule is authentic all the same', async (t) => {
  const body = bodyWith({ discover: { total_servers: 2, protected_pipelock: 2, unprotected: 1 } });
  const text = writePostureCapsule(await signPostureCapsule(body, conformanceSigner));
  const trust = createTrustRoot({ keys: [CONFORMANCE_KEY] });
  const { checks, capsule } = await examinePosture(text, { trust, suite: nodeSuite, at: AT });
  t.deepEqual(
    checks.filter(({ status }) => status === 'fail'),
    [],
  );
  if (capsule === undefined) throw new Error('the capsule is read');
  const { passed, hardFailures } = appraisePosture(capsule, DEMANDED, AT);
  t.false(passed);
  t.deepEqual(
    hardFailures.map(({ rule }) => rule),
    ['unprotected_servers'],
  );
});

test('more protected servers than there are would lift the score, and are refused', async (t) => {
  const body = bodyWith({ discover: { total_servers: 2, protected_pipelock: 2 } });
  const text = writePostureCapsule(await signPostureCapsule(body, conformanceSigner));
  t.notThrows(() => parsePostureCapsule(text));
  t.throws(() => parsePostureCapsule(text.replace('"protected_other":0', '"protected_other":1')), {
    message: /more protected servers/,
  });
});
