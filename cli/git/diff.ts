// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/canonical/errors.js';
import { parseDiffPath, parseGitHeader } from './diff-path.js';

export interface AddedLine {
  /** Number in the new file, from 1. */
  readonly line: number;
  /** Without its line end. */
  readonly text: string;
}

/** What a diff does to one file. */
export interface FileChange {
  readonly path: string;
  /** Hash of the commit, where the input names commits. */
  readonly commit: string | undefined;
  /** Runs of lines that stand next to each other in the new file. */
  readonly added: readonly (readonly AddedLine[])[];
  /** The change is there, but its content is not text. */
  readonly binary: boolean;
}

interface Draft {
  path: string | undefined;
  commit: string | undefined;
  added: AddedLine[][];
  binary: boolean;
  /** The data of a binary change follows. */
  patch: boolean;
}

interface Hunk {
  oldLeft: number;
  newLeft: number;
  line: number;
}

const EXTENDED =
  /^(?:old mode|new mode|deleted file mode|new file mode|copy from|rename from|similarity index|dissimilarity index|index) /;
const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;
/** What `git show` and `git log` write before a diff. */
const PREAMBLE = /^(?:$|commit [0-9a-f]{40,64}\b|(?:Author|AuthorDate|Commit|CommitDate|Date|Merge): | {4})/;
const COMMIT_ONLY = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const BINARY_DATA = /^(?:$|(?:literal|delta) \d{1,10}$|[A-Za-z][0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]+$)/;

/** A line of a file's head. Answers false when it is none. */
function headLine(draft: Draft, text: string): boolean {
  if (text.startsWith('rename to ') || text.startsWith('copy to ')) {
    draft.path = parseDiffPath(text.slice(text.indexOf(' to ') + 4), false);
  } else if (text.startsWith('+++ ')) {
    const path = parseDiffPath(text.slice(4), true);
    if (path !== undefined) draft.path = path;
  } else if (/^Binary files .* differ$/.test(text)) draft.binary = true;
  else if (text === 'GIT binary patch') {
    draft.binary = true;
    draft.patch = true;
  } else return text.startsWith('--- ') || EXTENDED.test(text);
  return true;
}

/** Reads a unified diff line by line. Everything in it is untrusted; what is not understood is refused. */
export interface DiffReader {
  /** A line without its line feed. @throws CodedError naming the line */
  line(text: string): void;
  /** @throws CodedError when the diff stops in the middle */
  end(): void;
}

/** Calls `onFile` for every file, in order. Renames, quoted paths, CRLF and files without a last line feed included. */
export function createDiffReader(onFile: (file: FileChange) => void): DiffReader {
  let number = 0;
  let commit: string | undefined;
  let file: Draft | undefined;
  let hunk: Hunk | undefined;

  const refuse = (what: string): never => {
    throw new CodedError('malformed_diff', `line ${number}: ${what}`);
  };
  const finish = (): void => {
    if (file !== undefined) {
      const { path, added, binary } = file;
      if (path === undefined && (added.length > 0 || binary)) refuse('a change without the name of its file');
      if (path !== undefined) onFile({ path, commit: file.commit, added, binary });
    }
    file = undefined;
  };
  const begin = (path: string | undefined): Draft => {
    finish();
    file = { path, commit, added: [], binary: false, patch: false };
    return file;
  };

  /** A line of a hunk; the counts of its head say where it ends. */
  const hunkLine = (current: Hunk, draft: Draft, text: string): void => {
    const mark = text[0] ?? ' ';
    if (mark === '\\') return;
    if (mark === '\r' && text.length > 1) refuse('a line of a hunk begins with a carriage return');
    if (mark !== '+' && mark !== '-' && mark !== ' ' && mark !== '\r') refuse('not a line of a hunk');
    if (mark === '+') {
      const line = { line: current.line, text: text.slice(1).replace(/\r$/, '') };
      const run = draft.added.at(-1);
      if (run?.at(-1)?.line === current.line - 1) run.push(line);
      else draft.added.push([line]);
    }
    if (mark !== '-') {
      current.newLeft--;
      current.line++;
    }
    if (mark !== '+') current.oldLeft--;
    if (current.oldLeft < 0 || current.newLeft < 0) refuse('the hunk is longer than its head says');
    if (current.oldLeft === 0 && current.newLeft === 0) hunk = undefined;
  };

  const beginHunk = (text: string): void => {
    const match = HUNK.exec(text) ?? refuse('not the head of a hunk');
    if (file === undefined) return refuse('a hunk without a file');
    const [, , oldCount = '1', start = '0', newCount = '1'] = match;
    hunk = { oldLeft: Number(oldCount), newLeft: Number(newCount), line: Number(start) };
    if (hunk.oldLeft === 0 && hunk.newLeft === 0) hunk = undefined;
  };

  const plainLine = (text: string): void => {
    if (text.startsWith('diff --git ')) begin(parseGitHeader(text.slice('diff --git '.length)));
    else if (text.startsWith('diff --cc ') || text.startsWith('diff --combined '))
      refuse('a combined diff of a merge cannot be read; diff against one parent');
    else if (text.startsWith('@@')) beginHunk(text);
    else if (text.startsWith('\\ ')) return;
    else if (text.startsWith('--- ') && (file === undefined || file.added.length > 0)) begin(undefined);
    else if (file !== undefined && headLine(file, text)) return;
    else if (COMMIT_ONLY.test(text) || PREAMBLE.test(text)) {
      finish();
      commit = /^(?:commit )?([0-9a-f]{40,64})\b/.exec(text)?.[1] ?? commit;
    } else if (!/^(?:diff|Only in) /.test(text)) refuse('not part of a unified diff');
  };

  return {
    line(raw) {
      number++;
      if (hunk !== undefined && file !== undefined) {
        hunkLine(hunk, file, raw);
        return;
      }
      const text = raw.replace(/\r$/, '');
      if (file?.patch === true && BINARY_DATA.test(text) && !text.startsWith('diff ')) return;
      plainLine(text);
    },
    end() {
      if (hunk !== undefined) refuse('the diff ends in the middle of a hunk');
      finish();
    },
  };
}
