// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';
import type { AuditPacket } from '../../evidence/model/audit-packet.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { assemblePacket, readPosture, writePacket } from '../evidence/packet.js';
import { readSession } from '../evidence/session.js';
import { print, printJson } from '../output.js';

interface Options {
  readonly dir: string;
  readonly session?: string;
  readonly key?: readonly string[];
  readonly allowUnpinned?: boolean;
  readonly provider?: string;
  readonly agent?: string;
  readonly run?: readonly string[];
  readonly exitCode?: string;
  readonly posture?: string;
  readonly out: string;
  readonly json?: boolean;
}

const RUN_MEMBERS = ['repository', 'workflow', 'run_id', 'run_attempt', 'ref', 'sha'];

export const auditPacket: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--dir <folder>', 'evidence folder')
      .option('--session <name>', 'recorder session, where several lie in the folder')
      .option('--key <hex|file>', "the signer's public key, known from elsewhere; may be repeated", collect)
      .option('--allow-unpinned', 'make a packet that only agrees with itself')
      .option('--provider <name>', 'github_actions, self_hosted or local (default: local)')
      .option('--agent <name>', 'agent identity (default: the actor of the receipts)')
      .option('--run <name=value>', `about the run: ${RUN_MEMBERS.join(', ')}; may be repeated`, collect)
      .option('--exit-code <n>', 'exit code of the agent')
      .option('--posture <file>', 'JSON: what is known of the containment (default: nothing was probed)')
      .requiredOption('--out <folder>', 'new folder for packet.json, summary.md, evidence.jsonl, verifier.txt')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nThe same evidence and options give the same bytes.\nexit codes: 0 valid, 1 the evidence does not verify, 2 wrong usage',
      );
  },
  async run(options) {
    const out = options.out;
    const folder = options.dir;
    const keys = (options.key ?? []).map(readKeyArgument);
    if (keys.length === 0 && options.allowUnpinned !== true) throw new UsageError('give --key, or --allow-unpinned');
    const evidence = await readSession({ folder, session: options.session, keys });
    const made = assemblePacket(evidence, runOf(options), readPosture(options.posture), options.agent);
    writePacket(out, made);
    const { verifier, summary } = made.packet;
    if (options.json === true) printJson({ path: out, verdict: verifier.verdict, ...summary });
    else print(`packet    ${out}\nverdict   ${verifier.verdict}\nreceipts  ${summary.receipt_count}`);
    return verifier.verdict === 'valid' || verifier.verdict === 'self_consistent_only' ? EXIT.ok : EXIT.failed;
  },
};

function runOf({
  provider = 'local',
  run = [],
  exitCode,
}: Options): Partial<AuditPacket['run']> & { provider: string } {
  const members = run.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0));
    if (!RUN_MEMBERS.includes(name))
      throw new UsageError(`--run ${pair}: one of ${RUN_MEMBERS.join(', ')} is expected`);
    return [name, pair.slice(at + 1)];
  });
  const code = exitCode === undefined ? {} : { agent_exit_code: Number(exitCode) };
  if (exitCode !== undefined && !/^-?\d{1,5}$/.test(exitCode))
    throw new UsageError('--exit-code: a number is expected');
  return { provider, ...Object.fromEntries(members), ...code };
}
