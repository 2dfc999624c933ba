// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/canonical/errors.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/verification-errors.js';
import { MAX_AARP_ENVELOPE, parseAarpEnvelope } from '../../evidence/model/aarp/envelope.codec.js';
import { appraiseAarp, renderComparable } from '../core/aarp/appraise.js';
import { createAarpChainCheck, renderAarpChain } from '../core/aarp/chain.js';
import { svidCheck } from '../core/aarp/svid.js';
import { MAX_SIDECAR, parseSvidSidecar } from '../core/aarp/svid-sidecar.js';
import { NO_AARP_TRUST, parseAarpTrust } from '../core/aarp/trust.js';
import type { AarpTrust } from '../core/aarp/trust.js';
import { attempt } from '../core/format-fault.js';
import { LIMITS } from '../core/source.js';
import type { ReadFault } from '../core/source.js';
import { renderAarp, renderChain } from './aarp-render.js';
import { parseCommandLine, solePath } from './arguments.js';
import { readArgument } from './key-arguments.js';
import { EXIT, reportFault } from './exit.js';
import type { Output } from './exit.js';
import { readLineBatches, readSmallFile } from './read.js';
import { printable } from '../core/render.js';

export const AARP_HELP = `Usage: pipelock-verify aarp PATH [options]

Appraises an AARP v0.1 envelope: what its signatures prove under your trust, and what the producer only says.

  --trust FILE     trusted keys, and which mediator each speaks for; without it no key is known
  --svid FILE      proof of the workload's identity, with your own authorities
  --chain          PATH holds one envelope a line; check their links and nothing else
  --json           print the comparable result
  --help

Exit: 0 appraised, even if nothing is verified, or linked; 1 refused, or not linked; 2 a file could not be used;
64 wrong usage.
`;

const OPTIONS = {
  trust: { type: 'string' },
  svid: { type: 'string' },
  chain: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** An evidence file that is there and is not what it should be: the appraisal's own refusal. */
class Refused extends Error {}

/** A file the relying party names; anything wrong with it is an error of the call. */
function readOwn<T>(path: string, maxBytes: number, parse: (text: string) => T): T {
  const text = readArgument(path, maxBytes);
  const result = attempt(() => parse(text));
  if ('fault' in result) throw new CodedError('unusable', `${path}: ${result.fault.message}`);
  return result.value;
}

/** A `--trust` value: the path of a trust file. Throws CodedError. */
export function readAarpTrust(path: string): AarpTrust {
  return readOwn(path, LIMITS.documentBytes, parseAarpTrust);
}

function parseCommand(argv: readonly string[]) {
  const { values, positionals } = parseCommandLine(argv, OPTIONS);
  if (values.help === true) return 'help';
  const path = solePath(positionals, 'aarp --help');
  const chain = values.chain ?? false;
  if (chain && values.svid !== undefined) throw new UsageError('--chain checks links only; leave out --svid');
  return {
    path,
    chain,
    json: values.json ?? false,
    trust: values.trust === undefined ? NO_AARP_TRUST : readAarpTrust(values.trust),
    svid: values.svid === undefined ? undefined : readOwn(values.svid, MAX_SIDECAR, parseSvidSidecar),
  };
}

type Command = Exclude<ReturnType<typeof parseCommand>, 'help'>;

/** A file that cannot be opened is an error of the call; one that can and holds the wrong bytes is refused evidence. */
function readFault(path: string, { code, message }: ReadFault): Error {
  const content = code === 'malformed_json' || code === 'size_limit';
  return content ? new Refused(message) : new CodedError(code, `${path}: ${message}`);
}

function refusing<T>(parse: () => T, place = ''): T {
  const result = attempt(parse);
  if ('fault' in result) throw new Refused(place + result.fault.message);
  return result.value;
}

async function appraise({ path, json, trust, svid }: Command, output: Output): Promise<number> {
  const text = readSmallFile(path, MAX_AARP_ENVELOPE, true);
  if (typeof text !== 'string') throw readFault(path, text);
  const envelope = refusing(() => parseAarpEnvelope(text));
  const workload = svid === undefined ? {} : { workload: svidCheck(svid, nodeSuite) };
  const appraisal = await appraiseAarp(envelope, { suite: nodeSuite, trust, ...workload });
  output.out(json ? renderComparable(appraisal) : renderAarp(appraisal));
  return EXIT.valid;
}

function checkChain({ path, json }: Command, output: Output): number {
  const check = createAarpChainCheck(nodeSuite);
  for (const { lines, fault } of readLineBatches(path, { followLinks: true, allowUnterminated: true })) {
    if (fault !== undefined) throw readFault(path, fault);
    for (const line of lines) refusing(() => check.line(line), `envelope ${check.finish().length + 1}: `);
  }
  const result = check.finish();
  output.out(json ? renderAarpChain(result) : renderChain(result));
  return result.chain_linked ? EXIT.valid : EXIT.invalid;
}

async function judge(command: Command, output: Output): Promise<number> {
  try {
    return command.chain ? checkChain(command, output) : await appraise(command, output);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (command.json) output.out(`${JSON.stringify({ envelope_fatal: true, error: error.message })}\n`);
    else output.err(`pipelock-verify: ${printable(`${command.path}: refused: ${error.message}`)}\n`);
    return EXIT.invalid;
  }
}

/** Runs `pipelock-verify aarp` with the arguments after that word, and returns its exit code. */
export async function runAarp(argv: readonly string[], output: Output): Promise<number> {
  try {
    const command = parseCommand(argv);
    if (command !== 'help') return await judge(command, output);
    output.out(AARP_HELP);
    return EXIT.valid;
  } catch (error) {
    return reportFault(error, argv, output);
  }
}
