// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  aarpLinkAfter,
  aarpSubject,
  signAarpEnvelope,
  signAarpStream,
  writeAarpEnvelope,
} from '../../../../evidence/attest/aarp.js';
import type { AarpSigner } from '../../../../evidence/attest/aarp.js';
import { nodeSuite } from '../../../../evidence/crypto/node/suite.js';
import { parseAarpEnvelope } from '../../../../evidence/model/aarp/envelope.codec.js';
import { canonicalizeAarpPayload } from '../../../../evidence/model/aarp/envelope.js';
import { appraiseAarp } from '../../../../verify/core/aarp/appraise.js';
import { newAarpSigner, signedEnvelope, statement, trustOf } from '../../../support/aarp.js';

const one = newAarpSigner('k-1');
const two = newAarpSigner('k-2', 'countersig');

test('what is signed reads back as it was said and verifies for every signer', async (t) => {
  const said = statement({ trust_domain: 'example.org', evidence_refs: ['spiffe_svid'], complete_mediation: true });
  const envelope = await signedEnvelope([one, two], said);
  const read = parseAarpEnvelope(writeAarpEnvelope(envelope));
  t.deepEqual(read.assertion, said.assertion);
  t.deepEqual(read.signatures, envelope.signatures);
  const { signatures } = await appraiseAarp(read, { suite: nodeSuite, trust: trustOf([one, two]) });
  t.deepEqual(
    signatures.map(({ key_id, signer_role, status }) => [key_id, signer_role, status]),
    [
      ['k-1', 'mediator', 'verified'],
      ['k-2', 'countersig', 'verified'],
    ],
  );
});

test('members that a reader may do without are always written', async (t) => {
  const text = writeAarpEnvelope(await signedEnvelope([one], statement({ claimed: [] })));
  t.regex(text, /"claimed":\[\],.*"complete_mediation":false,.*"crit_ext":\[\]\}$/);
  const bare = writeAarpEnvelope({ ...statement(), profile: 'aarp/v0.1', signatures: [], ext: '{ "a": 1 }' });
  t.regex(bare, /"crit_ext":\[\],"ext":\{"a":1\}\}$/);
});

test('signing again replaces signatures and drops what is not signed', async (t) => {
  const first = await signedEnvelope([one]);
  const again = await signAarpEnvelope({ ...first, ext: '{}' } as typeof first, [two], nodeSuite);
  t.deepEqual(
    again.signatures.map((signature) => signature.protected.key_id),
    ['k-2'],
  );
  t.is(again.ext, undefined);
});

const signer = (change: Partial<AarpSigner>): AarpSigner => ({ ...one, ...change });

for (const [name, signers, reason] of [
  ['no signer', [], /no signer/],
  ['a key id twice', [one, signer({ role: 'issuer' })], /share a key id/],
  ['an empty key id', [signer({ keyId: '' })], /key id is empty/],
  ['an unknown role', [signer({ role: 'admin' as 'issuer' })], /unknown role/],
  ['the reserved algorithm', [signer({ alg: 'ml-dsa-65' })], /cannot be signed with/],
  ['an unknown algorithm', [signer({ alg: 'rsa' })], /unknown algorithm/],
] as const) {
  test(`nothing is signed with ${name}`, async (t) => {
    await t.throwsAsync(signAarpEnvelope(statement(), signers, nodeSuite), { message: reason });
  });
}

test('nothing is signed that a reader would refuse', async (t) => {
  const chain = { issuer_id: 'i', seq: '1', prior_hash: '0'.repeat(64) };
  for (const said of [
    statement({ mediator_id: '' }),
    statement({ issued_at: 'today' }),
    statement({ trust_domain: '10.0.0.1' }),
    { ...statement(), chain },
    { ...statement(), subject: aarpSubject('action_receipt_v1', { record: 'a', receipt: 'b' }, 'c') },
  ]) {
    await t.throwsAsync(signAarpEnvelope(said, [one], nodeSuite), { name: 'FormatError' });
  }
});

test('a stream begins at zero, and each link holds the digest before it', async (t) => {
  const sent = [];
  for await (const envelope of signAarpStream([statement(), statement()], 'i', [one], nodeSuite)) sent.push(envelope);
  const [first, second] = sent;
  t.deepEqual(first?.chain, { issuer_id: 'i', seq: '0', prior_hash: '0'.repeat(64) });
  const digest = nodeSuite.sha256Hex(first === undefined ? '' : canonicalizeAarpPayload(first));
  t.deepEqual(second?.chain, { issuer_id: 'i', seq: '1', prior_hash: digest });
  t.is(aarpLinkAfter(second, 'i', nodeSuite).seq, '2');
  const far = {
    ...statement(),
    profile: 'aarp/v0.1',
    chain: { issuer_id: 'i', seq: '9007199254740993', prior_hash: digest },
  };
  t.is(aarpLinkAfter(far, 'i', nodeSuite).seq, '9007199254740994');
});

test('any receipt type can be the subject, by its two digests', async (t) => {
  const subject = aarpSubject(
    'evidence_receipt_v2',
    { record: 'a1'.repeat(32), receipt: 'b2'.repeat(32) },
    'c3'.repeat(32),
  );
  const envelope = await signAarpEnvelope({ ...statement(), subject }, [one], nodeSuite);
  t.is(parseAarpEnvelope(writeAarpEnvelope(envelope)).subject.receipt_type, 'evidence_receipt_v2');
});
