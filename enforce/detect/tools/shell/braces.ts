// SPDX-License-Identifier: Apache-2.0
import { COST, spend, type Budget } from './budget.js';
import { ShellFault, type Part, type TextPart, type Word } from './syntax.js';

/** Words that one word may become. */
const MAX_WORDS = 1024;

interface Choice {
  readonly kind: 'choice';
  readonly branches: Item[][];
  /** Whether a comma was seen; `{x}` is plain text. */
  commas: boolean;
}

type Item = Part | Choice;

/**
 * Brace expansion: `{a,b}`, `{a..e}`, `{1..9..2}`, nested. Only braces that are neither quoted nor escaped count.
 * Throws ShellFault when a word would become too many.
 */
export function expandBraces(word: Word, budget: Budget): readonly Word[] {
  if (!word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return [word];
  return multiply(readItems(word, budget), budget);
}

const PIECE = /[{},]|[^{},]+/g;

function readItems(word: Word, budget: Budget): readonly Item[] {
  const root: Item[] = [];
  const open: { readonly choice: Choice; readonly parent: Item[] }[] = [];
  let current = root;
  const plain = (text: string): void => {
    current.push({ kind: 'text', text, quoted: false });
  };
  const close = (): void => {
    const top = open.pop();
    if (top === undefined) plain('}');
    else {
      current = top.parent;
      for (const item of settle(top.choice)) current.push(item);
    }
  };
  const readPiece = (piece: string): void => {
    spend(budget, COST.part);
    const top = open.at(-1);
    if (piece === '{') {
      if (open.length >= 64) throw new ShellFault('depth');
      const choice: Choice = { kind: 'choice', branches: [[]], commas: false };
      open.push({ choice, parent: current });
      current = choice.branches[0] ?? [];
    } else if (piece === '}') close();
    else if (piece === ',' && top !== undefined) {
      top.choice.commas = true;
      top.choice.branches.push((current = []));
    } else plain(piece);
  };
  for (const part of word) {
    if (part.kind !== 'text' || part.quoted) current.push(part);
    else for (const [piece] of part.text.matchAll(PIECE)) readPiece(piece);
  }
  for (let top = open.pop(); top !== undefined; top = open.pop()) keepPlain(top.choice, top.parent);
  return root;
}

/** Braces that stay open are plain text. */
function keepPlain(choice: Choice, parent: Item[]): void {
  choice.branches.forEach((branch, i) => {
    parent.push({ kind: 'text', text: i === 0 ? '{' : ',', quoted: false });
    for (const item of branch) parent.push(item);
  });
}

const RANGE = /^(?:(-?\d{1,9})\.\.(-?\d{1,9})|([A-Za-z])\.\.([A-Za-z]))(?:\.\.(-?\d{1,4}))?$/;

/** What a closed pair of braces means: a choice, a range, or itself. */
function settle(choice: Choice): readonly Item[] {
  if (choice.commas) return [choice];
  const [only = []] = choice.branches;
  const text = only.length === 1 && only[0]?.kind === 'text' ? only[0].text : '';
  const range = RANGE.exec(text);
  if (range !== null) return [{ kind: 'choice', branches: rangeOf(range), commas: true }];
  const brace = (sign: string): TextPart => ({ kind: 'text', text: sign, quoted: false });
  return [brace('{'), ...only, brace('}')];
}

function rangeOf([, low, high, first, last, stride]: RegExpExecArray): Item[][] {
  const letters = first !== undefined;
  const from = letters ? first.charCodeAt(0) : Number(low);
  const to = letters ? (last ?? '').charCodeAt(0) : Number(high);
  const step = Math.max(1, Math.abs(Number(stride ?? 1)));
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (count > MAX_WORDS) throw new ShellFault('size');
  return Array.from({ length: count }, (_, i) => {
    const value = from + (to < from ? -i : i) * step;
    return [{ kind: 'text', text: letters ? String.fromCharCode(value) : String(value), quoted: false }];
  });
}

/** Every combination, in the shell's order: the last choice changes fastest. */
function multiply(items: readonly Item[], budget: Budget): readonly Word[] {
  let words: Part[][] = [[]];
  for (const item of items) {
    if (item.kind !== 'choice') {
      for (const word of words) word.push(item);
      spend(budget, words.length * 4);
      continue;
    }
    const options = item.branches.flatMap((branch) => multiply(branch, budget));
    if (words.length * options.length > MAX_WORDS) throw new ShellFault('size');
    spend(budget, words.length * options.length * 24);
    words = words.flatMap((word) => options.map((option) => [...word, ...option]));
  }
  return words;
}
