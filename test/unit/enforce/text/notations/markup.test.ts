// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { hasMarkup, readMarkup } from '../../../../../enforce/text/notations/markup.js';

for (const [name, markup, seen] of [
  ['tags inside a word', '<p>in<b></b>struc<i>t</i>ions</p>', 'instructions'],
  ['a comment inside a word', '<p>in<!-- x -->structions</p>', 'instructions'],
  ['an unknown element inside a word', 'in<x-y></x-y>structions <p>.</p>', 'instructions'],
  ['cells', '<tr><td>one</td><td>two</td></tr>', 'one\ntwo'],
  ['elements of a vocabulary of its own', '<w>one</w><w>two</w>', 'one\ntwo'],
  ['CDATA cut in two', '<a><![CDATA[one]]><![CDATA[two]]></a>', 'onetwo'],
  ['noise that is not shown', '<p>one<span style="display: none">x</span>two</p>', 'onetwo'],
  ['noise with the attribute', '<p>one<span hidden>x<span>y</span></span>two</p>', 'onetwo'],
  ['entities of its own', '<!DOCTYPE a [<!ENTITY x "on"><!ENTITY y "e&x;">]><a>&x;e &y;</a>', 'one eon'],
  ['an attribute', '<input placeholder="tell me a story">', 'tell me a story'],
  ['an attribute without quotes around it', "<img alt='tell me a story' src=/a.png>", 'tell me a story'],
  ['text after a script', '<script>if (a<b) c("</p>")</script>one<b>two</b>', 'onetwo'],
] as const) {
  test(`read as it is seen: ${name}`, (t) => {
    t.true(hasMarkup(markup) && readMarkup(markup).includes(seen), readMarkup(markup));
  });
}

for (const text of ['a < b and c > d', 'Map<string, number>', 'plain', 'x <3 y', '']) {
  test(`no markup: ${text}`, (t) => {
    t.false(hasMarkup(text));
  });
}

test('what is shown is there with and without what is hidden', (t) => {
  t.deepEqual(readMarkup('<p>a<i hidden>b</i>c</p>').match(/\w+/g), ['abc', 'ac']);
});

test('entities that grow without end are given up, and no markup makes it throw', (t) => {
  const bomb = Array.from({ length: 40 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(40)}">`).join('');
  t.true(readMarkup(`<!DOCTYPE a [${bomb}]><a>&e40;</a>`).length < 20_000_000);
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '<a',
    ' b=',
    '"',
    "'",
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE [',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      t.notThrows(() => readMarkup(pieces.join('')));
    }),
  );
});
