// SPDX-License-Identifier: Apache-2.0
import { normalizeForDlp } from '../../../text/normalize.js';
import { unleet } from './words.js';

/** Names that agents know from their own hosts and from common servers. */
const WELL_KNOWN = new Set(
  'read_file write_file edit_file list_directory search_files create_file delete_file move_file get_file_info bash shell exec execute_command run_command terminal str_replace fetch web_search web_fetch search browser_navigate browser_click send_email send_message create_issue create_pull_request query execute_sql get_weather memory puppeteer_navigate git_commit git_push git_status grep glob read write edit task todo_write'.split(
    ' ',
  ),
);
const BINARIES = new Set(
  'ls cat rm cp mv bash sh zsh sudo su ssh scp curl wget git python python3 node npm docker kubectl grep find sed awk chmod chown tar passwd crontab systemctl powershell cmd'.split(
    ' ',
  ),
);

/** The name as it reads: look-alike letters as ASCII, nothing invisible, lower case. */
function skeleton(name: string): string {
  return normalizeForDlp(name).toLowerCase();
}

/** Lower-case l and capital I, rn and m, and digits for letters. */
function tightSkeleton(name: string): string {
  return unleet(skeleton(name)).replaceAll('rn', 'm').replace(/[il|]/g, 'i').replaceAll('vv', 'w');
}

const TIGHT_KNOWN = new Map([...WELL_KNOWN].map((name) => [tightSkeleton(name), name]));
const TIGHT_BINARIES = new Map([...BINARIES].map((name) => [tightSkeleton(name), name]));

const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;
const LATIN = /[A-Za-z]/;
const OTHER_LETTER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Whether the name mixes scripts, so that it reads as one that it is not, or hides characters. */
export function isDisguised(name: string): boolean {
  if (/^[\x20-\x7e]*$/.test(name)) return false;
  if (LATIN.test(name) && OTHER_LETTER.test(name)) return true;
  // Full-width and mathematical letters, and characters that nobody sees; accents are a matter of language.
  return name.normalize('NFKC') !== name.normalize('NFC') || INVISIBLE.test(name);
}

/** Names on the list that read like another one on it, or like a tool that agents know. */
export function lookalikeNames(names: readonly string[]): readonly number[] {
  const byTight = new Map<string, Set<string>>();
  for (const name of names) {
    const key = tightSkeleton(name);
    byTight.set(key, (byTight.get(key) ?? new Set()).add(name));
  }
  return names.flatMap((name, i) => {
    if (name === '') return [];
    const key = tightSkeleton(name);
    const siblings = byTight.get(key);
    const known = TIGHT_KNOWN.get(key);
    // Names that differ in case alone are a matter of style.
    const imitates = known !== undefined && known !== name.toLowerCase();
    const rival = siblings !== undefined && [...siblings].some((other) => other.toLowerCase() !== name.toLowerCase());
    return isDisguised(name) || imitates || rival ? [i] : [];
  });
}

/** Whether the name reads like a program of the system without being its name. */
export function mimicsBinary(name: string): boolean {
  const known = TIGHT_BINARIES.get(tightSkeleton(name));
  return (known !== undefined && known !== name.toLowerCase()) || /^\/?(?:usr\/)?s?bin\//.test(name);
}
