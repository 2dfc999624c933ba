// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { signAarpStream, writeAarpEnvelope } from '../../../../../evidence/attest/aarp.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { createAarpChainCheck, renderAarpChain } from '../../../../../verify/core/aarp/chain.js';
import type { AarpChainResult } from '../../../../../verify/core/aarp/chain.js';
import { AARP_FORM } from '../../../../../verify/core/aarp/form.js';
import type { DocumentResult } from '../../../../../verify/core/form.js';
import { documentFormOf } from '../../../../../verify/core/forms.js';
import { createTrustRoot } from '../../../../../verify/core/trust/trust.js';
import { MEDIATOR, newAarpSigner, signedEnvelope, statement, trustOf } from '../../../../support/aarp.js';

const signer = newAarpSigner('k-signer');

async function stream(length: number, issuer = 'issuer.example'): Promise<string[]> {
  const statements = Array.from({ length }, (_, i) => statement({ claimed: ['mediated', `n${i}`] }));
  const lines: string[] = [];
  for await (const envelope of signAarpStream(statements, issuer, [signer], nodeSuite)) {
    lines.push(writeAarpEnvelope(envelope));
  }
  return lines;
}

const lines = await stream(4);
const [first = '', second = '', third = '', fourth = ''] = lines;
const other = await stream(2, 'other.example');
const unlinked = writeAarpEnvelope(await signedEnvelope([signer]));

function check(list: readonly string[]): AarpChainResult {
  const chain = createAarpChainCheck(nodeSuite);
  for (const line of list) chain.line(line);
  return chain.finish();
}

test('a stream is linked, from its start or from the middle', (t) => {
  t.deepEqual(check(lines), { chain_linked: true, length: 4, reason: undefined });
  t.deepEqual(check(['', ...lines.slice(2), '  \r']), { chain_linked: true, length: 2, reason: undefined });
  t.is(renderAarpChain(check(lines)), '{"chain_linked":true,"length":4}\n');
});

for (const [name, list, reason] of [
  ['nothing', [], /no envelope/],
  ['a missing envelope', [first, third], /envelope 2: seq 2 does not follow seq 0/],
  ['an envelope twice', [first, first], /envelope 2: seq 0/],
  ['another order', [first, third, second, fourth], /envelope 2/],
  ['another issuer', [first, other[1] ?? ''], /envelope 2: the issuer changes/],
  ['another predecessor', [first, second.replace('"n1"', '"x"'), third], /envelope 3: prior_hash/],
  ['an envelope without a link', [first, unlinked], /envelope 2: there is no chain link/],
  ['a link that breaks a rule', [first.replace('"seq":"0"', '"seq":"00"')], /envelope 1: chain\/seq/],
] as const) {
  test(`not linked: ${name}`, (t) => {
    const result = check(list);
    t.false(result.chain_linked);
    t.is(result.length, list.length);
    t.regex(result.reason ?? '', reason);
  });
}

test('links are judged without signatures, profile or receipt type, as the format says', (t) => {
  t.true(check([first.replace('"sig":"ed25519:', '"sig":"'), second]).chain_linked);
});

test('a line that is not an envelope ends the check', (t) => {
  t.throws(() => check([first, '{}']), { code: 'missing_field' });
  t.throws(() => check([first, `${second} ${third}`]), { code: 'json_trailing_data' });
});

function verify(text: string, aarp = true, allowUnpinned = false): Promise<DocumentResult> {
  const trust = createTrustRoot(aarp ? { aarp: trustOf([signer], { mediator_id: MEDIATOR }) } : { allowUnpinned });
  return AARP_FORM.verify(text, { trust, suite: nodeSuite });
}

test('the general verifier knows an envelope by its members', (t) => {
  t.is(documentFormOf(new Set(['profile', 'subject', 'assertion', 'x'])), AARP_FORM);
  t.not(documentFormOf(new Set(['subject', 'assertion'])), AARP_FORM);
});

test('an envelope under trusted keys is valid, without them unpinned', async (t) => {
  const pinned = await verify(`${unlinked}\n`);
  t.like(pinned, { verdict: 'valid', accepted: true, claimed: [] });
  t.like(pinned.outcome, { assertion_signed: true });
  const laidOut = await verify(JSON.stringify(JSON.parse(unlinked), null, 2));
  t.is(laidOut.verdict, 'valid');
  const unpinned = await verify(unlinked, false);
  t.like(unpinned, { verdict: 'unpinned', accepted: false });
  t.deepEqual(unpinned.claimed, [{ name: 'mediated', value: 'claimed and not verified' }]);
  t.false(unpinned.checks.some(({ code, status }) => code !== 'aarp_format' && status === 'pass'));
  t.true((await verify(unlinked, false, true)).accepted);
});

test('an envelope by nobody trusted, or with a bad signature, is invalid under trusted keys', async (t) => {
  const stranger = writeAarpEnvelope(await signedEnvelope([newAarpSigner('k-other')]));
  t.is((await verify(stranger)).verdict, 'invalid');
  const both = writeAarpEnvelope(await signedEnvelope([signer, newAarpSigner('k-other')]));
  t.is((await verify(both)).verdict, 'valid');
  t.is((await verify(unlinked.replace('"mediated"', '"x"'))).verdict, 'invalid');
  t.is((await verify(unlinked.replace('"profile":"aarp/v0.1"', '"profile":"aarp/v9"'))).verdict, 'invalid');
});

test('a stream is judged by its links and every envelope', async (t) => {
  const good = await verify(`${lines.join('\n')}\n`);
  t.is(good.verdict, 'valid');
  t.is(good.checks.filter(({ code }) => code === 'aarp_chain').length, 1);
  t.is((good.outcome as readonly unknown[]).length, 4);
  t.is((await verify([first, third].join('\n'))).verdict, 'invalid');
  t.is((await verify([first, second.replace('"n1"', '"x"'), third].join('\n'))).verdict, 'invalid');
  const torn = await verify([first, second.slice(0, -1)].join('\n'));
  t.is(torn.verdict, 'invalid');
  t.deepEqual(
    torn.checks.filter(({ status }) => status === 'fail').map(({ subject }) => subject),
    ['stream', 'envelope 2'],
  );
});
