// SPDX-License-Identifier: Apache-2.0
import type { Field } from './expand.js';
import { literalOf, markWildcards, STAR } from './marks.js';
import { INTERPRETERS, SCRIPT_FIRST, WRAPPERS, type Wrapper } from './wrappers.table.js';

/** What a wrapper starts: words of a command, a text for a shell, or a shell that reads its input. */
export interface Wrapped {
  readonly words?: readonly Field[];
  readonly text?: Field;
  readonly shell?: true;
}

const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*=/;

function texts(args: readonly Field[]): readonly string[] {
  return args.map(({ text }) => literalOf(text));
}

/** How many words an option and its value take; 0 when the word is no option. */
function optionSize(wrapper: Wrapper, words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  if (!word.startsWith('-') || word === '-') return ASSIGNMENT.test(word) ? 1 : 0;
  if (word.startsWith('--')) return wrapper.longValued?.includes(word) ? 2 : 1;
  const valued = wrapper.valued ?? '';
  const first = Array.from(word.slice(1)).findIndex((letter) => valued.includes(letter));
  return first >= 0 && first === word.length - 2 ? 2 : 1;
}

function textOption(wrapper: Wrapper, args: readonly Field[], words: readonly string[]): Field | undefined {
  const names = wrapper.textOption ?? [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (names.includes(word)) return args[i + 1];
    // `-qc text`: the option stands at the end of a group.
    if (names.includes('-c') && /^-[a-zA-Z]+c$/.test(word)) return args[i + 1];
    for (const name of names) {
      const attached = name.startsWith('--') ? `${name}=` : name;
      if (word.startsWith(attached) && word.length > attached.length)
        return { text: word.slice(attached.length), sources: args[i]?.sources ?? [] };
    }
    // Behind the first word that is no option, options belong to the command.
    if (optionSize(wrapper, words, i) === 0 && wrapper.positional === undefined) return undefined;
  }
  return undefined;
}

function join(fields: readonly Field[]): Field {
  return { text: fields.map(({ text }) => text).join(' '), sources: fields.flatMap(({ sources }) => sources) };
}

function unwrapAs(wrapper: Wrapper, args: readonly Field[]): Wrapped | undefined {
  const words = texts(args);
  let at = 0;
  for (const lead of wrapper.lead ?? []) {
    const found = words.indexOf(lead, at);
    // Options may stand before the subcommand.
    if (found < 0 || words.slice(at, found).some((word) => !word.startsWith('-'))) return undefined;
    at = found + 1;
  }
  const text = textOption(wrapper, args, words);
  if (text !== undefined) return { text };
  for (let left = wrapper.positional ?? 0; at < words.length;) {
    if (words[at] === '--') {
      at++;
      if (left === 0 || wrapper.lead !== undefined) break;
      continue;
    }
    const size = optionSize(wrapper, words, at);
    if (size > 0) at += size;
    else if (left-- > 0) at++;
    else break;
  }
  const rest = args.slice(at);
  if (rest.length === 0) return wrapper.shell ? { shell: true } : undefined;
  return wrapper.joined ? { text: join(rest) } : { words: rest };
}

/** What the program with these arguments starts, when it is one that starts others. */
export function unwrap(name: string, args: readonly Field[]): Wrapped | undefined {
  for (const wrapper of WRAPPERS.get(name) ?? []) {
    const wrapped = unwrapAs(wrapper, args);
    if (wrapped !== undefined) return wrapped;
  }
  return name === 'git' ? gitAlias(args) : embedded(args);
}

/** Options of programs that run a command: archivers, remote shells, editors. */
const EMBEDDED =
  /^(?:--checkpoint-action=exec=|(?:-o)?proxycommand=|(?:-c)?:?!|--rsync-path=|--to-command=|--use-compress-program=)(.+)$/is;

function embedded(args: readonly Field[]): Wrapped | undefined {
  for (const { text, sources } of args) {
    const match = text.length > 2 ? EMBEDDED.exec(text) : null;
    if (match !== null) return { text: { text: match[1] ?? '', sources } };
  }
  return undefined;
}

