// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { evaluateArithmetic } from '../../../../../../enforce/detect/tools/shell/arithmetic.js';
import { shellTextsInCode, textsInCode } from '../../../../../../enforce/detect/tools/shell/code.js';
import { resolveEscapes } from '../../../../../../enforce/detect/tools/shell/escapes.js';
import {
  couldBe,
  literalOf,
  ONE,
  OUTPUT,
  SET_CLOSE,
  SET_OPEN,
  STAR,
  UNKNOWN,
} from '../../../../../../enforce/detect/tools/shell/marks.js';
import { pureOutput } from '../../../../../../enforce/detect/tools/shell/outputs.js';
import { splitFields } from '../../../../../../enforce/detect/tools/shell/parameters.js';
import { printfText } from '../../../../../../enforce/detect/tools/shell/printf.js';
import { translate } from '../../../../../../enforce/detect/tools/shell/translate.js';
import { decodeCommand } from '../../../../../../enforce/detect/tools/shell/windows-shell.js';

test('arithmetic', (t) => {
  const value = (text: string): string | undefined => evaluateArithmetic(text, (name) => ({ a: '5', empty: '' })[name]);
  t.is(value('1 + 2 * 3'), '7');
  t.is(value('(1 + 2) * 3 % 4'), '1');
  t.is(value('2 ** 3 ** 1'), '8');
  t.is(value('-a + ~0'), '-6');
  t.is(value('0x1f + 010 + 2#101'), '44');
  t.is(value('a > 4 && !empty'), '1');
  t.is(value('1 << 3 | 1 ^ 1 & 3'), '8');
  t.is(value('7 / 2'), '3');
  for (const wrong of ['1 / 0', 'b', 'a = 1', '1 +', '(1', `${'('.repeat(200)}1`, '1'.repeat(300)])
    t.is(value(wrong), undefined, wrong);
});

test('escapes', (t) => {
  t.is(resolveEscapes('\\x41\\101\\u0042\\n\\q', 'ansi'), 'AAB\n\\q');
  t.is(resolveEscapes('\\xc3\\xa9', 'ansi'), 'é');
  t.is(resolveEscapes('\\cA', 'ansi'), '\x01');
  t.is(resolveEscapes('\\0101x', 'echo'), 'Ax');
  t.is(resolveEscapes('a\\cb', 'echo'), 'a');
  t.is(resolveEscapes('\\ud800\\UFFFFFFFF', 'ansi'), '\uFFFD\uFFFD');
  t.is(resolveEscapes('a\\', 'ansi'), 'a\\');
});

test('printf uses its format again while arguments are left', (t) => {
  t.is(printfText('%s-', ['a', 'b']), 'a-b-');
  t.is(printfText('%d %x %X %o %c %%', ['7', '255', '255', '8', 'xyz']), '7 ff FF 10 x %');
  t.is(printfText('%3s|%-3s|%03d', ['a', 'b', '7']), '  a|b  |007');
  t.is(printfText('%.2s%b', ['abc', '\\x41']), 'abA');
  t.is(printfText('%d', ["'A"]), '65');
  t.is(printfText('\\x41\\n', []), 'A\n');
  t.is(
    printfText(
      '%s',
      Array.from({ length: 5000 }, () => 'a'),
    ),
    undefined,
  );
});

