// SPDX-License-Identifier: Apache-2.0
import type { Argument, ArgumentList } from '../arguments.js';
import { shellForms } from '../shell/forms.js';
import { canonicalPath } from './paths.js';
import { namesIn } from './words.js';

/** A path that a call names, in canonical form. */
export interface PathArgument {
  readonly argument: string;
  readonly path: string;
}

const CONTENT = namesIn(
  'content contents text body data old_str new_str old_string new_string oldtext newtext old new search replace replacement description message insert_text code edit instructions query prompt title comment find pattern value',
);
const PATH_KEY = /path|file|dir|folder|target|dest|source|src|output|location|uri|url|^to$|^from$|^name$|^root$/i;
const MAX_PATH = 2048;

function isPathLike({ key, text }: Argument): boolean {
  if (text.length > MAX_PATH || /[\n\r]/.test(text)) return false;
  if (PATH_KEY.test(key)) return true;
  return !CONTENT.has(key.toLowerCase()) && (/[/\\]/.test(text) || /^[.~]/.test(text)) && !/\s\S+\s/.test(text);
}

const PATCHED =
  /^(?:\*\*\* (?:Add|Update|Delete|Move to)(?: File)?: |\+\+\+ (?:b\/)?|--- (?:a\/)?|rename (?:to|from) |copy to )(\S[^\n\t]{0,1024})/gm;

function inPatch({ path, text }: Argument): readonly PathArgument[] {
  if (!text.includes('\n') || !/^(?:\*\*\*|\+\+\+|---|rename|copy)/m.test(text)) return [];
  return Array.from(text.matchAll(PATCHED), (match) => ({ argument: path, path: canonicalPath(match[1] ?? '') }));
}

/** The paths among the arguments of a tool that works on files, patches included. */
export function pathArguments(list: ArgumentList): readonly PathArgument[] {
  return list.values.flatMap((value) => {
    if (value.type !== 'string') return [];
    if (!isPathLike(value)) return inPatch(value);
    return shellForms(value.text).map((form) => ({ argument: value.path, path: canonicalPath(form) }));
  });
}

/** Addresses of local files among the arguments of any tool. */
export function fileAddresses(list: ArgumentList): readonly PathArgument[] {
  return list.values.flatMap(({ type, text, path }) =>
    type === 'string' && text.length <= MAX_PATH && /^\s*file:/i.test(text)
      ? [{ argument: path, path: canonicalPath(text) }]
      : [],
  );
}
