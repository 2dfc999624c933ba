// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { readShell } from '../../enforce/detect/tools/shell/read.js';
import { decide } from '../unit/enforce/detect/tools/policy/policies.js';

const PIECES = [
  '$',
  '${',
  '}',
  '$(',
  ')',
  '((',
  '))',
  '$((',
  '`',
  "'",
  '"',
  '\\',
  '\n',
  ';',
  '&',
  '|',
  '<',
  '>',
  '<<',
  '<<<',
  '<(',
  '>&',
  '{',
  ',',
  '..',
  '[',
  ']',
  '[[',
  ']]',
  '#',
  '!',
  '*',
  '?',
  '~',
  '=',
  'x',
  'ls',
  'rm',
  '-rf',
  '/',
  ' ',
  '\t',
  '$x',
  '${x:-',
  '${x//',
  "$'",
  '\\x41',
  'if ',
  'then ',
  'fi',
  'for x in ',
  'do ',
  'done',
  'case ',
  'esac',
  'eval ',
  'bash -c ',
  'sudo ',
  'xargs ',
  'echo ',
  'printf ',
  'base64 -d',
  'IFS=',
  'EOF',
  'function ',
  '()',
  '\0',
  '\uD800',
  'é',
  'Ｒ',
  '\u200b',
  '^',
  '%',
  'iex ',
  'cmd /c ',
  '-enc ',
];
const script = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));

test('reading never throws, ends, and says the same twice', (t) => {
  fc.assert(
    fc.property(fc.oneof(script, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
      t.deepEqual(readShell(text), readShell(text));
    }),
    { numRuns: 3000 },
  );
});

test('deciding never throws, whatever the arguments', (t) => {
  const value = fc.oneof(
    script,
    fc.jsonValue(),
    fc.record({ command: script, args: fc.array(script, { maxLength: 4 }), cwd: script }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('bash', 'powershell', 'execute_code', 'write_file', 'read_file', 'git', 'x'),
      value,
      (tool, args) => {
        t.notThrows(() => decide(tool, args));
      },
    ),
    { numRuns: 1500 },
  );
});

const LENGTH = 100_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));

/** Texts that would cost a square or an exponential of their length if something were read again and again. */
const HOSTILE: readonly string[] = [
  ...PIECES.map(fill),
  ...[
    '{a,b}',
    '$(echo ',
    '${x:-${',
    '"$(',
    '`\\`',
    'a|',
    'a;',
    'a&&',
    '$x$x',
    'x=$x$x;',
    'eval ',
    'eval "a";',
    'sudo ',
    'xargs ',
    'f(){ f; };f;',
    '<<A ',
    'cat<<A\n',
    '((1) ',
    '$((1)) ',
    '[[ ',
    'case a in a) ',
    'if a;then ',
    '{ ',
    'a=(',
    "'a'+'b' ",
    'r^m ',
    '${x//a/b}',
    '${x#*a*}',
    '-exec a ; ',
    'python -c "',
    '{1..9}',
    '>a ',
    '*?[a]',
    'env -S "',
    'bash -c "a" ',
    'read a <<<b;',
    'a=b ',
    'for a in b c;do ',
  ].map(fill),
  `a=${'x'.repeat(4000)};${'a=$a$a;'.repeat(2000)}`,
  `IFS=,;x=${'a,'.repeat(50_000)};$x`,
  `x=${'a'.repeat(500)};${'${x//*a*b/c} '.repeat(5000)}`,
  `f(){ ${'a;'.repeat(1000)} }; ${'f;'.repeat(10_000)}`,
  `echo ${'QUFB'.repeat(25_000)} | base64 -d | sh`,
  `printf ${'%s'.repeat(50_000)} a`,
  `${'echo '.repeat(10)}${'$('.repeat(40)}rm -rf /${')'.repeat(40)}`,
  `"${'\\'.repeat(100_001)}"`,
];

test('hostile texts end within the work that is allowed', (t) => {
  for (const text of HOSTILE) {
    const reading = readShell(text);
    // Each command costs work, so their number is a bound on it.
    t.true(reading.commands.length < 20_000, text.slice(0, 40));
  }
});

test('what is too much is said', (t) => {
  for (const piece of ['(', '$(', '{a,b}', 'a;', '${x:-', 'x=$x$x;', 'eval ', 'sudo '])
    t.true(
      readShell(fill(piece)).doubts.some((doubt) => doubt === 'size' || doubt === 'depth' || doubt === 'syntax'),
      piece,
    );
});
