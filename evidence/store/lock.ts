// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EvidenceUnavailableError } from '../model/errors.js';
import { createWholeFile } from './atomic-file.js';
import { isMissing, type StoreIo } from './io.js';

/** Who holds a session. Process ids are reused, so the start time belongs to the identity; so does the boot. */
export interface LockOwner {
  readonly boot_id: string;
  /** The process-id namespace: in another container the same number is another process. Empty where unknown. */
  readonly pid_space: string;
  readonly pid: number;
  readonly start_time: string;
}

/** What the lock needs to know about processes. */
export interface ProcessTable {
  readonly self: LockOwner;
  /** Start time of a process that exists, undefined when it does not. */
  startTime(pid: number): string | undefined;
}

function linuxStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces and brackets itself: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A process that was killed and not yet reaped keeps its entry but writes no more.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch (error) {
    if (isMissing(error)) return undefined;
    // ESRCH: the process ended between open and read.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
    throw error;
  }
}

function psStartTime(pid: number): string | undefined {
  try {
    const text = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 });
    return text.trim() === '' ? undefined : text.trim();
  } catch (error) {
    // ps exits with 1 when there is no such process; anything else is not proof of death.
    if ((error as { status?: unknown }).status === 1) return undefined;
    throw error;
  }
}

function linuxTable(): ProcessTable {
  const startTime = linuxStartTime(process.pid) ?? '';
  return {
    self: {
      boot_id: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      pid_space: readlinkSync('/proc/self/ns/pid'),
      pid: process.pid,
      start_time: startTime,
    },
    startTime: linuxStartTime,
  };
}

function psTable(): ProcessTable {
  const boot = execFileSync('/usr/sbin/sysctl', ['-n', 'kern.boottime'], { encoding: 'utf8', timeout: 5000 }).trim();
  const self = { boot_id: boot, pid_space: '', pid: process.pid, start_time: psStartTime(process.pid) ?? '' };
  return { self, startTime: psStartTime };
}

/** The running system's processes. */
export function systemProcesses(): ProcessTable {
  try {
    return process.platform === 'linux' ? linuxTable() : psTable();
  } catch (error) {
    throw new EvidenceUnavailableError('lock', 'cannot tell which processes run, so no session can be locked', {
      cause: error,
    });
  }
}

export function lockPath(dir: string, session: string): string {
  return join(dir, `.lock-${session}`);
}

/** What a lock says of its owner. */
export function ownerText(processes: ProcessTable): string {
  const { boot_id, pid_space, pid, start_time } = processes.self;
  return JSON.stringify({ boot_id, pid_space, pid, start_time }) + '\n';
}

/** Takes the lock of a session. Throws `lock` when somebody holds it. */
export function takeLock(io: StoreIo, dir: string, session: string, processes: ProcessTable): void {
  const text = ownerText(processes);
  if (!createWholeFile(io, lockPath(dir, session), text, 0o600)) {
    throw new EvidenceUnavailableError('lock', `session ${session} is held by another recorder`);
  }
}

export function releaseLock(io: StoreIo, dir: string, session: string): void {
  io.remove(lockPath(dir, session));
}

function parseOwner(text: string): LockOwner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof LockOwner, unknown>>;
    const { boot_id, pid_space, pid, start_time } = value;
    if (typeof boot_id !== 'string' || typeof pid_space !== 'string') return undefined;
    if (typeof pid !== 'number' || typeof start_time !== 'string') return undefined;
    return { boot_id, pid_space, pid, start_time };
  } catch {
    return undefined;
  }
}

/**
 * True when the writer of a session provably no longer runs: it released its lock, the machine booted since, or its
 * process is gone. Anything that cannot be decided (an unreadable lock, another container) is not proof.
 */
export function isProvedDead(io: StoreIo, dir: string, session: string, processes: ProcessTable): boolean {
  let text: string;
  try {
    text = new TextDecoder().decode(io.read(lockPath(dir, session)));
  } catch (error) {
    return isMissing(error);
  }
  const owner = parseOwner(text);
  if (owner === undefined) return false;
  if (owner.boot_id !== processes.self.boot_id) return true;
  if (owner.pid_space !== processes.self.pid_space) return false;
  try {
    return processes.startTime(owner.pid) !== owner.start_time;
  } catch {
    return false;
  }
}
