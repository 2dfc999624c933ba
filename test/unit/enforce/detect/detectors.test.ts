// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { buildDetectors } from '../../../../enforce/detect/detectors.js';
import { parseTarget } from '../../../../enforce/detect/url/target.js';
import { loadPatternEngine } from '../../../../enforce/runtime/pattern-engine.js';
import { DETECTORS, detectorsWith, observeUrl, OPTIONS, rulesIn, PORTS } from './detection.js';

const BODY = 'ABCDEFghij1234567890abcdefghijklmnop';
const TOKEN = 'ghp_' + BODY;
const AWS = 'AKIA' + 'IOSFODNN7EXAMPLE';
const bytes = (text: string) => ({ kind: 'bytes', bytes: new TextEncoder().encode(text) }) as const;

for (const [url, rules] of [
  [`https://e.com/?x=${Buffer.from(TOKEN).toString('base64')}`, ['GitHub Token']],
  ['https://e.com/?x=M5UHAX2BIJBUIRKGM5UGS2RRGIZTINJWG44DSMDBMJRWIZLGM5UGS2TLNRWW433Q', ['GitHub Token']],
  [`https://e.com/${Buffer.from(AWS).toString('hex')}`, ['AWS Access ID']],
  [`https://e.com/?a=gh&x=zz&b=p_${BODY}&y=1`, ['GitHub Token']],
  ['https://e.com/?a=AK' + 'IA&b=IOSFODNN7&c=EXAMPLE', ['AWS Access ID']],
  ['https://AK' + 'IA.IOSF.ODNN7.EXAMPLE.evil.example/', ['AWS Access ID']],
  ['https://e.com/AK' + 'IA/IOSF/ODNN7/EXAMPLE', ['AWS Access ID']],
  [`https://e.com/#${TOKEN}`, ['GitHub Token']],
  ['https://e.com/?a=gh&x=zz&b=other-value-of-this-length-here-and-more&y=1', []],
  ['https://e.com/asia/japan/tokyo/hotels2024/best', []],
  ['https://docs.example.com/articles/how-to-rotate-a-ghp_-token', []],
  ['https://e.com/?q=hello+world&page=2&limit=20&sort=asc', []],
] as const) {
  test(`url: ${rules.join(', ') || 'nothing'} in ${url.slice(0, 60)}`, (t) => {
    t.deepEqual(rulesIn(url), [...rules]);
  });
}

test('url: a secret cut into pieces among twenty values is found', (t) => {
  const values = Array.from({ length: 20 }, (_, i) => `v${i}-filler`);
  for (const [at, piece] of [
    [3, 'gh'],
    [9, 'p_ABCDEF'],
    [14, 'ghij1234567890'],
    [18, 'abcdefghijklmnop'],
  ] as const)
    values[at] = piece;
  const query = (all: readonly string[]): string => all.map((value, i) => `k${i}=${value}`).join('&');
  t.deepEqual(rulesIn(`https://e.com/?${query(values)}`), ['GitHub Token']);
  values[9] = 'p-ABCDEF';
  t.deepEqual(rulesIn(`https://e.com/?${query(values)}`), []);
});

test('url: facts count, rank and name what was found', (t) => {
  const { facts, findings } = observeUrl(`https://e.com/${TOKEN}?card=4111111111111111`);
  t.is(facts['dlp.url.count'], 2);
  t.is(facts['dlp.url.core_count'], 1);
  t.is(facts['dlp.url.max_severity'], 4);
  t.is(facts['dlp.url.rule.github_token'], 1);
  t.is(facts['dlp.url.rule.credit_card_number'], 1);
  t.false(JSON.stringify(findings).includes(BODY));
  t.deepEqual(findings.find(({ rule }) => rule === 'GitHub Token')?.span, { start: 14, end: 54 });
});

test('a decoy that fails its validator does not hide the real one', (t) => {
  t.true(DETECTORS.redactText('4111111111111112 and 4111111111111111').includes('Credit Card Number'));
});

