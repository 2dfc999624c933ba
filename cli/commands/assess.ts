// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { verifyAttestation } from '../../assess/attestation.js';
import { AssessError } from '../../assess/errors.js';
import { readManifest } from '../../assess/manifest.js';
import { verifyBundle, type BundleVerification } from '../../assess/verify.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { trustedKeys, type IdentityOptions } from '../assess/identity.js';
import { logTrustFor, type LogVerifyOptions } from '../assess/log.js';
import {
  finalizeStep,
  initStep,
  logStep,
  reportPath,
  runStep,
  type Finalized,
  type FinalizeStep,
  type InitStep,
  type LogHeadStep,
  type RunStep,
} from '../assess/steps.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print, printJson, reportError } from '../output.js';

interface Json {
  readonly json?: boolean;
}

/** Runs a step; its own faults end with the exit code that the step gives them. */
async function withExitCode(json: boolean | undefined, work: () => Promise<number> | number): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AssessError)) throw error;
    reportError(error, json === true);
    return error.exitCode;
  }
}

function identityOptions(command: Command): Command {
  return command
    .option('--agent <name>', 'whose key (default: PIPELOCK_AGENT, or assessor)')
    .option('--keystore <folder>', 'keystore (default: the product home)')
    .option('--home <folder>', 'product home (default: PIPELOCK_HOME or ~/.pipelock)');
}

function runOptions(command: Command): Command {
  return identityOptions(command)
    .option('--skip <list>', 'leave out simulate, audit-score, verify-install or discover', collect)
    .option('--evidence <folder>', 'recorded evidence (default: that of the configuration, where it is)')
    .option('--key <hex|file>', 'public key trusted for the recorded evidence; may be repeated', collect)
    .option('--log-key <vkey|hex|file>', 'key trusted for its transparency log; may be repeated', collect)
    .option('--scanning-only', 'try nothing outside of this machine; containment stays unknown');
}

function finalizeOptions(command: Command): Command {
  return command
    .option('--unsigned', 'do not sign')
    .option('--allow-partial', 'accept parts that were left out; the grade is at most B and no control is assessed')
    .option('--archive', 'pack the folder as a .tar.gz beside it')
    .option('--attestation', 'write the signed short form that travels alone')
    .option('--badge', 'write a badge; needs --attestation')
    .option('--no-log', 'do not put its head into the transparency log')
    .option('--log-signing-key <file>', "the log's own private key (default: that of the configuration)");
}

function renderLog(log: Finalized['log']): string {
  return typeof log === 'string' ? `in no log   ${log}` : `in the log  ${log.origin}, leaf ${log.index} of ${log.size}`;
}

function renderFinalized(dir: string, { assessment, archive, publicKey, log }: Finalized): string {
  const {
    overall_grade: grade,
    overall_score: score,
    grade_cap: cap,
    cap_reasons: reasons = [],
    findings,
  } = assessment;
  const serious = findings.filter(({ severity }) => severity === 'critical' || severity === 'high');
  return [
    `grade ${grade}, ${score} of 100${cap === undefined ? '' : `, capped at ${cap}`}`,
    ...reasons.map(({ cap: limit, reason }) => `  at most ${limit}: ${reason}`),
    ...serious.slice(0, 5).map(({ severity, title }) => `  ${severity}: ${title}`),
    `report      ${reportPath(dir)}`,
    ...(archive === undefined ? [] : [`archive     ${archive}`]),
    ...(publicKey === undefined ? ['not signed'] : [`signed by   ${publicKey}`, renderLog(log)]),
    `verify      pipelock assess verify ${dir}`,
  ].join('\n');
}

function jsonOfFinalized(dir: string, { assessment, archive, publicKey, log }: Finalized): object {
  const { overall_grade, overall_score, grade_cap, findings } = assessment;
  return {
    run_dir: dir,
    overall_grade,
    overall_score,
    grade_cap,
    findings: findings.length,
    archive,
    public_key: publicKey,
    log: typeof log === 'string' ? { state: 'absent', reason: log } : { state: 'logged', ...log },
  };
}

