// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { nestsDeeperThan, plainText } from '../../../../enforce/net/html-text.js';

test('visible text and title are kept, markup, scripts and comments are not', (t) => {
  const { title, text } = plainText(
    '<!doctype html><title>A &amp; B</title><style>p{}</style><p class="a>b">One<br>two</p><script>if(a<b)"</p>"</script><!-- no --><p>caf&#233; &lt;x&gt;&nbsp;y',
  );
  t.is(title, 'A & B');
  t.is(text, 'One\ntwo\n\ncaf\u00e9 <x> y');
});

test('odd markup is read to its end', (t) => {
  t.is(plainText('a < b and 1<2').text, 'a < b and 1<2');
  t.is(plainText('<p title="unclosed>text').text, '');
  t.is(plainText('<!-- unclosed').text, '');
  t.is(plainText('x<!-->y').text, 'xy');
  t.is(plainText('<p data-x=1"2>kept').text, 'kept');
  t.is(plainText('&#0;&#x110000;&unknown;').text, '\ufffd\ufffd&unknown;');
});

test('nesting is counted as a tree would nest', (t) => {
  t.false(nestsDeeperThan('<div>'.repeat(200) + '</div>'.repeat(200), 200));
  t.true(nestsDeeperThan('<div>'.repeat(201), 200));
  t.false(nestsDeeperThan('<div></div>'.repeat(1000), 200));
  t.false(nestsDeeperThan('<p>text<li>item<br><img>'.repeat(100), 250));
  t.false(nestsDeeperThan(`<svg>${'<path d="x"/>'.repeat(1000)}</svg>`, 200));
  t.true(nestsDeeperThan('<path/>'.repeat(1000), 200));
  t.false(nestsDeeperThan(`<script>${'<div>'.repeat(1000)}</script>`, 200));
});

test('no input throws, and no tag is left of well-formed markup', (t) => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '<p>',
    '</p>',
    '"',
    "'",
    '=',
    'a',
    '&',
    '&#',
    ';',
    '<script>',
    '</script',
    '<title>',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const markup = pieces.join('');
      t.is(typeof plainText(markup).text, 'string');
      t.is(typeof nestsDeeperThan(markup, 5), 'boolean');
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]*$/), (words) =>
      t.is(plainText(`<div><b>${words}</b></div>`).text, words.replace(/ +/g, ' ').trim()),
    ),
  );
});
