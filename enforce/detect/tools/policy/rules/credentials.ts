// SPDX-License-Identifier: Apache-2.0
import { textsInCode } from '../../shell/code.js';
import type { ShellCommand, ShellReading } from '../../shell/command.js';
import type { Field } from '../../shell/expand.js';
import { hasWildcard, literalOf } from '../../shell/marks.js';
import { canonicalPath, credentialKind, credentialKindOfWord, pathOfWord } from '../paths.js';
import { argumentsOf, isNamed, namesIn } from '../words.js';

/** Commands that name a file without showing what is in it. */
const NAMING = namesIn(
  'ls ll dir stat test [ [[ touch mkdir rmdir chmod chown chgrp rm echo printf cd pushd find locate which realpath readlink dirname basename ssh-add ssh-keygen ssh-copy-id wc du md5sum sha1sum sha256sum git true : export declare local readonly unset tree df dotenv dotenvx test-path get-childitem gci remove-item icacls attrib',
);
/** Commands that take a key file by option and use it. */
const KEY_USERS = namesIn('ssh scp sftp rsync mosh autossh sshfs git ansible ansible-playbook curl openssl');
const SEARCHES = namesIn('grep egrep fgrep rg ag ack zgrep findstr select-string sed gsed awk gawk jq yq');
const COPIES = namesIn('cp mv install ln copy-item move-item copy move ditto');
/** Commands for which a folder means everything in it. */
const TAKES_FOLDERS = namesIn(
  'tar zip 7z 7za rar cp rsync scp cpio grep rg cat rclone gsutil aws compress-archive copy-item robocopy xcopy pax',
);
const SOURCES = namesIn('source .');
const ENV_OPTIONS = /^--(?:env-file|dotenv|envfile|env)(?:=|$)/;

interface Named {
  readonly field: Field;
  /** Without `@`, `if=` or an option's name. */
  readonly word: string;
}

/** The words of a command that may name files to be read. */
function readWords(command: ShellCommand): readonly Named[] {
  const plain = argumentsOf(command);
  let words = command.args.map((field, i): Named => ({ field, word: pathPart(field.text, plain[i] ?? '') }));
  words = words.filter((_, i) => !isUse(command, plain, i));
  if (isNamed(command, SEARCHES) && !plain.includes('-e') && !plain.includes('-f')) {
    // The first word is what to look for.
    const first = words.findIndex(({ word }) => !word.startsWith('-'));
    words = words.filter((_, i) => i !== first);
  }
  return isNamed(command, COPIES) && words.length > 1 ? words.slice(0, -1) : words;
}

/** Options that use a file in place rather than show it: a key to log in with, variables for a program. */
function isUse(command: ShellCommand, plain: readonly string[], at: number): boolean {
  const word = plain[at] ?? '';
  const before = plain[at - 1] ?? '';
  if (ENV_OPTIONS.test(word) || ENV_OPTIONS.test(before)) return true;
  if (!isNamed(command, KEY_USERS)) return false;
  return (
    /^(?:-i|--key|--private-key|--cert|-E|--netrc-file|-inkey|--identity)$/.test(before) ||
    /^-i./.test(word) ||
    /identityfile=/i.test(word) ||
    (before === '-e' && /^ssh /.test(word))
  );
}

const PREFIX = /^(?:--?[A-Za-z][A-Za-z0-9-]*=|[a-z_-]{1,24}=)?@?/;

function pathPart(marked: string, plain: string): string {
  const text = marked.replace(PREFIX, '');
  // `-v host:container` and `host:path` name the part that is a path.
  const [first = ''] = plain.split(':');
  return text.includes(':') && credentialKind(canonicalPath(first)) !== undefined ? first : text;
}

function isRead(command: ShellCommand, { word }: Named): boolean {
  const kind = credentialKindOfWord(word, command.folder);
  if (kind === 'file') return true;
  return kind === 'folder' && (isNamed(command, TAKES_FOLDERS) || hasWildcard(word));
}

/** It adds a key that lets somebody log in. */
function letsIn(command: ShellCommand): boolean {
  const targets = command.redirections.filter(({ operator }) => operator.includes('>')).map(({ target }) => target);
  const words = isNamed(command, namesIn('tee cp mv install ln sed')) ? command.args.map(({ text }) => text) : [];
  return [...targets, ...words].some((word) =>
    /(?:^|\/)\.ssh\/authorized_keys2?$/.test(pathOfWord(word, command.folder)),
  );
}

/** Variables read from a file are given away only by a command that prints or sends them. */
function givesAwayVariables(reading: ShellReading): boolean {
  return reading.commands.some((command) => {
    const base = command.base;
    if (base === 'set') return command.args.length === 0;
    if (base === 'env' || base === 'printenv') return command.args.every(({ text }) => literalOf(text).startsWith('-'));
    if (base === 'export' || base === 'declare') return argumentsOf(command).includes('-p');
    if (base === 'echo' || base === 'printf' || base === 'curl' || base === 'wget')
      return command.args.some(({ text }) => text.includes('\uFDD0'));
    return false;
  });
}

/** Reading private keys, passwords and token files, by whatever command, or letting a new key in. */
export function isCredentialAccess(command: ShellCommand, reading: ShellReading): boolean {
  if (letsIn(command)) return true;
  const reads = command.redirections.some(
    ({ operator, target }) => operator === '<' && credentialKindOfWord(target, command.folder) === 'file',
  );
  if (reads) return true;
  if (
    command.code !== undefined &&
    textsInCode(command.code).some((text) => credentialKind(canonicalPath(text)) === 'file')
  )
    return true;
  // A name with wildcards that may be one of these may as well be another.
  if (!hasWildcard(command.name) && isNamed(command, NAMING)) return false;
  const named = readWords(command).some((word) => isRead(command, word));
  return named && (!isNamed(command, SOURCES) || givesAwayVariables(reading));
}
