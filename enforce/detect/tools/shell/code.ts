// SPDX-License-Identifier: Apache-2.0

/** Words by which a program in another language starts commands. */
const STARTS_COMMANDS =
  /system|popen|subprocess|child_process|exec|spawn|passthru|proc_open|getoutput|shell|qx|%x|Open3|Process|Command|getline|`|\|/i;
const MAX_TEXTS = 256;
const MAX_LENGTH = 65_536;

interface Literal {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longest gap between two literals that may belong together: an operator and blanks. */
const MAX_GAP = 8;

function literalAt(code: string, start: number): Literal | undefined {
  const quote = code.charAt(start);
  const triple = quote.repeat(3);
  const long = quote !== '`' && code.startsWith(triple, start);
  const open = start + (long ? 3 : 1);
  if (long) {
    const end = code.indexOf(triple, open);
    return end < 0 ? undefined : { text: code.slice(open, end), start, end: end + 3 };
  }
  let end = open;
  while (end < code.length && code.charAt(end) !== quote) end += code.charAt(end) === '\\' ? 2 : 1;
  if (end >= code.length) return undefined;
  return { text: code.slice(open, end).replace(/\\(["'`\\])/g, '$1'), start, end: end + 1 };
}

/** `qx(...)`, `qq{...}`, `%x{...}`. */
function quotedCommandAt(code: string, start: number): Literal | undefined {
  const open = code.charAt(start + 2);
  const close = { '(': ')', '{': '}', '[': ']', '<': '>' }[open] ?? open;
  if (!/[({[<|/!]/.test(open)) return undefined;
  const end = code.indexOf(close, start + 3);
  return end < 0 ? undefined : { text: code.slice(start + 3, end), start, end: end + 1 };
}

function literalsOf(code: string): readonly Literal[] {
  const literals: Literal[] = [];
  for (const { index } of code.matchAll(/["'`]|q[qx]|%x/g)) {
    const last = literals.at(-1);
    if (last !== undefined && index < last.end) continue;
    const literal = /["'`]/.test(code.charAt(index)) ? literalAt(code, index) : quotedCommandAt(code, index);
    if (literal === undefined) break;
    literals.push(literal);
    if (literals.length >= MAX_TEXTS) break;
  }
  return literals;
}

type Bond = 'glued' | 'listed' | 'none';

function bondBetween(code: string, before: Literal, after: Literal): Bond {
  if (after.start - before.end > MAX_GAP) return 'none';
  const gap = code.slice(before.end, after.start).trim();
  if (gap === '+' || gap === '.' || gap === '..' || gap === '') return 'glued';
  return gap === ',' || gap === ', [' || gap === ',[' ? 'listed' : 'none';
}

/** Runs of literals that belong together: pieces joined by `+` are one text, lists are kept as lists. */
function groupsOf(code: string): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let glued: string[] = [];
  let before: Literal | undefined;
  const endPiece = (): void => {
    if (glued.length > 0) groups.at(-1)?.push(glued.join(''));
    glued = [];
  };
  for (const literal of literalsOf(code)) {
    const bond = before === undefined ? 'none' : bondBetween(code, before, literal);
    if (bond !== 'glued') endPiece();
    if (bond === 'none') groups.push([]);
    glued.push(literal.text);
    before = literal;
  }
  endPiece();
  return groups;
}

/** The string literals of a program, and lists of them joined as paths are. Bounded; untrusted input. */
export function textsInCode(code: string): readonly string[] {
  if (code.length > MAX_LENGTH) return [];
  return groupsOf(code).flatMap((group) => (group.length > 1 ? [...group, group.join('/')] : group));
}

/**
 * The texts in a program that may be commands for a shell: its string literals, pieces joined by `+` as one, lists of
 * arguments as one line. None when nothing in the program starts commands. Bounded; untrusted input.
 */
export function shellTextsInCode(code: string): readonly string[] {
  if (code.length > MAX_LENGTH || !STARTS_COMMANDS.test(code)) return [];
  return groupsOf(code).flatMap((group) => (group.length > 1 ? [...group, group.join(' ')] : group));
}