/** `git -c alias.x='!command' x`. */
function gitAlias(args: readonly Field[]): Wrapped | undefined {
  for (const { text, sources } of args) {
    const match = /^(?:alias\.[^=]+|core\.(?:sshcommand|pager|editor|fsmonitor))=!?(.+)$/is.exec(text);
    if (match !== null && (text.includes('=!') || !/^alias/i.test(text)))
      return { text: { text: match[1] ?? '', sources } };
  }
  const at = args.findIndex(({ text }) => /^(?:alias\.\S+|core\.(?:sshcommand|pager|editor|fsmonitor))$/i.test(text));
  const value = at < 0 ? undefined : args[at + 1];
  return value?.text.startsWith('!') || (value !== undefined && /^core/i.test(args[at]?.text ?? ''))
    ? { text: { ...value, text: value.text.replace(/^!/, '') } }
    : undefined;
}

/** What `find` finds, as far as its words tell: the folder and the name. With marks; empty without a name. */
export function foundPath(args: readonly Field[]): string {
  const words = texts(args);
  const start = words[0]?.startsWith('-') === false ? (args[0]?.text ?? '') : '.';
  const at = words.findIndex((word) => /^-(?:i?name|i?path|wholename)$/.test(word));
  const name = words[at + 1];
  if (at < 0 || name === undefined) return '';
  return /path|whole/.test(words[at] ?? '')
    ? markWildcards(name)
    : `${start.replace(/\/$/, '')}/${markWildcards(name)}`;
}

/** The commands behind `-exec`, `-execdir`, `-ok` of `find`, with what is found in place of `{}`. */
export function findCommands(args: readonly Field[]): readonly (readonly Field[])[] {
  const words = texts(args);
  const found = foundPath(args) || (words[0]?.startsWith('-') === false ? `${args[0]?.text ?? ''}/${STAR}` : '{}');
  const commands: (readonly Field[])[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(words[i] ?? '')) continue;
    let end = i + 1;
    while (end < words.length && words[end] !== ';' && words[end] !== '+') end++;
    commands.push(args.slice(i + 1, end).map((word) => (word.text === '{}' ? { ...word, text: found } : word)));
    i = end;
  }
  return commands;
}

const XARGS_VALUED = 'adEeIiLlnPsR';

/** The command that `xargs` or `parallel` runs, and the text it puts arguments in place of. */
export function xargsCommand(args: readonly Field[]): {
  readonly words: readonly Field[];
  readonly placeholder: string;
} {
  let placeholder = '';
  let at = 0;
  while (at < args.length) {
    // With marks: what is attached to an option is attached also when nobody knows it.
    const word = args[at]?.text ?? '';
    if (!word.startsWith('-')) break;
    const replace = /^(?:-[Ii]|--replace=?)(.*)$/s.exec(word);
    if (replace !== null) placeholder = replace[1] || (word === '-I' ? (args[at + 1]?.text ?? '{}') : '{}');
    const separate = !word.startsWith('--') && word.length === 2 && XARGS_VALUED.includes(word.charAt(1));
    at += separate && word !== '-i' && word !== '-e' && word !== '-l' ? 2 : 1;
  }
  return { words: args.slice(at), placeholder };
}

/** The file that an interpreter of another language runs, or `-` for its input; undefined for other programs. */
export function programFile(name: string, args: readonly Field[]): string | undefined {
  if (!INTERPRETERS.some((row) => row.name.test(name))) return undefined;
  const words = texts(args);
  if (words.some((word) => /^-(?:m|V|-version|-help|h)$/.test(word))) return undefined;
  return words.find((word) => !word.startsWith('-')) ?? '-';
}

/** The program text that an interpreter of another language is given on its command line. */
export function codeOf(name: string, args: readonly Field[]): Field | undefined {
  const words = texts(args);
  if (SCRIPT_FIRST.has(name)) return args[words.findIndex((word) => !word.startsWith('-'))];
  const options = INTERPRETERS.find((row) => row.name.test(name))?.options;
  if (options === undefined) return undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (options.includes(word)) return args[i + 1];
    if (!word.startsWith('-') && word !== 'eval') return undefined;
    // Clusters such as `-Mstrict -we` and values attached to the letter.
    const attached = options.find((option) => option.length === 2 && word.startsWith(option) && word.length > 2);
    if (attached !== undefined) return { text: word.slice(2), sources: args[i]?.sources ?? [] };
    if (
      /^-[a-zA-Z]{1,5}$/.test(word) &&
      options.some((option) => option.length === 2 && word.endsWith(option.slice(1)))
    )
      return args[i + 1];
  }
  return undefined;
}
