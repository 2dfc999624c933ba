// SPDX-License-Identifier: Apache-2.0
import { CodedError, FormatError } from '../../evidence/canonical/errors.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError } from '../../evidence/model/verification-errors.js';
import { decodeAarpEnvelope, MAX_AARP_ENVELOPE } from '../../evidence/model/aarp/envelope.codec.js';
import { appraiseAarp, renderComparable } from '../core/aarp/appraise.js';
import { createAarpChainCheck, renderAarpChain } from '../core/aarp/chain.js';
import { svidCheck } from '../core/aarp/svid.js';
import { MAX_SIDECAR, parseSvidSidecar, type SvidSidecar } from '../core/aarp/svid-sidecar.js';
import { NO_AARP_TRUST, parseAarpTrust, type AarpTrust } from '../core/aarp/trust.js';
import { attempt, faultOf } from '../core/input/format-fault.js';
import { printable } from '../core/results/render.js';
import { LIMITS, type ReadFault } from '../core/input/source.js';
import { renderAarp, renderChain } from './aarp-render.js';
import { flag, HELP_OPTION, optionLines, parseCommandLine, solePath, text } from './arguments.js';
import { EXIT, type Output } from './exit.js';
import { readOwn } from './key-arguments.js';
import { readLineBatches, readSmallFile } from './read.js';

const OPTIONS = {
  trust: text('FILE', 'trusted keys, and which mediator each speaks for; without it no key is known'),
  svid: text('FILE', "proof of the workload's identity, with your own authorities"),
  chain: flag('PATH holds one envelope a line; check their links and nothing else'),
  json: flag('print the comparable result'),
  ...HELP_OPTION,
};

const HELP = `Usage: pipelock-verify aarp PATH [options]
Appraises an AARP v0.1 envelope: what its signatures prove under your trust, and what the producer only says.
${optionLines(OPTIONS)}
Exit: 0 appraised, even if nothing is verified, or linked; 1 refused, or not linked; 2 a file could not be used;
64 wrong usage.
`;

/** A `--trust` value: the path of a trust file. Throws CodedError. */
export function readAarpTrust(path: string): AarpTrust {
  return readOwn(path, LIMITS.documentBytes, parseAarpTrust);
}

/** A file that cannot be opened is an error of the call; one that can and holds the wrong bytes is refused evidence. */
function readFault(path: string, { code, message }: ReadFault): Error {
  const isContent = code === 'malformed_json' || code === 'size_limit';
  return isContent ? new FormatError('field_value', message) : new CodedError(code, `${path}: ${message}`);
}

async function appraise(path: string, json: boolean, trust: AarpTrust, svid: SvidSidecar | undefined) {
  const content = readSmallFile(path, MAX_AARP_ENVELOPE, true);
  if (typeof content !== 'string') throw readFault(path, content);
  const workload = svid && { workload: svidCheck(svid, nodeSuite) };
  const appraisal = await appraiseAarp(decodeAarpEnvelope(content), { suite: nodeSuite, trust, ...workload });
  return [EXIT.valid, json ? renderComparable(appraisal) : renderAarp(appraisal)] as const;
}

function checkChain(path: string, json: boolean) {
  const check = createAarpChainCheck(nodeSuite);
  for (const { lines, fault } of readLineBatches(path, { followLinks: true, allowUnterminated: true })) {
    if (fault !== undefined) throw readFault(path, fault);
    for (const line of lines) {
      const read = attempt(() => check.line(line));
      const place = `envelope ${check.finish().length + 1}`;
      if ('fault' in read) throw new FormatError('field_value', `${place}: ${read.fault.message}`);
    }
  }
  const result = check.finish();
  const exit = result.chain_linked ? EXIT.valid : EXIT.invalid;
  return [exit, json ? renderAarpChain(result) : renderChain(result)] as const;
}

/** Runs `pipelock-verify aarp` with the arguments after that word, and returns its exit code. Throws for a wrong call. */
export async function runAarp(argv: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseCommandLine(argv, OPTIONS);
  if (values.help === true) {
    output.out(HELP);
    return EXIT.valid;
  }
  const path = solePath(positionals, 'aarp --help');
  const { json = false, chain = false, trust: trustPath, svid: svidPath } = values;
  if (chain && svidPath !== undefined) throw new UsageError('--chain checks links only; leave out --svid');
  const trust = trustPath === undefined ? NO_AARP_TRUST : readAarpTrust(trustPath);
  const svid = svidPath === undefined ? undefined : readOwn(svidPath, MAX_SIDECAR, parseSvidSidecar);
  try {
    const [exit, told] = chain ? checkChain(path, json) : await appraise(path, json, trust, svid);
    output.out(told);
    return exit;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { message } = faultOf(error);
    if (json) output.out(`${JSON.stringify({ envelope_fatal: true, error: message })}\n`);
    else output.err(`pipelock-verify: ${printable(`${path}: refused: ${message}`)}\n`);
    return EXIT.invalid;
  }
}