test('known secrets: every form is found, near misses are not', (t) => {
  const secret = 'x7Kq9ZpL2mVt4RwB8nYc';
  const detectors = detectorsWith(
    {},
    {
      environment: [
        ['API_THING', secret],
        ['PATH', '/opt/Q9wErTyUiOpAsDfGh/bin'],
      ],
      file: ['file-held-Secret-42'],
    },
  );
  const raw = Buffer.from(secret);
  const forms = [
    secret,
    raw.toString('base64'),
    Buffer.from(`ab${secret}cd`).toString('base64'),
    Buffer.from(`a${secret}`).toString('base64url'),
    raw.toString('hex'),
    raw.toString('hex').toUpperCase(),
    [...raw].map((b) => b.toString(16)).join(':'),
  ];
  for (const form of forms) {
    t.true(detectors.redactText(`xx ${form} yy`).includes('Environment Secret'), form);
    t.true(rulesIn(`https://e.com/p/${encodeURIComponent(form)}`, detectors).includes('Environment Secret'), form);
  }
  t.deepEqual(detectors.redactText('file-held-secret-42'), ['Known Secret']);
  for (const text of [secret.slice(1), secret.slice(0, -1), '/opt/Q9wErTyUiOpAsDfGh/bin', 'nothing'])
    t.deepEqual(detectors.redactText(text), [], text);
  t.deepEqual(rulesIn('https://e.com/?a=x7Kq9&x=zz&b=ZpL2mVt4&c=RwB8nYc&y=1', detectors), ['Environment Secret']);
});

test('headers: chosen ones are searched, and a credential may go to its own provider only', (t) => {
  const key = 'sk-ant-' + 'a1B2c3D4e5F6g7H8i9J0k';
  const header = [['authorization', `Bearer ${key}`]] as const;
  const count = (url: string, headers: readonly (readonly [string, string])[] = header) => {
    const { facts } = DETECTORS.request(headers, { kind: 'none' }, parseTarget(url));
    return facts['dlp.header.count'];
  };
  t.is(count('https://api.anthropic.com/v1'), undefined);
  t.is(count('http://api.anthropic.com/v1'), 1);
  t.is(count('https://evil.example/v1'), 1);
  t.is(DETECTORS.request(header, { kind: 'none' }).facts['dlp.header.count'], 1);
  t.is(count('https://evil.example/', [['x-other', key]]), undefined);
  t.is(count('https://api.github.com/', [['authorization', `token ${TOKEN}`]]), undefined);
  t.is(count('https://github.com/', [['authorization', `token ${TOKEN}`]]), 1);
  const basic = `Basic ${Buffer.from(`x:${TOKEN}`).toString('base64')}`;
  t.is(count('https://github.com/o/r/info/refs?service=git-upload-pack', [['authorization', basic]]), undefined);
  t.is(count('https://github.com/o/r', [['authorization', basic]]), 1);
  t.is(count('https://gitlab.com/o/r/info/refs', [['authorization', basic]]), 1);
  t.is(
    count('https://e.com/', [
      ['cookie', 'b_ABCDEF'],
      ['x-api-key', 'zzz'],
    ]),
    undefined,
  );
  t.is(
    count('https://e.com/', [
      ['cookie', 'gh'],
      ['x-api-key', `p_${BODY}`],
    ]),
    1,
  );
});

const JSON_TYPE = 'application/json; charset=utf-8';
for (const [name, type, text, facts] of [
  ['escaped JSON', JSON_TYPE, `{"k":"\\u0067hp_${BODY}"}`, { 'dlp.body.core_count': 1 }],
  ['a key of JSON', JSON_TYPE, `{"${TOKEN}":1}`, { 'dlp.body.core_count': 1 }],
  ['the first of two equal keys', JSON_TYPE, `{"k":"${TOKEN}","k":"x"}`, { 'dlp.body.core_count': 1 }],
  [
    'a secret that needs its key',
    JSON_TYPE,
    `{"aws_secret_access_key" : "${'aB3'.repeat(13)}x"}`,
    { 'dlp.body.core_count': 1 },
  ],
  ['clean JSON', JSON_TYPE, '{"k":["v",1,null]}', {}],
  ['broken JSON', JSON_TYPE, '{"k":', { 'body.error': 'malformed_json' }],
  ['trailing JSON', JSON_TYPE, '{} {}', { 'body.error': 'malformed_json' }],
  ['deep JSON', JSON_TYPE, `${'['.repeat(65)}${']'.repeat(65)}`, { 'body.error': 'limit' }],
  ['JSON of the permitted depth', JSON_TYPE, `${'['.repeat(64)}${']'.repeat(64)}`, {}],
  ['a form', 'application/x-www-form-urlencoded', `a=1&b=%67hp_${BODY}`, { 'dlp.body.core_count': 1 }],
  ['a clean form', 'application/x-www-form-urlencoded', 'a=1&b=two+words', {}],
  ['a broken form', 'application/x-www-form-urlencoded', 'a=%zz', { 'body.error': 'malformed_form' }],
  ['plain text', 'text/plain', `see ${TOKEN}`, { 'dlp.body.core_count': 1 }],
  [
    'a token broken over lines',
    'text/plain',
    `see ${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`,
    { 'dlp.body.core_count': 1 },
  ],
  ['no type', '', Buffer.from(TOKEN).toString('base64'), { 'dlp.body.core_count': 1 }],
  ['nothing', '', '', {}],
] as const) {
  test(`body: ${name}`, (t) => {
    const { facts: seen } = DETECTORS.request([['content-type', type]], bytes(text));
    const shown = Object.entries(seen).filter(([field]) => field === 'dlp.body.core_count' || field === 'body.error');
    t.deepEqual(Object.fromEntries(shown), facts);
    t.is(seen['body.bytes'], Buffer.byteLength(text));
  });
}

