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
  return new UnifiedDiff(onFile);
}

class UnifiedDiff implements DiffReader {
  readonly #onFile: (file: FileChange) => void;
  /** Lines read. */
  #number = 0;
  #commit: string | undefined;
  /** Absent between the files. */
  #file: Draft | undefined;
  /** Present inside a hunk; then there is a file too. */
  #hunk: Hunk | undefined;

  constructor(onFile: (file: FileChange) => void) {
    this.#onFile = onFile;
  }

  line(raw: string): void {
    this.#number++;
    if (this.#hunk !== undefined && this.#file !== undefined) {
      this.#hunkLine(this.#hunk, this.#file, raw);
      return;
    }
    const text = raw.replace(/\r$/, '');
    if (this.#file?.patch === true && BINARY_DATA.test(text) && !text.startsWith('diff ')) return;
    this.#plainLine(text);
  }

  end(): void {
    if (this.#hunk !== undefined) this.#refuse('the diff ends in the middle of a hunk');
    this.#endFile();
  }

  #refuse(what: string): never {
    throw new CodedError('malformed_diff', `line ${this.#number}: ${what}`);
  }

  /** A line outside of the hunks. */
  #plainLine(text: string): void {
    if (text.startsWith('diff --git ')) this.#beginFile(parseGitHeader(text.slice('diff --git '.length)));
    else if (text.startsWith('diff --cc ') || text.startsWith('diff --combined '))
      this.#refuse('a combined diff of a merge cannot be read; diff against one parent');
    else if (text.startsWith('@@')) this.#beginHunk(text);
    else if (text.startsWith('\\ ')) return;
    else if (text.startsWith('--- ') && (this.#file === undefined || this.#file.added.length > 0))
      this.#beginFile(undefined);
    else if (this.#file !== undefined && headLine(this.#file, text)) return;
    else if (COMMIT_ONLY.test(text) || PREAMBLE.test(text)) {
      this.#endFile();
      this.#commit = /^(?:commit )?([0-9a-f]{40,64})\b/.exec(text)?.[1] ?? this.#commit;
    } else if (!/^(?:diff|Only in) /.test(text)) this.#refuse('not part of a unified diff');
  }

  #beginFile(path: string | undefined): void {
    this.#endFile();
    this.#file = { path, commit: this.#commit, added: [], binary: false, patch: false };
  }

  #endFile(): void {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return;
    const { path, commit, added, binary } = file;
    if (path !== undefined) this.#onFile({ path, commit, added, binary });
    else if (added.length > 0 || binary) this.#refuse('a change without the name of its file');
  }

  #beginHunk(text: string): void {
    const match = HUNK.exec(text) ?? this.#refuse('not the head of a hunk');
    if (this.#file === undefined) this.#refuse('a hunk without a file');
    const [, , oldCount = '1', start = '0', newCount = '1'] = match;
    const hunk = { oldLeft: Number(oldCount), newLeft: Number(newCount), line: Number(start) };
    this.#hunk = isOver(hunk) ? undefined : hunk;
  }

  /** A line of a hunk; the counts of its head say where it ends. */
  #hunkLine(hunk: Hunk, { added }: Draft, text: string): void {
    const mark = text[0] ?? ' ';
    if (mark === '\\') return;
    if (mark === '\r' && text.length > 1) this.#refuse('a line of a hunk begins with a carriage return');
    if (mark !== '+' && mark !== '-' && mark !== ' ' && mark !== '\r') this.#refuse('not a line of a hunk');
    if (mark === '+') addLine(added, { line: hunk.line, text: text.slice(1).replace(/\r$/, '') });
    if (mark !== '-') {
      hunk.newLeft--;
      hunk.line++;
    }
    if (mark !== '+') hunk.oldLeft--;
    if (hunk.oldLeft < 0 || hunk.newLeft < 0) this.#refuse('the hunk is longer than its head says');
    if (isOver(hunk)) this.#hunk = undefined;
  }
}

function isOver({ oldLeft, newLeft }: Hunk): boolean {
  return oldLeft === 0 && newLeft === 0;
}

/** To the run that it continues, or as a new one. */
function addLine(added: AddedLine[][], line: AddedLine): void {
  const run = added.at(-1);
  if (run?.at(-1)?.line === line.line - 1) run.push(line);
  else added.push([line]);
}
