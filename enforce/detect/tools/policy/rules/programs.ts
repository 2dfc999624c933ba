// SPDX-License-Identifier: Apache-2.0
import type { ShellCommand } from '../../shell/command.js';
import { argumentsOf, hasLetter, hasLong, isHelp, isNamed, namesIn, operands } from '../words.js';

/** Package managers of languages, the words that install, and options that take a value. */
const INSTALLERS: readonly { readonly name: RegExp; readonly verbs: ReadonlySet<string>; readonly valued: string }[] = [
  { name: /^pip[0-9.]*$|^pipx$/, verbs: namesIn('install download'), valued: 'citrf' },
  {
    name: /^(?:npm|pnpm)$/,
    verbs: namesIn('install i add in ins inst insta instal isnt isnta isntal isntall'),
    valued: 'C',
  },
  { name: /^(?:yarn|bun)$/, verbs: namesIn('add'), valued: '' },
  { name: /^gem[0-9.]*$/, verbs: namesIn('install i'), valued: 'vPin' },
  { name: /^cargo$/, verbs: namesIn('install binstall'), valued: 'jFZ' },
  { name: /^go[0-9.]*$/, verbs: namesIn('install get'), valued: '' },
  { name: /^(?:uv|poetry|pdm|rye|pipenv)$/, verbs: namesIn('add install'), valued: '' },
];
/** What is declared in the project already is no new package. */
const DECLARED = /^(?:\.{1,2}(?:[/\\].*)?|\.\/.*|\.\[.*\]|[^@:]*\.txt|\$?\{?[A-Z_]*\}?)$/;

function installWords(command: ShellCommand): readonly string[] {
  const args = argumentsOf(command);
  const base = command.base;
  // `python -m pip install`, `uv pip install`.
  const module = /^(?:python|pypy)[0-9.]*$/.test(base) ? args.indexOf('-m') : -1;
  if (module >= 0) return args.slice(module + 1);
  return base === 'uv' && args[0] === 'pip' ? args : [base, ...args];
}

/** Installing a package that is named; what the project already declares does not count. */
export function isPackageInstall(command: ShellCommand): boolean {
  const [name = '', ...args] = installWords(command);
  const row = INSTALLERS.find((installer) => installer.name.test(name));
  if (row === undefined || isHelp(args)) return false;
  const words = operands(args, row.valued, [
    '--prefix',
    '--index-url',
    '--target',
    '--requirement',
    '--registry',
    '--version',
    '--root',
    '--constraint',
    '--extra-index-url',
  ]);
  const at = words[0] === 'global' ? 1 : 0;
  if (!row.verbs.has(words[at] ?? '')) return false;
  const packages = words.slice(at + 1);
  return packages.some((word) => !DECLARED.test(word)) || args.includes('--git');
}

function gitWords(args: readonly string[]): readonly string[] {
  let at = 0;
  while (at < args.length && (args[at] ?? '').startsWith('-'))
    at += /^(?:-C|-c|--git-dir|--work-tree|--namespace)$/.test(args[at] ?? '') ? 2 : 1;
  return args.slice(at);
}

/** Throwing away commits, changes or files that git does not keep elsewhere. */
export function isDestructiveGit(command: ShellCommand): boolean {
  if (!isNamed(command, namesIn('git'))) return false;
  const [verb, ...args] = gitWords(argumentsOf(command));
  if (verb === undefined || isHelp(args)) return false;
  if (verb === 'push') return forcesPush(args);
  if (verb === 'reset') return hasLong(args, 'hard', 2);
  return (
    verb === 'clean' &&
    (hasLetter(args, /f/) || hasLong(args, 'force', 1)) &&
    !hasLetter(args, /n/) &&
    !hasLong(args, 'dry-run', 1)
  );
}

