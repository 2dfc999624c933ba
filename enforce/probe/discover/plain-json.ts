// SPDX-License-Identifier: Apache-2.0

/**
 * Editors allow comments and trailing commas in their settings. This gives plain JSON with everything else in its
 * place: what is taken out becomes spaces. Strings are not looked into. One pass, whatever the text; it is untrusted.
 */
export function toPlainJson(text: string): string {
  const parts: string[] = [];
  let pos = text.startsWith('\ufeff') ? 1 : 0;
  let copied = pos;
  /** Where a comma stands that only blanks and comments follow so far. */
  let comma = -1;
  const blank = (from: number, to: number): void => {
    parts.push(text.slice(copied, from), ' '.repeat(to - from));
    copied = to;
  };
  const held: (readonly [number, number])[] = [];
  const release = (): void => {
    for (const [from, to] of held.splice(0)) blank(from, to);
  };
  while (pos < text.length) {
    const unit = text.charAt(pos);
    const end = unit === '/' ? commentEnd(text, pos) : pos;
    if (end > pos) {
      held.push([pos, end]);
      pos = end;
      continue;
    }
    if (!/\s/.test(unit)) {
      if (comma >= 0 && (unit === '}' || unit === ']')) blank(comma, comma + 1);
      release();
      comma = unit === ',' ? pos : -1;
    }
    pos = unit === '"' ? stringEnd(text, pos) : pos + 1;
  }
  release();
  parts.push(text.slice(copied));
  return parts.join('');
}

/** Offset after a comment that begins here; the offset itself when none does. One that never ends takes the rest. */
function commentEnd(text: string, pos: number): number {
  const mark = text.charAt(pos + 1);
  if (mark !== '/' && mark !== '*') return pos;
  const end = text.indexOf(mark === '/' ? '\n' : '*/', pos + 2);
  if (mark === '/') return end < 0 ? text.length : end;
  return end < 0 ? text.length : end + 2;
}

/** Offset after a string that begins here. */
function stringEnd(text: string, start: number): number {
  let pos = start + 1;
  while (pos < text.length && text.charAt(pos) !== '"') pos += text.charAt(pos) === '\\' ? 2 : 1;
  return pos + 1;
}