type OneShot = InitStep & RunStep & FinalizeStep & Json;

/** All steps, one after the other. */
export const assess: CommandFile<OneShot> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to assess (default: the balanced preset)')
      .option('--output-dir <folder>', 'a folder that does not exist yet (default: assessment-<id>)');
    finalizeOptions(runOptions(command))
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nsteps: assess init, run, finalize; then assess verify, verify-attestation, status, log, pdf\n' +
          'exit codes: 0 finalized, whatever the grade; 1 a part could not be run or signed; 2 anything else',
      );
  },
  run: (options) =>
    withExitCode(options.json, async () => {
      const dir = initStep(options);
      await runStep(dir, options);
      const finalized = await finalizeStep(dir, options);
      if (options.json === true) printJson(jsonOfFinalized(dir, finalized));
      else print(renderFinalized(dir, finalized));
      return EXIT.ok;
    }),
};

export const assessInit: CommandFile<InitStep & Json> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to assess (default: the balanced preset)')
      .option('--output-dir <folder>', 'a folder that does not exist yet (default: assessment-<id>)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 begun, 1 the configuration is refused, 2 the folder cannot be made');
  },
  run: (options) =>
    withExitCode(options.json, () => {
      const dir = initStep(options);
      if (options.json === true) printJson({ run_dir: dir });
      else print(dir);
      return EXIT.ok;
    }),
};

export const assessRun: CommandFile<RunStep & Json> = {
  declare(command) {
    runOptions(command.argument('<folder>', 'a folder from assess init'))
      .option('--force', 'go on with another configuration than at the beginning')
      .option('--resume', 'go on with a run that was broken off; what it left is kept where it is signed')
      .option('--unsigned', 'do not sign the manifest of the run')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 completed, 1 a part could not be run, 2 the folder is not in this state');
  },
  run: (options, [dir = '']) =>
    withExitCode(options.json, async () => {
      await runStep(dir, options);
      if (options.json === true) printJson({ status: 'completed' });
      else print('completed');
      return EXIT.ok;
    }),
};

export const assessFinalize: CommandFile<FinalizeStep & Json> = {
  declare(command) {
    finalizeOptions(identityOptions(command.argument('<folder>', 'a folder whose run is completed')))
      .option('--evidence <folder>', 'evidence whose log takes its head (default: that of the configuration)')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 finalized, 1 the key or a signature, 2 anything else');
  },
  run: (options, [dir = '']) =>
    withExitCode(options.json, async () => {
      const finalized = await finalizeStep(dir, options);
      if (options.json === true) printJson({ status: 'finalized', ...jsonOfFinalized(dir, finalized) });
      else print(renderFinalized(dir, finalized));
      return EXIT.ok;
    }),
};

export const assessLog: CommandFile<LogHeadStep & Json> = {
  declare(command) {
    identityOptions(command.argument('<folder>', 'a finalized assessment, signed by this agent'))
      .option('--evidence <folder>', 'evidence whose log takes its head (default: that of the configuration)')
      .option('--log-signing-key <file>', "the log's own private key (default: that of the configuration)")
      .option('--from <checkpoint>', 'also prove that the log goes on from this older checkpoint')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nfinalize does this already; again, it proves the same leaf in the log of today' +
          '\nexit codes: 0 in the log, 1 the key or a signature, 2 changed, not finalized, or no log can be written',
      );
  },
  run: (options, [dir = '']) =>
    withExitCode(options.json, async () => {
      const log = await logStep(dir, options);
      if (options.json === true) printJson({ run_dir: dir, state: 'logged', ...log });
      else print(renderLog(log));
      return EXIT.ok;
    }),
};

interface VerifyOptions extends IdentityOptions, LogVerifyOptions, Json {
  readonly key?: readonly string[];
}