test('commands that only change text', (t) => {
  const printed = (name: string, args: string[], input?: string): string | undefined =>
    pureOutput(name, args, input)?.text;
  t.is(printed('echo', ['-n', 'a', 'b']), 'a b');
  t.is(printed('echo', ['-e', '\\x41']), 'A\n');
  t.is(printed('rev', [], 'ab\ncd\n'), 'ba\ndc\n');
  t.is(printed('base64', ['-d'], 'aGk='), 'hi');
  t.is(printed('base64', ['--decode'], 'a G\nk'), 'hi');
  t.is(printed('base64', [], 'hi'), 'aGk=\n');
  t.is(printed('base32', ['-d'], 'NBUQ===='), 'hi');
  t.is(printed('openssl', ['base64', '-d'], 'aGk='), 'hi');
  t.is(printed('xxd', ['-r', '-p'], '68 69'), 'hi');
  t.is(printed('head', ['-n', '1'], 'a\nb\n'), 'a\n');
  t.is(printed('tail', ['-1'], 'a\nb\n'), 'b\n');
  t.is(printed('cut', ['-c2-3'], 'abcd'), 'bc');
  t.is(printed('sed', ['s/a/b/g'], 'aa'), 'bb');
  t.is(printed('tac', [], 'a\nb\n'), 'b\na\n');
  t.is(printed('base64', ['-d'], undefined), undefined);
  t.is(printed('sed', ['s/a.*/b/'], 'aa'), undefined);
  t.is(printed('date', []), undefined);
  t.is(pureOutput('base64', ['-d'], 'aGk=')?.decoded, true);
  t.is(pureOutput('base64', ['-d'], 'a'.repeat(1_000_000)), undefined);
});

test('sets of tr', (t) => {
  t.is(translate(['a-z', 'A-Z'], 'hi'), 'HI');
  t.is(translate(['-d', '[:digit:]'], 'a1b2'), 'ab');
  t.is(translate(['ab', 'x'], 'abc'), 'xxc');
  t.is(translate(['[:graph:]', 'x'], 'a'), undefined);
  t.is(translate(['a'], 'a'), undefined);
  t.is(translate(['-c', 'a', 'b'], 'x'), undefined);
});

test('fields', (t) => {
  t.deepEqual(splitFields('a  b ', ' \t\n'), ['a', 'b', '']);
  t.deepEqual(splitFields('a,,b', ','), ['a', '', 'b']);
  t.deepEqual(splitFields('a , b', ', '), ['a', 'b']);
  t.deepEqual(splitFields('a b', ''), ['a b']);
});

test('words with wildcards and unknown parts', (t) => {
  t.true(couldBe(`r${ONE}`, 'rm'));
  t.false(couldBe(`r${ONE}`, 'rmx'));
  t.true(couldBe(`sh${STAR}w`, 'shadow'));
  t.true(couldBe(`${SET_OPEN}a-z${SET_CLOSE}m`, 'rm'));
  t.false(couldBe(`${SET_OPEN}!r${SET_CLOSE}m`, 'rm'));
  t.true(couldBe(`r${UNKNOWN}m`, 'rm'));
  t.true(couldBe(OUTPUT, 'anything'));
  t.false(couldBe('rm', 'rn'));
  t.is(literalOf(`a${STAR}${UNKNOWN}b`), 'a*b');
  // Many stars on a text that does not fit: no explosion.
  t.false(couldBe(`${`${STAR}a`.repeat(60)}b`, 'a'.repeat(200)));
});

test('texts in programs of other languages', (t) => {
  t.deepEqual(shellTextsInCode('os.system("ls " + "-l")'), ['ls -l']);
  t.deepEqual(shellTextsInCode('spawn("ls", ["-l", "x"])'), ['ls', '-l', 'x', 'ls -l x']);
  t.deepEqual(shellTextsInCode('`ls -l` if x'), ['ls -l']);
  t.deepEqual(shellTextsInCode('exec(qq{ls -l})'), ['ls -l']);
  t.deepEqual(shellTextsInCode('print("ls -l")'), []);
  t.deepEqual(textsInCode('join(home, ".ssh", "id_rsa")'), ['.ssh', 'id_rsa', '.ssh/id_rsa']);
  t.deepEqual(textsInCode('f("""a"b""")'), ['a"b']);
  t.deepEqual(textsInCode('x'.repeat(100_000)), []);
});

test('encoded commands of PowerShell', (t) => {
  t.is(decodeCommand('RABpAHIA'), 'Dir');
  t.is(decodeCommand('RABpAHI'), 'Di');
});
