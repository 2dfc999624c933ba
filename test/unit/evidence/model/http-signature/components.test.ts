// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { plainComponent, type SignedMessage } from '../../../../../evidence/model/http-signature/base.js';
import { rfc9421Components } from '../../../../../evidence/model/http-signature/components.js';
import { parseSignatures } from '../../../../../evidence/model/http-signature/signatures.js';
import { combinedField } from '../../../../../evidence/model/http-signature/structured.js';

const REQUEST: SignedMessage = {
  method: 'POST',
  targetUri: 'HTTPS://www.Example.com:443/path/a%20b?param=value&foo=bar&baz=batman&qux=&na%20me=a+b%2F%C3%A9#part',
  fields: [
    ['x-ows', '   Leading and trailing whitespace.   '],
    ['x-obs', 'Obsolete\n    line folding.'],
    ['cache-control', 'max-age=60'],
    ['cache-control', '   must-revalidate'],
    ['example-dict', '  a=1,    b=2;x=1;y=2,   c=(a   b   c), d'],
    ['x-empty', ''],
    ['priority', 'u=1,   i'],
    ['accept-ch', 'a,   b'],
    ['client-cert', ' :AA==: '],
    ['broken', '(('],
  ],
};
const RESPONSE: SignedMessage = { status: 200, fields: [['content-type', 'text/plain']] };
const values = rfc9421Components(REQUEST, { 'example-dict': 'dictionary' });

/** The value of a component written as in Signature-Input, such as `"@query-param";name="foo"`. */
function valueOf(component: string, message: SignedMessage = REQUEST): string {
  const [one] = parseSignatures([
    ['signature-input', `a=(${component})`],
    ['signature', 'a=:AA==:'],
  ]);
  const item = one?.input[0][0];
  if (item === undefined) throw new Error('no component');
  return values(item, message);
}

test('derived components of a request', (t) => {
  const expected: Record<string, string> = {
    '"@method"': 'POST',
    '"@authority"': 'www.example.com',
    '"@scheme"': 'https',
    '"@path"': '/path/a%20b',
    '"@query"': '?param=value&foo=bar&baz=batman&qux=&na%20me=a+b%2F%C3%A9',
    '"@request-target"': '/path/a%20b?param=value&foo=bar&baz=batman&qux=&na%20me=a+b%2F%C3%A9',
    '"@query-param";name="baz"': 'batman',
    '"@query-param";name="qux"': '',
    '"@query-param";name="na%20me"': 'a%20b%2F%C3%A9',
  };
  for (const [component, value] of Object.entries(expected)) t.is(valueOf(component), value, component);
  t.is(valueOf('"@target-uri"'), (REQUEST.targetUri ?? '').replace('#part', ''));
  const bare = { method: 'GET', targetUri: 'http://example.com', fields: [] };
  t.is(valueOf('"@path"', bare), '/');
  t.is(valueOf('"@query"', bare), '?');
  t.is(valueOf('"@request-target"', bare), '/');
  t.is(valueOf('"@request-target"', { ...bare, targetUri: 'http://example.com/a?' }), '/a?');
  t.is(
    valueOf('"@request-target"', { ...bare, method: 'CONNECT', targetUri: 'https://example.com:80/' }),
    'example.com:80',
  );
});

test('fields: combined, unfolded, as structured fields, as members, as bytes', (t) => {
  const expected: Record<string, string> = {
    '"x-ows"': 'Leading and trailing whitespace.',
    '"x-obs"': 'Obsolete line folding.',
    '"cache-control"': 'max-age=60, must-revalidate',
    '"x-empty"': '',
    '"example-dict";sf': 'a=1, b=2;x=1;y=2, c=(a b c), d',
    '"example-dict";key="a"': '1',
    '"example-dict";key="b"': '2;x=1;y=2',
    '"example-dict";key="c"': '(a b c)',
    '"example-dict";key="d"': '?1',
    '"priority";sf': 'u=1, i',
    '"accept-ch";sf': 'a, b',
    '"client-cert";sf': ':AA==:',
    '"cache-control";bs': ':bWF4LWFnZT02MA==:, :bXVzdC1yZXZhbGlkYXRl:',
  };
  for (const [component, value] of Object.entries(expected)) t.is(valueOf(component), value, component);
  t.is(combinedField(REQUEST.fields, 'nothing'), undefined);
});

test('a response, and the request it answers', (t) => {
  t.is(valueOf('"@status"', RESPONSE), '200');
  t.is(valueOf('"@method";req', RESPONSE), 'POST');
  t.is(valueOf('"example-dict";req;key="a"', RESPONSE), '1');
});

test('what cannot be covered is refused', (t) => {
  const refused = [
    '"@status"',
    '"@method";req',
    '"nothing"',
    '"nothing";bs',
    '"@unknown"',
    '"@query-param"',
    '"@query-param";name="none"',
    '"x-ows";name="a"',
    '"x-ows";sf',
    '"x-ows";tr',
    '"broken";sf',
    '"priority";key="none"',
    '"priority";key=1',
    '"priority";sf;bs',
    '"@path";sf',
    '"@path";bs',
    '"@path";key="a"',
    '7',
  ];
  for (const component of refused) t.throws(() => valueOf(component), { name: 'FormatError' }, component);
  t.throws(() => valueOf('"@method"', RESPONSE), { name: 'FormatError' });
  t.throws(() => valueOf('"@authority"', RESPONSE), { name: 'FormatError' });
  t.throws(() => valueOf('"@path"', { ...REQUEST, targetUri: '/relative' }), { name: 'FormatError' });
  const twice = { ...REQUEST, targetUri: 'https://a/?x=1&x=2' };
  t.throws(() => valueOf('"@query-param";name="x"', twice), { name: 'FormatError' });
  const alone = rfc9421Components();
  t.throws(() => alone(['@method', new Map([['req', true]])], RESPONSE), { name: 'FormatError' });
  t.throws(() => plainComponent(['@method', new Map([['req', true]])], REQUEST), { name: 'FormatError' });
});
