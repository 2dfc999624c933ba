// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import type { ShellCommand, ShellReading } from '../shell/command.js';
import { credentialKind, isAuditPath, isPersistencePath, isProfilePath } from './paths.js';
import { isCredentialAccess } from './rules/credentials.js';
import { isDiskWipe, isFileDelete, isPermissionChange } from './rules/destruction.js';
import { isNetworkExfiltration, isReverseShell } from './rules/network.js';
import {
  isCronPersistence,
  isDestructiveGit,
  isDetachedProcess,
  isEncodedExecution,
  isPackageInstall,
  isServicePersistence,
} from './rules/programs.js';
import { isLogTampering, isPersistenceWrite, isProfileWrite } from './rules/traces.js';

/** A built-in rule: what it looks at and what it does unless the configuration says otherwise. */
export interface BuiltinRule {
  readonly name: string;
  readonly severity: Severity;
  /** Undefined: the action of the whole section. */
  readonly action: 'block' | undefined;
  /** Nothing in a configuration opens it. */
  readonly core?: true;
  /** For tools that run commands. */
  readonly command?: (command: ShellCommand, reading: ShellReading) => boolean;
  /** For tools that change files: a path in canonical form. */
  readonly written?: (path: string) => boolean;
  /** For tools that give out files: a path in canonical form. */
  readonly read?: (path: string) => boolean;
  /** Also for tools that speak to git. */
  readonly git?: true;
}

const isKeyFile = (path: string): boolean =>
  credentialKind(path) === 'file' || (path.endsWith('*') && credentialKind(path) === 'folder');

/** The built-in tool rules, in the order in which they are reported. */
export const BUILTIN_TOOL_RULES: readonly BuiltinRule[] = [
  { name: 'Destructive File Delete', severity: 'high', action: 'block', command: isFileDelete },
  { name: 'Recursive Permission Change', severity: 'medium', action: undefined, command: isPermissionChange },
  {
    name: 'Credential File Access',
    severity: 'critical',
    action: 'block',
    command: isCredentialAccess,
    read: isKeyFile,
    written: (path) => /\/\.ssh\/authorized_keys2?$/.test(path),
  },
  { name: 'Network Exfiltration', severity: 'high', action: undefined, command: isNetworkExfiltration },
  { name: 'Reverse Shell', severity: 'critical', action: 'block', core: true, command: isReverseShell },
  { name: 'Disk Wipe Command', severity: 'critical', action: 'block', core: true, command: isDiskWipe },
  { name: 'Package Install', severity: 'low', action: undefined, command: isPackageInstall },
  { name: 'Destructive Git Operation', severity: 'high', action: 'block', command: isDestructiveGit, git: true },
  { name: 'Encoded Command Execution', severity: 'critical', action: 'block', command: isEncodedExecution },
  { name: 'Cron Job Persistence', severity: 'high', action: 'block', command: isCronPersistence },
  { name: 'Systemd Service Persistence', severity: 'high', action: 'block', command: isServicePersistence },
  { name: 'Persistence Path Write', severity: 'critical', action: 'block', written: isPersistencePath },
  { name: 'Persistence Path Write via Command', severity: 'critical', action: 'block', command: isPersistenceWrite },
  { name: 'Shell Profile Modification', severity: 'high', action: 'block', written: isProfilePath },
  { name: 'Shell Profile Write via Command', severity: 'high', action: 'block', command: isProfileWrite },
  { name: 'Detached Process Spawning', severity: 'medium', action: undefined, command: isDetachedProcess },
  { name: 'Audit Log Tampering', severity: 'high', action: undefined, command: isLogTampering, written: isAuditPath },
];

/** What is reported when a command could not be read to its end, so that no rule can be said not to match. */
export const UNVERIFIABLE_COMMAND = 'Unverifiable Command';
/** Values nested too deep, or too many of them, to be looked at. */
export const UNINSPECTABLE_ARGUMENTS = 'UNINSPECTABLE-json-depth';