function verifyOptions(command: Command): Command {
  return identityOptions(command.argument('<folder>', 'a finalized assessment'))
    .option('--key <hex|file>', 'public key of the signer, instead of those of the keystore', collect)
    .option('--log-key <vkey|hex|file>', 'key of the log that it has to be in; may be repeated', collect)
    .option('--checkpoint <file>', 'a checkpoint of that log kept from an earlier day; needs --log-key')
    .option('--json', 'print JSON');
}

function keysFor(options: VerifyOptions): readonly string[] {
  return options.key === undefined ? trustedKeys(options) : options.key.map(readKeyArgument);
}

const VERDICTS = [
  'verified: files and signature hold',
  'FAILED',
  'FAILED',
  'UNSIGNED: the files hold, nobody signed them',
];

const LOG_STATES = {
  verified: 'it is in the log',
  claimed: 'the proof holds, but under no log key that was given (--log-key)',
  absent: 'absent: nothing says that it is in one',
  failed: 'the proof does not hold',
};

function renderVerification({ exitCode, key, faults, log, integrity }: BundleVerification): string {
  const by = exitCode === 0 && key !== undefined ? ` (${key})` : '';
  const lines = [`${VERDICTS[exitCode] ?? ''}${by}`, ...faults.map((fault) => `  ${fault}`)];
  return [...lines, ...(integrity ? [`  transparency log: ${LOG_STATES[log]}`] : [])].join('\n');
}

export const assessVerify: CommandFile<VerifyOptions> = {
  declare(command) {
    verifyOptions(command).addHelpText(
      'after',
      '\nexit codes: 0 verified, 1 changed or not finalized, 2 signature or key, 3 whole but unsigned',
    );
  },
  run: (options, [dir = '']) =>
    withExitCode(options.json, async () => {
      const verified = await verifyBundle(dir, keysFor(options), logTrustFor(dir, options));
      const { exitCode, signed, integrity, key, faults, log } = verified;
      if (options.json === true) printJson({ exit_code: exitCode, signed, integrity, key, log, faults });
      else print(renderVerification(verified));
      return exitCode;
    }),
};

export const assessVerifyAttestation: CommandFile<VerifyOptions> = {
  declare(command) {
    verifyOptions(command).addHelpText(
      'after',
      '\nexit codes: 0 verified, 1 changed or expired, 2 signature or key, 3 no attestation or unsigned',
    );
  },
  run: (options, [dir = '']) =>
    withExitCode(options.json, async () => {
      const keys = keysFor(options);
      const bundle = await verifyBundle(dir, keys, logTrustFor(dir, options));
      const { exitCode, verified, reason } = await verifyAttestation(dir, bundle, keys, new Date().toISOString());
      if (options.json === true) printJson({ exit_code: exitCode, verified, reason });
      else print(verified ? 'verified: the attestation holds and has not expired' : `FAILED: ${reason}`);
      return exitCode;
    }),
};

export const assessStatus: CommandFile<Json> = {
  declare(command) {
    command
      .argument('<folder>', 'an assessment')
      .option('--json', 'print JSON')
      .addHelpText('after', '\nexit codes: 0 read, 1 not an assessment');
  },
  run: ({ json }, [dir = '']) =>
    withExitCode(json, async () => {
      const { manifest } = readManifest(dir, 1);
      const { signed, log } = await verifyBundle(dir, trustedKeys({}), logTrustFor(dir, {}));
      const { run_id, status, config_file, started_at, completed_at, finalized_at, failure_reason } = manifest;
      const count = Object.keys(manifest.artifacts ?? manifest.evidence_hashes).length;
      const report = {
        run_id,
        status,
        config_file,
        started_at,
        completed_at,
        finalized_at,
        artifact_count: count,
        signed,
        log,
      };
      if (json === true) printJson(report);
      else {
        const rows = Object.entries({ ...report, failure_reason }).filter(([, value]) => value !== undefined);
        print(rows.map(([name, value]) => `${name.replaceAll('_', ' ').padEnd(16)}${String(value)}`).join('\n'));
      }
      return EXIT.ok;
    }),
};
