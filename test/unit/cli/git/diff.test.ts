// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { createDiffReader, type FileChange } from '../../../../cli/git/diff.js';

function read(text: string): FileChange[] {
  const files: FileChange[] = [];
  const reader = createDiffReader((file) => files.push(file));
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) reader.line(line);
  reader.end();
  return files;
}

function added(text: string): [string, number, string][] {
  return read(text).flatMap(({ path, added: runs }) =>
    runs.flat().map(({ line, text: words }): [string, number, string] => [path, line, words]),
  );
}

const GIT = 'diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n';

test('added lines have the numbers of the new file', (t) => {
  const hunks =
    '@@ -1,2 +1,3 @@ section\n one\n+two\n three\n@@ -9 +10,2 @@\n-nine\n+ten\n+eleven\n\\ No newline at end of file\n';
  t.deepEqual(added(GIT + hunks), [
    ['x', 2, 'two'],
    ['x', 10, 'ten'],
    ['x', 11, 'eleven'],
  ]);
  t.deepEqual(
    read(GIT + hunks)[0]?.added.map((run) => run.length),
    [1, 2],
  );
});

test('what looks like a head inside a hunk is content', (t) => {
  const text = `${GIT}@@ -1 +1,3 @@\n--- a/y\n+++ b/y\n+@@ -1 +1 @@\n+diff --git a/z b/z\n`;
  t.deepEqual(added(text), [
    ['x', 1, '++ b/y'],
    ['x', 2, '@@ -1 +1 @@'],
    ['x', 3, 'diff --git a/z b/z'],
  ]);
});

test('renames, quoted paths, spaces, CRLF, deletions and plain diffs', (t) => {
  const rename =
    'diff --git a/old b/new name\nsimilarity index 90%\nrename from old\nrename to new name\n--- a/old\n+++ b/new name\t\n@@ -0,0 +1 @@\n+x\n';
  t.deepEqual(added(rename), [['new name', 1, 'x']]);
  const quoted =
    'diff --git "a/\\303\\251\\"" "b/\\303\\251\\""\n--- /dev/null\n+++ "b/\\303\\251\\""\n@@ -0,0 +1 @@\n+x\n';
  t.deepEqual(added(quoted), [['é"', 1, 'x']]);
  t.deepEqual(added((GIT + '@@ -0,0 +1 @@\n+x\n').replaceAll('\n', '\r\n')), [['x', 1, 'x']]);
  t.deepEqual(added('--- old.txt\t2026-01-01\n+++ new.txt\t2026-01-02\n@@ -0,0 +1 @@\n+x\n'), [['new.txt', 1, 'x']]);
  const removed = 'diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n';
  t.deepEqual(added(removed), []);
  t.deepEqual(added(''), []);
});

test('binary changes are named', (t) => {
  const one = 'diff --git a/p q.png b/p q.png\nindex 1..2\nBinary files a/p q.png and b/p q.png differ\n';
  const two =
    'diff --git a/y b/y\nindex 1..2\nGIT binary patch\nliteral 4\nLcmZQzU|;|M00aO5\n\nliteral 0\nHcmV?d00001\n\n';
  t.deepEqual(
    read(one + two + GIT + '@@ -0,0 +1 @@\n+x\n').map(({ path, binary }) => [path, binary]),
    [
      ['p q.png', true],
      ['y', true],
      ['x', false],
    ],
  );
});

test('commits are told apart, and their messages are not content', (t) => {
  const [one, two] = ['a'.repeat(40), 'b'.repeat(40)];
  const text = `${one}\n${GIT}@@ -0,0 +1 @@\n+x\ncommit ${two}\nAuthor: N ${one}\n\n    +not added\n\n${GIT}@@ -0,0 +1 @@\n+y\n`;
  t.deepEqual(
    read(text).map(({ commit, added: runs }) => [commit, runs[0]?.[0]?.text]),
    [
      [one, 'x'],
      [two, 'y'],
    ],
  );
});

test('what is not understood is refused', (t) => {
  const bad = {
    'no diff': 'hello\n',
    'cut off': `${GIT}@@ -1,2 +1,3 @@\n one\n`,
    'too long': `${GIT}@@ -1 +1 @@\n-x\n+y\n+z\n`,
    'no line of a hunk': `${GIT}@@ -1,2 +1,2 @@\nxx\n`,
    'hunk without file': '@@ -0,0 +1 @@\n+x\n',
    'head of a hunk': `${GIT}@@ -a +b @@\n+x\n`,
    'combined diff': 'diff --cc x\n',
    'no name': '--- a\n@@ -0,0 +1 @@\n+x\n',
    'unending quotes': '--- a\n+++ "b/x\n',
    'unknown escape': '--- a\n+++ "b/\\q"\n',
    'NUL in a name': '--- a\n+++ b/x\0y\n@@ -0,0 +1 @@\n+x\n',
  };
  for (const [name, text] of Object.entries(bad)) t.throws(() => read(text), { code: 'malformed_diff' }, name);
});