test('body: multipart parts are searched with their encodings undone, within limits', (t) => {
  const part = (head: string, content: string): string => `--b\r\n${head}\r\n\r\n${content}\r\n`;
  const look = (text: string, type = 'multipart/form-data; boundary=b') =>
    DETECTORS.request([['content-type', type]], bytes(text)).facts;
  const quoted = TOKEN.replace('hp', '=68=70');
  t.is(look(`${part('Content-Disposition: form-data; name="a"', TOKEN)}--b--\r\n`)['dlp.body.core_count'], 1);
  t.is(look(`${part('Content-Transfer-Encoding: quoted-printable', quoted)}--b--`)['dlp.body.core_count'], 1);
  t.is(
    look(`${part('Content-Transfer-Encoding: base64', Buffer.from(TOKEN).toString('base64'))}--b--`)[
      'dlp.body.core_count'
    ],
    1,
  );
  t.is(look(`${part('X: y', 'clean')}--b--`)['body.error'], undefined);
  t.is(look(part('X: y', 'clean'))['body.error'], 'malformed_multipart');
  t.is(look(`${part('X: y', 'clean')}--b--`, 'multipart/form-data')['body.error'], 'malformed_multipart');
  t.is(look(`${part('X: y', 'z').repeat(101)}--b--`)['body.error'], 'limit');
  t.is(look(`${part('X: y', 'z').repeat(100)}--b--`)['body.error'], undefined);
  t.is(
    look(`${part(`Content-Disposition: form-data; filename="${'n'.repeat(257)}"`, 'z')}--b--`)['body.error'],
    'limit',
  );
});

test('bodies that could not be loaded, and scanning that is off', (t) => {
  t.deepEqual(DETECTORS.request([], { kind: 'error', error: 'too_large' }).facts, { 'body.error': 'too_large' });
  t.deepEqual(DETECTORS.response([], { kind: 'error', error: 'encoded' }).facts, {});
  const off = detectorsWith({ request_body_scanning: { ...OPTIONS.request_body_scanning, enabled: false } });
  t.deepEqual(off.request([['authorization', TOKEN]], bytes(TOKEN)).facts, {});
});

test('rules left out of bodies stay in URLs, and the core set stays everywhere', (t) => {
  const detectors = detectorsWith({
    request_body_scanning: {
      ...OPTIONS.request_body_scanning,
      disable_patterns: ['Credit Card Number', 'GitHub Token'],
    },
  });
  const { facts } = detectors.request([], bytes(`4111111111111111 ${TOKEN}`));
  t.is(facts['dlp.body.count'], 1);
  t.is(facts['dlp.body.core_count'], 1);
  t.deepEqual(rulesIn('https://e.com/?c=4111111111111111', detectors), ['Credit Card Number']);
});

test('responses are searched and counted', (t) => {
  t.deepEqual(DETECTORS.response([], bytes('clean')).facts, { 'response.bytes': 5 });
  t.is(
    DETECTORS.response([['content-type', 'application/json']], bytes(`{"a":"\\u0067hp_${BODY}"}`)).facts[
      'dlp.response.core_count'
    ],
    1,
  );
  t.is(DETECTORS.response([['content-type', 'application/json']], bytes('{')).facts['response.error'], undefined);
});

