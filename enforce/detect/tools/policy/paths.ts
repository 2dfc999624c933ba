// SPDX-License-Identifier: Apache-2.0
import { decodePercentFully } from '../../../text/notations/percent-text.js';
import { couldBe, hasWildcard, isCertain, literalOf } from '../shell/marks.js';

const MAX_PATH = 4096;
/** Ways to write the user's own folder at the start of a path. */
const OWN_FOLDER =
  /^(?:\$HOME|\$\{HOME\}|\$env:(?:USERPROFILE|HOME)|%(?:USERPROFILE|HOMEPATH)%|~[a-z0-9_.-]*)(?=\/|$)/i;
/** Places of users' folders. */
const USERS = /^\/(?:(?:home|users|documents and settings)\/[^/]+|(?:var\/)?root)(?=\/|$)/i;

function withoutScheme(text: string): string {
  const match = /^file:(?:\/\/(?:localhost|127\.0\.0\.1)?(?=\/))?/i.exec(text);
  if (match === null) return text;
  const rest = text.slice(match[0].length);
  return decodePercentFully(rest) ?? rest;
}

function resolveSegments(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return (rooted ? '/' : '') + kept.join('/');
}

/**
 * A path in one spelling, in lower case: `/` as separator, no `.` or resolvable `..`, a user's own folder as `~`,
 * without `file://`, drive, `/proc/self/root` and the alias folders of macOS. Untrusted input.
 */
export function canonicalPath(text: string): string {
  if (text.length > MAX_PATH) return '';
  const slashed = withoutScheme(text.trim())
    .replaceAll('\\', '/')
    .replace(/^\/\/[?.]\//, '');
  const absolute = slashed.replace(OWN_FOLDER, '/home/user').replace(/^[a-z]:(?=\/)/i, '');
  const plain = resolveSegments(absolute)
    .replace(/^\/proc\/(?:self|thread-self|\d+)\/(?:task\/\d+\/)?(?:root|cwd)(?=\/)/, '')
    .replace(/^\/private(?=\/(?:etc|var|tmp)\/)/, '');
  return plain.replace(USERS, '~').toLowerCase();
}

/** The path that a word of a command names, seen from the folder in which the command runs. */
export function pathOfWord(word: string, folder: string | undefined): string {
  const literal = literalOf(word);
  const absolute = /^(?:[/\\~$%]|[A-Za-z]:|file:)/i.test(literal);
  return canonicalPath(folder === undefined || absolute ? literal : `${literalOf(folder)}/${literal}`);
}

const SSH_KEY =
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$|(?:^|\/)\.ssh\/(?:id_[^/]*|identity|authorized_keys2?|[^/]*(?:_rsa|_dsa|_ecdsa|_ed25519|\.pem|\.key|\.ppk))$/;
const ENV_FILE =
  /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$|defaults?$|schema$|d\.ts$|spec$|test\.example$)[a-z0-9_.-]+)?$/;
const NAMED: readonly RegExp[] = [
  /(?:^|\/)\.aws\/credentials$/,
  /(?:^|\/)[._]netrc$/,
  /(?:^|\/)\.git-credentials$/,
  /(?:^|\/)\.pgpass$/,
  /^~\/\.(?:npmrc|pypirc|vault-token|my\.cnf)$/,
  /(?:^|\/)\.docker\/config\.json$/,
  /(?:^|\/)\.kube\/config$/,
  /(?:^|\/)gcloud\/(?:application_default_credentials\.json|credentials\.db|legacy_credentials\/.*)$/,
  /(?:^|\/)\.azure\/(?:accesstokens|msal_token_cache)\.(?:json|bin)$/,
  /(?:^|\/)\.gnupg\/(?:private-keys.*|secring\.gpg)$/,
  /(?:^|\/)\.config\/gh\/hosts\.yml$/,
  /^\/proc\/(?:self|\d+)\/environ$/,
  /\/secrets\/kubernetes\.io\/serviceaccount\/token$/,
  /(?:^|\/)etc\/(?:g?shadow|master\.passwd|security\/passwd)-?$/,
  /\/system32\/config\/(?:sam|system|security)$/,
];
/** Whole folders of credentials: taking one away takes what is in it. */
const FOLDERS = /(?:^|\/)\.(?:ssh|aws|gnupg)(?:\/\*{1,2})?$/;

/** What an example of a credential file may be meant by a word with wildcards or unknown parts. */
const EXAMPLES: readonly string[] = [
  '/etc/shadow',
  '/etc/gshadow',
  '/home/user/.ssh/id_rsa',
  '/home/user/.ssh/id_ed25519',
  '/home/user/.ssh/authorized_keys',
  '/root/.ssh/id_rsa',
  '/home/user/.aws/credentials',
  '/home/user/.netrc',
  '/home/user/work/.env',
  './.env',
  '.env',
];

