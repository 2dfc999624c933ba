// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createResolver } from '../../../../enforce/net/resolver.js';

const { signal } = new AbortController();
const coded = (code: string): Error => Object.assign(new Error(code), { code });

test('literals and overrides need no question', async (t) => {
  const resolver = createResolver({
    hostOverrides: { 'fixed.test': ['10.0.0.1', '10.0.0.2'] },
    lookupAll: () => Promise.reject(new Error('asked')),
  });
  t.deepEqual(await resolver.resolve('127.0.0.1', signal), { ok: true, addresses: ['127.0.0.1'] });
  t.deepEqual(await resolver.resolve('[::1]', signal), { ok: true, addresses: ['::1'] });
  t.deepEqual(await resolver.resolve('Fixed.Test.', signal), { ok: true, addresses: ['10.0.0.1', '10.0.0.2'] });
});

test('every answer is returned, in order, once', async (t) => {
  const resolver = createResolver({ lookupAll: () => Promise.resolve(['1.1.1.1', '127.0.0.1', '1.1.1.1']) });
  t.deepEqual(await resolver.resolve('a.test', signal), { ok: true, addresses: ['1.1.1.1', '127.0.0.1'] });
});

test('failures are told apart', async (t) => {
  const ask = (error: Error) => createResolver({ lookupAll: () => Promise.reject(error) }).resolve('a.test', signal);
  t.deepEqual(await ask(coded('ENOTFOUND')), { ok: false, error: 'not_found' });
  t.deepEqual(await ask(coded('EAI_AGAIN')), { ok: false, error: 'failure' });
  t.deepEqual(await createResolver({ lookupAll: () => Promise.resolve([]) }).resolve('a.test', signal), {
    ok: false,
    error: 'not_found',
  });
  t.deepEqual(await createResolver().resolve('', signal), { ok: false, error: 'not_found' });
  t.deepEqual(await createResolver().resolve('a'.repeat(300), signal), { ok: false, error: 'not_found' });
});

test('a silent server is given up, an abort is noticed', async (t) => {
  const never = (): Promise<string[]> => new Promise(() => undefined);
  t.deepEqual(await createResolver({ timeoutMs: 10, lookupAll: never }).resolve('a.test', signal), {
    ok: false,
    error: 'timeout',
  });
  const abort = new AbortController();
  const asked = createResolver({ timeoutMs: 1_000, lookupAll: never }).resolve('a.test', abort.signal);
  abort.abort();
  t.deepEqual(await asked, { ok: false, error: 'failure' });
});

test('an answer is shared while it is fresh, a failure is not', async (t) => {
  let asked = 0;
  const resolver = createResolver({
    reuseMs: 60_000,
    lookupAll: (host) => {
      asked++;
      return host === 'good.test' ? Promise.resolve(['1.1.1.1']) : Promise.reject(coded('ENOTFOUND'));
    },
  });
  await Promise.all([resolver.resolve('good.test', signal), resolver.resolve('good.test', signal)]);
  await resolver.resolve('good.test', signal);
  t.is(asked, 1);
  await resolver.resolve('bad.test', signal);
  await resolver.resolve('bad.test', signal);
  t.is(asked, 3);
});
