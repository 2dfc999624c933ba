// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { reportPolicy } from '../../../dashboard/http/answer.js';
import { isSecret, judgeKnock, parseListen, type Knock } from '../../../dashboard/http/gate.js';
import { href, routeOf } from '../../../dashboard/http/route.js';

const secrets = { token: 'a'.repeat(64), session: 'b'.repeat(64) };
const cookie = `other=1; pipelock_dashboard_8000=${secrets.session}`;
const known: Knock = { method: 'GET', target: '/', hosts: ['127.0.0.1:8000'], cookie };

function judge(change: Partial<Knock>, address = '127.0.0.1'): number | string {
  const passage = judgeKnock({ ...known, ...change }, address, 8000, secrets);
  return passage.kind === 'refused' ? passage.answer.status : passage.kind;
}

test('a request of this machine with the cookie passes, and the token lets in', (t) => {
  t.is(judge({}), 'pass');
  t.is(judge({ method: 'HEAD' }), 'pass');
  t.is(judge({ hosts: ['LOCALHOST:8000'] }), 'pass');
  t.is(judge({ hosts: ['[::1]:8000'] }, '::1'), 'pass');
  t.is(judge({ target: `/?token=${secrets.token}`, cookie: '' }), 'enter');
});

test('without a secret, or with a wrong one, nobody passes', (t) => {
  t.is(judge({ cookie: '' }), 401);
  t.is(judge({ cookie: `pipelock_dashboard_8000=${secrets.token}` }), 401);
  t.is(judge({ cookie: `pipelock_dashboard_8001=${secrets.session}` }), 401);
  t.is(judge({ cookie: '', target: `/?token=${secrets.session}` }), 401);
  t.is(judge({ cookie: '', target: '/?token=' }), 401);
  t.is(judge({ target: '/?token=wrong' }), 401, 'a wrong token is not forgiven for a cookie');
  t.false(isSecret('', secrets.token));
  t.false(isSecret(`${secrets.token}a`, secrets.token));
});

test('another host name is refused before anything else is looked at', (t) => {
  for (const host of [
    'evil.example:8000',
    '127.0.0.1',
    '127.0.0.1:8001',
    '127.0.0.2:8000',
    '',
    '127.0.0.1:8000.evil',
  ]) {
    t.is(judge({ hosts: [host] }), 421, host);
  }
  t.is(judge({ hosts: [] }), 421);
  t.is(judge({ hosts: ['127.0.0.1:8000', 'evil.example'] }), 421);
});

test('only showing is allowed, and only addresses of this place', (t) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']) t.is(judge({ method }), 405, method);
  for (const target of ['http://evil.example/', '//evil.example/', '*', '', `/${'a'.repeat(5000)}`]) {
    t.is(judge({ target }), 400, target.slice(0, 30));
  }
});

test('--listen takes loopback addresses and nothing else', (t) => {
  t.deepEqual(parseListen('127.0.0.1:0'), { host: '127.0.0.1', port: 0 });
  t.deepEqual(parseListen('[::1]:8080'), { host: '::1', port: 8080 });
  t.deepEqual(parseListen('localhost:1'), { host: '127.0.0.1', port: 1 });
  for (const listen of [
    '0.0.0.0:0',
    '[::]:0',
    '192.168.0.1:80',
    'example.org:80',
    '127.0.0.1.evil:80',
    '127.1:80',
    '127.300.0.1:80',
  ]) {
    t.throws(() => parseListen(listen), { message: /for this machine only/ }, listen);
  }
  for (const listen of ['', '8080', '127.0.0.1', '127.0.0.1:99999', '::1:80', '[::ffff:127.0.0.1]:1']) {
    t.throws(() => parseListen(listen), { message: /host:port is expected|for this machine only/ }, listen);
  }
});

test('paths lead to pages by name; what looks like a path of the file system leads nowhere', (t) => {
  t.deepEqual(routeOf('/'), { page: 'overview' });
  t.deepEqual(routeOf('/runs/a%2Fb'), { page: 'run', session: 'a/b' });
  t.deepEqual(routeOf('/runs/x/receipts/7/log-proof.json'), { page: 'receipt_proof', session: 'x', number: 7 });
  t.deepEqual(routeOf('/assessments/abc/report.html'), { page: 'report', assessment: 'abc' });
  for (const path of ['/etc/passwd', '/runs/x/receipts/-1', '/runs/x/receipts/1e3', '/runs/x/receipts/1/constructor']) {
    t.is(routeOf(path), undefined, path);
  }
  for (const path of [
    '/constructor',
    '/__proto__',
    '/assessments/a/toString',
    '/%',
    '/%00',
    '/runs/a%00',
    '/assessments/',
  ]) {
    t.is(routeOf(path), undefined, path);
  }
});

test('an address keeps every part in its place', (t) => {
  const link = href(['runs', 'a/../"<b>?#', 'receipts', 3], { text: '&x=1', none: undefined, empty: '' });
  t.is(link, '/runs/a%2F..%2F%22%3Cb%3E%3F%23/receipts/3?text=%26x%3D1');
  t.deepEqual(routeOf(new URL(link, 'http://x').pathname), { page: 'receipt', session: 'a/../"<b>?#', number: 3 });
});

test('a report runs what its own policy names by hash, in an origin of its own, and nothing else', (t) => {
  const hash = `'sha256-${'A'.repeat(43)}='`;
  const meta = (policy: string): string => `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const good = reportPolicy(meta(`default-src 'none'; script-src ${hash}; style-src ${hash}`));
  t.true(good.startsWith(`sandbox allow-scripts; default-src 'none'; script-src ${hash}; style-src ${hash};`));
  for (const policy of ["script-src 'unsafe-inline' *", 'script-src https://evil.example', '']) {
    t.regex(reportPolicy(meta(policy)), /script-src 'none'; style-src 'none'/, policy);
  }
  t.regex(reportPolicy('<script>alert(1)</script>'), /script-src 'none'/);
});
