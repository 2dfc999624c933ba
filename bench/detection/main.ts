// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../evidence/model/errors.js';
import { sampleFiles, USUAL_FOLDERS, USUAL_HOME_FOLDERS } from './files.js';
import { loadJudge } from './judge.js';
import { renderTallies, reportOf } from './render.js';
import type { LabelledSet } from './row.js';
import { loadSet, SET_NAMES } from './sets.js';
import { tallySet } from './tally.js';

const USAGE = 64;
const CLEAR_LINE = '\r\u001b[K';

const HELP = [
  'usage: npm run measure -- [options]',
  '',
  '  --set NAME|FILE.jsonl  judge this set only; may be repeated',
  '  --files [DIR]          judge a sample of the real files below DIR (without DIR: of the usual folders)',
  '  --share N              take this share (0 to 1) of the sample of files',
  '  --seed TEXT            draw other invented values for the vendor samples',
  '  --list-misses          list what was judged wrongly',
  '  --json                 print JSON',
  '  --help                 show this help',
  '',
  `sets: ${SET_NAMES.join(', ')}`,
  'Without --set and --files every set that this machine has is judged, and the usual folders.',
].join('\n');

interface Request {
  readonly sets: readonly string[];
  readonly folders: readonly string[];
  readonly share: number;
  readonly seed: string;
  readonly json: boolean;
  readonly listMisses: boolean;
}

function usualFolders(): readonly string[] {
  return [...USUAL_FOLDERS, ...USUAL_HOME_FOLDERS.map((name) => join(homedir(), name))];
}

/** `--files` may stand without a folder, which parseArgs does not know. */
function expandFiles(argv: readonly string[]): string[] {
  return argv.flatMap((arg, i) => {
    const next = argv[i + 1];
    return arg === '--files' && (next === undefined || next.startsWith('--')) ? ['--files', ''] : [arg];
  });
}

/** What to judge; a text is the answer itself (help). Throws on a wrong command line. */
function parseRequest(argv: readonly string[]): Request | string {
  const { values } = parseArgs({
    args: expandFiles(argv),
    options: {
      set: { type: 'string', multiple: true, default: [] },
      files: { type: 'string', multiple: true, default: [] },
      share: { type: 'string', default: '1' },
      seed: { type: 'string', default: '' },
      'list-misses': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return HELP;
  const share = Number(values.share);
  if (!(share > 0 && share <= 1)) throw new Error('--share is a number above 0 and at most 1');
  const everything = values.set.length === 0 && values.files.length === 0;
  return {
    sets: everything ? SET_NAMES : values.set,
    folders: everything ? usualFolders() : values.files.flatMap((name) => (name === '' ? usualFolders() : [name])),
    share,
    seed: values.seed,
    json: values.json,
    listMisses: values['list-misses'],
  };
}

function showProgress(message: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${message}`);
}

function loadSets({ sets, folders, share, seed }: Request): readonly LabelledSet[] {
  const loaded = sets.flatMap((name) => {
    const set = loadSet(name, seed);
    if (set === undefined) process.stderr.write(`measure: the set ${name} is not on this machine\n`);
    return set === undefined ? [] : [set];
  });
  if (folders.length === 0) return loaded;
  showProgress('collecting files');
  return [...loaded, sampleFiles(folders, share)];
}

function main(argv: readonly string[]): number {
  let request: Request | string;
  let sets: readonly LabelledSet[];
  try {
    request = parseRequest(argv);
    if (typeof request === 'string') {
      process.stdout.write(`${request}\n`);
      return 0;
    }
    sets = loadSets(request);
  } catch (error) {
    process.stderr.write(`measure: ${messageOf(error)}\ntry: npm run measure -- --help\n`);
    return USAGE;
  }
  const judge = loadJudge();
  const tallies = sets.map((set) => tallySet(set, judge, showProgress));
  showProgress('');
  const { json, listMisses } = request;
  const output = json ? JSON.stringify(reportOf(tallies, listMisses), null, 2) : renderTallies(tallies, listMisses);
  process.stdout.write(`${output}\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