/** A last component of wildcards alone says nothing: `/etc/*`. */
function saysSomething(word: string): boolean {
  const name = literalOf(word).replace(/^.*\//s, '');
  return /[a-z0-9]/i.test(name.replace(/[*?[\]]/g, ''));
}

/** Whether the path is a file that holds credentials; `folder` when it is a folder of them. Canonical form. */
export function credentialKind(path: string): 'file' | 'folder' | undefined {
  if (SSH_KEY.test(path)) return path.endsWith('.pub') ? undefined : 'file';
  if (ENV_FILE.test(path) || NAMED.some((name) => name.test(path))) return 'file';
  return FOLDERS.test(path) ? 'folder' : undefined;
}

/** As `credentialKind`, for a word of a command, whose wildcards may stand for such a file. */
export function credentialKindOfWord(word: string, folder: string | undefined): 'file' | 'folder' | undefined {
  // A bare word is no such file, unless the command runs where one lies.
  if (folder === undefined && !/[./~\\]/.test(word)) return undefined;
  const kind = credentialKind(pathOfWord(word, folder));
  if (kind !== undefined || isCertain(word) || !hasWildcard(word) || !saysSomething(word)) return kind;
  return EXAMPLES.some((example) => couldBe(word, example)) ? 'file' : undefined;
}

const PERSISTENCE: readonly RegExp[] = [
  /^(?:\.\.\/)*\/?etc\/(?:cron[^/]*|anacrontab)(?:\/|$)/,
  /^\/(?:var\/spool|var|usr\/lib)\/cron(?:\/|$)/,
  /^\/(?:etc|lib|usr\/lib|usr\/local\/lib|run)\/systemd(?:\/|$)/,
  /^~\/\.(?:config|local\/share)\/systemd(?:\/|$)/,
  /^\/etc\/(?:init\.d|init|rc\.local|rc\d?\.d|inittab|xdg\/autostart|ld\.so\.preload|sudoers|sudoers\.d)(?:\/|$)/,
  /(?:^|\/)library\/(?:launchagents|launchdaemons|startupitems)(?:\/|$)/,
  /(?:^|\/)\.config\/autostart(?:\/|$)/,
  /\/start menu\/programs\/startup(?:\/|$)/,
];

/** Whether programs are started from what lies there: schedulers, services, autostart. Canonical form. */
export function isPersistencePath(path: string): boolean {
  const climbed = path.replace(/^(?:\.\.\/)+/, '/');
  return PERSISTENCE.some((place) => place.test(path) || (climbed !== path && place.test(climbed)));
}

const PROFILE =
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zprofile|zshenv|zlogin|kshrc|cshrc|tcshrc)$|(?:^|\/)etc\/(?:profile|bash\.bashrc|bashrc|zshrc|zshenv|zsh\/[^/]+|profile\.d(?:\/.*)?|environment)$|(?:^|\/)fish\/config\.fish$|powershell_profile\.ps1$/;

/** Whether a shell reads the file when it starts. Canonical form. */
export function isProfilePath(path: string): boolean {
  return PROFILE.test(path);
}

const LOG_FOLDER = /^\/var\/(?:log|audit|adm)(?:\/|$)/;
const HISTORY =
  /(?:^|\/)\.(?:bash|zsh|sh|ksh|python|mysql|psql|node_repl|lesshs)_?history$|(?:^|\/)(?:wtmp|btmp|utmp|lastlog)$/;
const AUDIT_WORD =
  /(?:^|[^a-z])(?:audit|auth|secure|security|syslog|evidence|receipts?|recorder|pipelock|journal|forensic)(?:[^a-z]|$)/;
const LOG_FILE = /\.(?:log|jsonl|ndjson|audit)(?:\.\d+)?(?:\.gz)?$/;

/**
 * Whether the file records what was done: under the system's log folder, a shell's history, or a log whose path speaks
 * of auditing. A program's own log, such as `build.log`, does not. Canonical form.
 */
export function isAuditPath(path: string): boolean {
  if (LOG_FOLDER.test(path) || HISTORY.test(path)) return true;
  return path.endsWith('.audit') || (LOG_FILE.test(path) && AUDIT_WORD.test(path));
}

/** Any log file, also a program's own. Canonical form. */
export function isLogFile(path: string): boolean {
  return LOG_FILE.test(path) || isAuditPath(path);
}