function forcesPush(args: readonly string[]): boolean {
  const force =
    args.includes('--force') || args.includes('--forc') || args.includes('--mirror') || hasLetter(args, /f/);
  return (
    force ||
    operands(args, 'o')
      .slice(1)
      .some((ref) => /^\+./.test(ref))
  );
}

const DECODING_CODE =
  /b64decode|frombase64string|atob\s*\(|decode_base64|base64_decode|unhexlify|fromhex|codecs\.decode|decodebytes|zlib\.decompress|gzinflate|['"]base64['"]|unpack1?\(["']m|\[::-1\]/i;
const RUNNING_CODE =
  /\b(?:exec|eval|system|compile|iex|popen|assert|invoke-expression|spawn\w*|execsync|function)\b\s*[("'$]?/i;

/** Running what has come out of an encoding. */
export function isEncodedExecution(command: ShellCommand): boolean {
  const { code, runs } = command;
  if (runs?.sources.includes('decode')) return true;
  // The name itself was decoded: `$(base64 -d <<< cm0=)`.
  if (command.origin.includes('decode') && command.via.length === 0) return true;
  return code !== undefined && DECODING_CODE.test(code) && RUNNING_CODE.test(code);
}

/** Changing what a scheduler starts; listing it does not count. */
export function isCronPersistence(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  const base = command.base;
  if (isNamed(command, namesIn('crontab'))) return editsCrontab(command, args);
  if (base === 'at' || base === 'batch')
    return (
      !hasLetter(args, /[lcdrV]/) &&
      (hasLetter(args, /[ft]/) ||
        command.pipedFrom !== undefined ||
        command.redirections.some(({ operator }) => operator.startsWith('<')))
    );
  if (base === 'schtasks') return args.some((arg) => /^[-/](?:create|change)$/i.test(arg));
  return (
    base === 'register-scheduledtask' ||
    base === 'register-scheduledjob' ||
    (base === 'systemd-run' && args.some((arg) => arg.startsWith('--on-')))
  );
}

function editsCrontab(command: ShellCommand, args: readonly string[]): boolean {
  if (isHelp(args) || hasLetter(args, /^(?=.*[lr])(?!.*e)/)) return false;
  if (hasLetter(args, /e/)) return true;
  const given =
    command.pipedFrom !== undefined || command.redirections.some(({ operator }) => operator.startsWith('<'));
  return given || operands(args, 'u').length > 0;
}

const ENABLING = namesIn('enable reenable daemon-reload daemon-reexec link preset add-wants add-requires');

/** Having a service started from now on. */
export function isServicePersistence(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  const base = command.base;
  const words = operands(args, 'HMtpns');
  if (isNamed(command, namesIn('systemctl'))) return !isHelp(args) && ENABLING.has(words[0] ?? '');
  if (base === 'launchctl') return /^(?:load|bootstrap|enable|submit)$/.test(words[0] ?? '');
  if (base === 'update-rc.d') return words.some((word) => /^(?:defaults|enable)$/.test(word));
  if (base === 'chkconfig') return words.includes('on') || args.includes('--add');
  if (base === 'rc-update') return words[0] === 'add';
  return base === 'new-service' || (base === 'sc' && /^create$/i.test(words[0] ?? ''));
}

/** Starting a process that outlives the call. */
export function isDetachedProcess(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  if (isHelp(args)) return false;
  if (isNamed(command, namesIn('nohup disown setsid daemonize'))) return true;
  const base = command.base;
  if (base === 'screen')
    return args.some((arg) => /^-[a-zA-Z]*[dDm]/.test(arg) && !/^-(?:ls|list|r|x|wipe)$/.test(arg));
  if (base === 'tmux')
    return /^(?:new|new-session|new-window|neww)$/.test(operands(args, 'Lfs')[0] ?? '') && hasLetter(args, /d/);
  if (base === 'start-process' || base === 'start')
    return args.some((arg, i) => /^\/b$/i.test(arg) || (/^-w/i.test(arg) && /hidden/i.test(args[i + 1] ?? '')));
  return false;
}
