// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { exchangeRaw, startOrigin, startProxy, type Answer, type Proxy } from './support.js';

async function fetchPage(
  proxy: Proxy,
  url: string,
  more = '',
  method = 'GET',
): Promise<{ answer: Answer; json: Record<string, unknown> }> {
  const path = `/fetch?url=${encodeURIComponent(url)}${more}`;
  const answer = await exchangeRaw(proxy.port, `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  return { answer, json: JSON.parse(answer.body) as Record<string, unknown> };
}

const ARTICLE = `<!doctype html><html><head><title>A title</title></head><body><nav>menu</nav><article><h1>Heading</h1>${'<p>This is a paragraph with enough words to be taken for the article of the page, which it is.</p>'.repeat(12)}</article></body></html>`;

test('a page comes back as readable text', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    t.is(request.headers['user-agent'], 'Test/1.0');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(ARTICLE);
  });
  const { answer, json } = await fetchPage(proxy, `http://${origin}/page`, '&agent=reader');
  t.is(answer.status, 200);
  t.is(answer.headers.get('content-type'), 'application/json');
  t.is(json['url'], `http://${origin}/page`);
  t.is(json['agent'], 'reader');
  t.is(json['status_code'], 200);
  t.is(json['title'], 'A title');
  t.is(json['blocked'], false);
  t.true(String(json['content']).includes('enough words'));
  t.false(String(json['content']).includes('<p>'));
  t.is((await proxy.mediator.next('finish')).end.reason, 'complete');
  t.is(proxy.budget.inUse, 0);
});

test('plain text and JSON come back as they are, a binary body does not', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    if (request.url === '/json') response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}');
    else if (request.url === '/latin')
      response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0x63, 0xe9]));
    else response.writeHead(404, { 'content-type': 'image/png' }).end(Buffer.from([0x89, 0x50, 0, 0, 1, 2]));
  });
  t.is((await fetchPage(proxy, `http://${origin}/json`)).json['content'], '{"a":1}');
  t.is((await fetchPage(proxy, `http://${origin}/latin`)).json['content'], 'c\u00c3\u00a9');
  const { json } = await fetchPage(proxy, `http://${origin}/png`);
  t.is(json['status_code'], 404);
  t.is(json['error'], 'binary_content');
  t.false('content' in json);
});

test('a phrase that tags cut apart is judged as the agent would read it', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    const word = request.url === '/bad' ? 'EV<b>I</b>L' : 'GO<b>O</b>D';
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${word}</p>`);
  });
  t.is((await fetchPage(proxy, `http://${origin}/bad`)).answer.status, 403);
  t.is((await fetchPage(proxy, `http://${origin}/good`)).json['content'], 'GOOD');
});

test('a blocked URL is answered with its host only', async (t) => {
  const proxy = await startProxy(t);
  const { answer, json } = await fetchPage(proxy, 'http://example.test/EVIL?token=1');
  t.is(answer.status, 403);
  t.is(answer.headers.get('x-pipelock-block-reason'), 'dlp_match');
  t.deepEqual(json, {
    url: 'http://example.test/[redacted]',
    error: 'blocked: dlp_match (url_dlp)',
    blocked: true,
    block_reason: 'dlp_match',
  });
});

test('bad calls: no url, two urls, not absolute, not GET', async (t) => {
  const proxy = await startProxy(t);
  const ask = async (line: string): Promise<number> =>
    (await exchangeRaw(proxy.port, `${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).status;
  t.is(await ask('GET /fetch'), 400);
  t.is(await ask('GET /fetch?url='), 400);
  t.is(await ask('GET /fetch?url=http%3A%2F%2Fa&url=http%3A%2F%2Fb'), 400);
  t.is(await ask('GET /fetch?url=example.com'), 400);
  t.is(await ask('POST /fetch?url=http%3A%2F%2Fa'), 405);
  t.true(proxy.mediator.seen.every((seen) => seen.step === 'refuse'));
  t.is(proxy.mediator.seen.length, 5);
});

test('redirects are followed hop by hop, each judged, each with an outcome', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (request, response) => {
    const left = Number(request.url?.slice(1));
    if (left > 0) response.writeHead(302, { location: `/${String(left - 1)}` }).end();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('arrived');
  });
  t.is((await fetchPage(proxy, `http://${origin}/5`)).json['content'], 'arrived');
  const hops = proxy.mediator.seen.flatMap((seen) => (seen.step === 'request' ? [seen.head.hop ?? 0] : []));
  t.deepEqual(hops, [0, 1, 2, 3, 4, 5]);
  t.is(proxy.mediator.seen.filter((seen) => seen.step === 'finish').length, 6);

  const long = await fetchPage(proxy, `http://${origin}/6`);
  t.is(long.answer.status, 403);
  t.is(long.json['block_reason'], 'redirect_scan_denied');
});

test('a refused hop refuses the page that led there', async (t) => {
  const proxy = await startProxy(t);
  const origin = await startOrigin(t, (_request, response) => {
    response.writeHead(307, { location: 'http://elsewhere.test/EVIL' }).end();
  });
  const { answer, json } = await fetchPage(proxy, `http://${origin}/`);
  t.is(answer.status, 403);
  t.is(json['block_reason'], 'redirect_scan_denied');
  const steps = proxy.mediator.seen.map((seen) => seen.step);
  t.deepEqual(steps, ['request', 'request', 'observe', 'finish']);
  t.deepEqual((await proxy.mediator.next('observe')).facts, { 'redirect.denied': 'url_dlp' });
  t.is((await proxy.mediator.next('finish')).end.reason, 'response_blocked');
});

test('too large, coded and failing origins', async (t) => {
  const proxy = await startProxy(t, { fetch: { responseBytes: 100 } });
  const origin = await startOrigin(t, (request, response) => {
    if (request.url === '/large') response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(101));
    else if (request.url === '/fits') response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(100));
    else if (request.url === '/coded') response.writeHead(200, { 'content-encoding': 'compress' }).end('xx');
    else response.destroy();
  });
  t.is((await fetchPage(proxy, `http://${origin}/fits`)).answer.status, 200);
  t.is((await fetchPage(proxy, `http://${origin}/large`)).answer.status, 403);
  t.is((await fetchPage(proxy, `http://${origin}/coded`)).answer.status, 403);
  const failed = await fetchPage(proxy, `http://${origin}/reset`);
  t.is(failed.answer.status, 502);
  t.is(failed.json['error'], 'upstream_error');
});

test('a fetch ends when its time is up', async (t) => {
  const proxy = await startProxy(t, { fetch: { totalMs: 150 } });
  const origin = await startOrigin(t, () => undefined);
  const { answer, json } = await fetchPage(proxy, `http://${origin}/`);
  t.is(answer.status, 502);
  t.is(json['error'], 'upstream_timeout');
  t.is((await proxy.mediator.next('finish')).end.reason, 'upstream_timeout');
});
