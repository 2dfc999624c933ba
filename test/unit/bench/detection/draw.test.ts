// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { drawSample } from '../../../../bench/detection/draw.js';

test('draws values of the shape asked for', (t) => {
  t.regex(drawSample('key={{hex:32}};', 'a'), /^key=[0-9a-f]{32};$/);
  t.regex(drawSample('{{AZ:4}}-{{d:3}}-{{b64u:20}}', 'a'), /^[A-Z0-9]{4}-[0-9]{3}-[A-Za-z0-9_-]{20}$/);
  t.regex(drawSample('{{uuid}}', 'a'), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  t.regex(drawSample('{{UUID}}', 'a'), /^[0-9A-F-]{36}$/);
});

test('one seed, one text; another seed, another', (t) => {
  t.is(drawSample('{{an:40}}', 'a'), drawSample('{{an:40}}', 'a'));
  t.not(drawSample('{{an:40}}', 'a'), drawSample('{{an:40}}', 'b'));
});

test('two values of one sample differ', (t) => {
  const [first, second] = drawSample('{{an:20}} {{an:20}}', 'a').split(' ');
  t.not(first, second);
});

test('leaves other braces alone', (t) => {
  t.is(drawSample('${{ secrets.TOKEN }} {{CLIENT_SECRET}} {{x}}', 'a'), '${{ secrets.TOKEN }} {{CLIENT_SECRET}} {{x}}');
});

test('refuses an alphabet that does not exist', (t) => {
  t.throws(() => drawSample('{{nope:3}}', 'a'), { message: /nope/ });
});
