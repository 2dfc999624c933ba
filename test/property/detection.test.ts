// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { parseTarget } from '../../enforce/detect/url/target.js';
import { DETECTORS, detectorsWith } from '../unit/enforce/detect/detection.js';

const SECRET = 'ghp_' + 'Zq8LwR2vT6yN4mKj9XcB1dFgH5sPaQ3eUiO7';
const ENVIRONMENT = 'q7Rw-Zt2Yx9.Lk4/Mn8=Pb3Vc6';
const detectors = detectorsWith({}, { environment: [['SERVICE_KEY', ENVIRONMENT]], file: [] });

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ maxLength: 60 }).map((text) => `https://example.com/${text}`),
);

test('detectors never throw, and say the same twice', (t) => {
  fc.assert(
    fc.property(
      anything,
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(
        'application/json',
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        '',
      ),
      (raw, bytes, type) => {
        const look = (): unknown => {
          const target = parseTarget(raw);
          const headers = [
            ['content-type', type],
            ['authorization', raw],
            ['cookie', raw],
          ] as const;
          return [
            DETECTORS.rawUrl(target),
            DETECTORS.url(target),
            DETECTORS.dns(target, [raw]),
            DETECTORS.request(headers, { kind: 'bytes', bytes }, target),
            DETECTORS.response(headers, { kind: 'bytes', bytes }),
            DETECTORS.redactTarget(target),
          ];
        };
        t.deepEqual(look(), look());
      },
    ),
    { numRuns: 200 },
  );
});

const ENCODINGS: Readonly<Record<string, (secret: string) => string>> = {
  raw: encodeURIComponent,
  twice: (secret) => encodeURIComponent(encodeURIComponent(secret)),
  every: (secret) => Array.from(Buffer.from(secret), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  base64: (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
};

const PLACES: Readonly<Record<string, (text: string) => string>> = {
  path: (text) => `https://example.com/a/${text}/b`,
  key: (text) => `https://example.com/a?${text}=1`,
  value: (text) => `https://example.com/a?k=${text}`,
  fragment: (text) => `https://example.com/a#${text}`,
  user: (text) => `https://${text}@example.com/a`,
  password: (text) => `https://u:${text}@example.com/a`,
  halves: (text) => `https://example.com/${text.slice(0, 12)}/${text.slice(12)}`,
  keys: (text) => `https://example.com/?${text.slice(0, 12)}&${text.slice(12)}`,
  mixed: (text) => `https://example.com/?${text.slice(0, 12)}=${text.slice(12)}`,
};

for (const [place, put] of Object.entries(PLACES)) {
  for (const [encoding, encode] of Object.entries(ENCODINGS)) {
    test(`a redacted target holds no secret: ${place}, ${encoding}`, (t) => {
      for (const secret of [SECRET, ENVIRONMENT]) {
        const shown = detectors.redactTarget(parseTarget(put(encode(secret))));
        const bytes = Buffer.from(secret);
        const forms = [
          secret,
          encode(secret),
          bytes.toString('hex'),
          bytes.toString('base64url'),
          bytes.toString('base64'),
        ];
        for (const form of forms) t.false(shown.includes(form), shown);
        t.deepEqual(detectors.redactText(shown), []);
        t.true(shown.startsWith('https://'), shown);
      }
    });
  }
}

test('a redacted target keeps what a reader needs', (t) => {
  for (const [raw, shown] of [
    ['https://user:pw@Example.com:8443/a/b?x=1&y=2#z', 'https://example.com:8443/a/b?x&y'],
    ['https://example.com/', 'https://example.com/'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    [`https://example.com/a/${SECRET}/b?c=1`, 'https://example.com/a/[redacted-github_token]/b?c'],
    [`https://example.com/a?b=${SECRET}`, 'https://example.com/a?b'],
    [`https://example.com/a?${SECRET}=1&c=2`, 'https://example.com/a?[redacted-github_token]&c'],
    [
      'https://example.com/a?x=ghp_ABCDEFghij1234567&y=890abcdefghijklmnopqr',
      'https://example.com/[redacted-github_token]',
    ],
    [
      'https://AKIA.IOSF.ODNN7.EXAMPLE.evil.example/p',
      'https://redacted-1.redacted-2.redacted-3.redacted-4.redacted-5.redacted-6/p',
    ],
    ['https://414b4941494f53464f444e4e37.evil.example/', 'https://redacted-1.evil.example/'],
    ['https://example.com/x7Kq9ZpL2mVt4RwB8nYcJ3sDfG6hQ1', 'https://example.com/[redacted-path_entropy]'],
    ['not a url', 'pipelock://unparsed'],
  ] as const) {
    t.is(detectors.redactTarget(parseTarget(raw)), shown, raw);
  }
});