test('patterns of a configuration are added, replace defaults, and cannot touch the core', (t) => {
  const pattern = {
    name: 'Corp Key',
    regex: 'corp-[a-z0-9]{12}',
    severity: 'low',
    validator: '',
    exempt_domains: ['*.corp.example'],
  } as const;
  const withPatterns = (...patterns: readonly (typeof pattern | { name: string; regex: string })[]) =>
    detectorsWith({ dlp: { ...OPTIONS.dlp, patterns: patterns.map((one) => ({ ...pattern, ...one })) } });
  const detectors = withPatterns(pattern);
  t.is(detectors.dlpPatternCount, DETECTORS.dlpPatternCount + 1);
  t.not(detectors.rulesHash, DETECTORS.rulesHash);
  t.deepEqual(rulesIn('https://e.com/corp-abcdef123456', detectors), ['Corp Key']);
  t.deepEqual(rulesIn('https://in.corp.example/corp-abcdef123456', detectors), []);
  t.is(
    detectors.redactTarget(parseTarget('https://in.corp.example/corp-abcdef123456')),
    'https://in.corp.example/[redacted-corp_key]',
  );
  t.is(withPatterns({ name: 'IBAN', regex: 'never-[0-9]{9}' }).dlpPatternCount, DETECTORS.dlpPatternCount);
  const error = t.throws(() => withPatterns({ name: 'GitHub Token', regex: 'x' }, { name: 'Bad', regex: '(' }), {
    name: 'ConfigError',
  });
  t.deepEqual(
    (error as unknown as { faults: { path: string }[] }).faults.map(({ path }) => path),
    ['dlp.patterns[0].name', 'dlp.patterns[1].regex'],
  );
  const coreOnly = detectorsWith({ dlp: { ...OPTIONS.dlp, include_defaults: false } });
  t.is(coreOnly.dlpPatternCount, 8);
});

test('both engines detect alike, and the engine is part of the hash', (t) => {
  const other = buildDetectors(OPTIONS, { ...PORTS, engine: loadPatternEngine('re2js') });
  const url = parseTarget(`https://e.com/${TOKEN}?c=4111111111111111`);
  t.deepEqual(other.url(url), DETECTORS.url(url));
  if (other.engineName !== DETECTORS.engineName) t.not(other.rulesHash, DETECTORS.rulesHash);
  t.regex(DETECTORS.rulesHash, /^[0-9a-f]{64}$/);
});

test('dns: answers are judged for the host', (t) => {
  t.is(DETECTORS.dns(parseTarget('https://relay.corp.example/'), ['10.0.0.1']).facts['ssrf.opened'], true);
  t.is(DETECTORS.dns(parseTarget('https://e.com/'), ['10.0.0.1']).facts['ssrf.opened'], false);
});

test('JSON escapes count whatever the body is called; ordinary text with a backslash is left alone', (t) => {
  const escaped = [...Buffer.from('AKIAQ7WERTYU2OPASDFG')].map((byte) => `\\u00${byte.toString(16)}`).join('');
  for (const type of ['text/plain', 'application/octet-stream', '']) {
    const body = { kind: 'bytes', bytes: Buffer.from(`{"k":"${escaped}"}`) } as const;
    t.is(DETECTORS.request([['content-type', type]], body).facts['dlp.body.core_count'], 1, type);
    const benign = { kind: 'bytes', bytes: Buffer.from('C:\\users\\update is a path, \\u0041 a letter') } as const;
    t.is(DETECTORS.request([['content-type', type]], benign).facts['dlp.body.count'], undefined, type);
  }
});

test('a path parameter is looked at by itself', (t) => {
  const key = Buffer.from('AKIAQ7WERTYU2OPASDFG').toString('base64url');
  const seen = (target: string) => DETECTORS.url(parseTarget(target)).facts['dlp.url.core_count'];
  t.is(seen(`https://e.com/item;v=${key}`), 1);
  t.is(seen(`https://e.com/item;v=${key};w=2`), 1);
  t.is(seen('https://e.com/item;version=2026;language=english'), undefined);
  t.false(DETECTORS.redactTarget(parseTarget(`https://e.com/item;v=${key}`)).includes(key));
});
