// SPDX-License-Identifier: Apache-2.0
import type { ShellCommand } from '../../shell/command.js';
import { isAuditPath, isLogFile, isPersistencePath, isProfilePath, pathOfWord } from '../paths.js';
import { writeTargets } from '../targets.js';
import { argumentsOf, hasLetter, isHelp, isNamed, namesIn, operands } from '../words.js';

/** Writing into places from which programs are started. */
export function isPersistenceWrite(command: ShellCommand): boolean {
  if (command.base === 'reg') {
    const args = argumentsOf(command);
    return /^add$/i.test(args[0] ?? '') && args.some((arg) => /\\(?:run|runonce|winlogon)\b/i.test(arg));
  }
  return writeTargets(command).some(({ path }) => isPersistencePath(path));
}

/** Writing into files that a shell reads at its start, or defining an alias. */
export function isProfileWrite(command: ShellCommand): boolean {
  if (isNamed(command, namesIn('alias')))
    return argumentsOf(command).some((arg) => /^[^=\s]+=/.test(arg)) || command.assignments.length > 0;
  return writeTargets(command).some(({ path }) => isProfilePath(path));
}

const REMOVERS = namesIn('rm unlink shred truncate srm wipe del erase remove-item ri clear-content');
const EMPTIERS = namesIn('shred truncate');
const LOG_SERVICES = /^(?:auditd|rsyslog|syslog(?:-ng)?|systemd-journald|osqueryd|falco|auditbeat)(?:\.service)?$/;

function stopsLogging(command: ShellCommand, args: readonly string[]): boolean {
  const base = command.base;
  if (base === 'history') return hasLetter(args, /[cd]/);
  if (base === 'unset') return args.some((arg) => /^HIST(?:FILE|SIZE)$/.test(arg));
  if (base === 'set') return args.some((arg, i) => arg === '+o' && args[i + 1] === 'history');
  if (base === 'auditctl') return args.includes('-D') || args.some((arg, i) => arg === '-e' && args[i + 1] === '0');
  if (base === 'wevtutil') return /^(?:cl|clear-log)$/i.test(args[0] ?? '');
  if (base === 'clear-eventlog' || base === 'clear-history' || base === 'remove-eventlog') return true;
  if (base === 'systemctl' || base === 'service')
    return args.some((arg) => /^(?:stop|disable|mask|kill)$/.test(arg)) && args.some((arg) => LOG_SERVICES.test(arg));
  return false;
}

function hidesHistory(command: ShellCommand): boolean {
  return command.assignments.some(
    ({ name, text }) =>
      (name === 'HISTFILE' && /^(?:|\/dev\/null)$/.test(text)) ||
      (/^HIST(?:FILE)?SIZE$/.test(name) && /^0?$/.test(text)),
  );
}

/** Emptying a file by sending nothing into it: `> app.log`, `: > app.log`, `cat /dev/null > app.log`. */
function empties(command: ShellCommand): boolean {
  const base = command.base;
  return (
    base === '' ||
    base === ':' ||
    base === 'true' ||
    (/^(?:cat|cp|echo)$/.test(base) && argumentsOf(command).every((arg) => arg === '/dev/null' || arg === '-n'))
  );
}

/** Removing or emptying records of what was done. A program's own log may be removed, as in `rm build.log`. */
export function isLogTampering(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  if (isHelp(args)) return false;
  if (hidesHistory(command) || stopsLogging(command, args)) return true;
  if (isNamed(command, REMOVERS)) {
    const emptied = isNamed(command, EMPTIERS);
    return operands(args, emptied ? 'snr' : '').some((word) => {
      const path = pathOfWord(word, command.folder);
      return emptied ? isLogFile(path) : isAuditPath(path);
    });
  }
  const wipes = empties(command);
  const linked = command.base === 'ln' && args.includes('/dev/null');
  return writeTargets(command).some(({ path, replaces, by }) => {
    if (linked || (by === 'redirection' && wipes && replaces)) return isLogFile(path);
    return replaces && isAuditPath(path);
  });
}
