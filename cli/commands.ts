// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../evidence/model/errors.js';
import type { CommandFile } from './command.js';

export interface CommandRow {
  readonly summary: string;
  /** Loaded only when the command is run, so that a small command starts fast. */
  readonly load: () => Promise<CommandFile>;
  /** Exit code of every error, where the command gives another meaning to 2. */
  readonly errorExit?: number;
}

export const COMMANDS: Readonly<Record<string, CommandRow>> = {
  run: {
    summary: 'start the proxy, or run a program behind it: run -- COMMAND',
    load: async () => (await import('./commands/run.js')).run,
  },
  check: {
    summary: 'validate a configuration, or judge one URL with --url',
    load: async () => (await import('./commands/check.js')).check,
  },
  explain: {
    summary: 'say why a URL is allowed or blocked, and which setting decides',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  scan: {
    summary: 'search files, or JSON lines, for credentials and injected instructions',
    load: async () => (await import('./commands/scan.js')).scan,
  },
  'generate config': {
    summary: 'print a commented configuration for a preset',
    load: async () => (await import('./commands/generate-config.js')).generateConfig,
  },
  'generate schema': {
    summary: 'print the JSON Schema of the configuration',
    load: async () => (await import('./commands/generate-schema.js')).generateSchema,
  },
  keygen: {
    summary: 'make a signing key pair',
    load: async () => (await import('./commands/keygen.js')).keygen,
  },
  'verify-receipt': {
    summary: 'verify receipts, recorder files or an evidence folder',
    load: async () => (await import('./commands/verify-receipt.js')).verifyReceipt,
  },
  'transcript-root': {
    summary: "compute the root over a session's receipts",
    load: async () => (await import('./commands/transcript-root.js')).transcriptRoot,
  },
  'attest receipts': {
    summary: 'sign a statement about the receipts of a run',
    load: async () => (await import('./commands/attest.js')).attestReceipts,
  },
  'attest session': {
    summary: 'sign a statement about the life of a run',
    load: async () => (await import('./commands/attest.js')).attestSession,
  },
  'attest verification': {
    summary: 'sign a summary of how the verification of a run came out',
    load: async () => (await import('./commands/attest.js')).attestVerification,
  },
  'attest check': {
    summary: 'verify a signed statement, and the files that it is about',
    load: async () => (await import('./commands/attest.js')).attestCheck,
  },
  'aarp appraise': {
    summary: 'say what an AARP envelope proves under your trust, and what it only claims',
    load: async () => (await import('./commands/aarp-appraise.js')).aarpAppraise,
  },
  'aarp emit': {
    summary: 'sign AARP envelopes about receipts, as a linked stream for a whole session',
    load: async () => (await import('./commands/aarp-emit.js')).aarpEmit,
  },
  'aarp claims': {
    summary: 'say what each name in an AARP appraisal means and does not mean',
    load: async () => (await import('./commands/aarp-claims.js')).aarpClaims,
  },
  'envelope verify': {
    summary: 'verify the mediation envelope of a captured request',
    load: async () => (await import('./commands/envelope-verify.js')).envelopeVerify,
  },
  'envelope trust add': {
    summary: 'trust a key that signs mediation envelopes',
    load: async () => (await import('./commands/envelope-trust-add.js')).envelopeTrustAdd,
  },
  'envelope trust list': {
    summary: 'list the keys whose envelopes are believed',
    load: async () => (await import('./commands/envelope-trust-list.js')).envelopeTrustList,
  },
  'envelope trust remove': {
    summary: 'trust a key no longer',
    load: async () => (await import('./commands/envelope-trust-remove.js')).envelopeTrustRemove,
  },
  'envelope trust verify': {
    summary: 'say whether a key is trusted',
    load: async () => (await import('./commands/envelope-trust-verify.js')).envelopeTrustVerify,
  },
  healthcheck: {
    summary: 'ask a running proxy whether it is healthy',
    load: async () => (await import('./commands/healthcheck.js')).healthcheck,
  },
  discover: {
    summary: 'list the MCP servers that clients here start, and which are protected',
    load: async () => (await import('./commands/discover.js')).discover,
  },
  simulate: {
    summary: 'attack a configuration with known attacks and say what caught them',
    load: async () => (await import('./commands/simulate.js')).simulate,
  },
  'verify-install': {
    summary: 'verify that scanning works and that nothing gets out without it',
    load: async () => (await import('./commands/verify-install.js')).verifyInstall,
  },
  'audit score': {
    summary: 'score what a configuration turns on',
    load: async () => (await import('./commands/audit-score.js')).auditScore,
  },
  diagnose: {
    summary: 'try a configuration on a site of its own, end to end',
    load: async () => (await import('./commands/diagnose.js')).diagnose,
  },
  doctor: {
    summary: 'say which capabilities are configured, reachable and enforcing',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  'posture emit': {
    summary: 'sign what all of these find into proof.json',
    load: async () => (await import('./commands/posture-emit.js')).postureEmit,
  },
  'posture verify': {
    summary: 'verify a signed posture and gate on it',
    load: async () => (await import('./commands/posture-verify.js')).postureVerify,
    errorExit: 1,
  },
  demo: {
    summary: 'attack a local proxy, then verify the evidence it left',
    load: async () => (await import('./commands/demo.js')).demo,
  },
  version: {
    summary: 'print version and pattern engine',
    load: async () => (await import('./commands/version.js')).version,
  },
};

export function renderHelp(): string {
  const names = Object.keys(COMMANDS);
  const width = Math.max(...names.map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'pipelock: a firewall between an AI agent and everything it talks to, with signed receipts',
    '',
    'usage: pipelock COMMAND [options]',
    '',
    ...rows,
    '',
    'pipelock COMMAND --help shows the options. Paths default to PIPELOCK_HOME or ~/.pipelock.',
    'exit codes: 0 ok, 1 failed, 2 wrong usage or configuration, 3 blocked',
  ].join('\n');
}

/** Names the command that was probably meant. */
export function unknownCommand(name: string): UsageError {
  const near = Object.keys(COMMANDS).find((known) => known.startsWith(name.slice(0, 3)));
  const hint = near === undefined ? 'pipelock --help' : `pipelock ${near} --help`;
  return new UsageError(`unknown command "${name}"\ntry: ${hint}`);
}
