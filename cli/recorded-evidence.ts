// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileDerivations, deriveFacts } from '../enforce/decide/derive.js';
import { ruleHolds } from '../enforce/decide/decide.js';
import { readRecordedRun, type RecordedRun } from '../evidence/attest/ael/recorded-run.js';
import type { PolicyReading } from '../evidence/attest/ael/policy-projection.js';
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { UsageError, VerificationError } from '../evidence/model/errors.js';
import type { PolicyDocument } from '../evidence/model/policy.js';
import { planFolder } from '../verify/core/folders/plan.js';
import type { ChainResult } from '../verify/core/chains/chain-summary.js';
import type { DirectoryResult } from '../verify/core/folders/folder-result.js';
import { LIMITS } from '../verify/core/input/source.js';
import { createTrustRoot } from '../verify/core/trust/trust.js';
import { readLineBatches, readSmallFile } from '../verify/node/read.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { verifyPath } from '../verify/node/verify-path.js';

/** The decision point's reading of a policy, for those who may not import it. */
export const policyReading: PolicyReading = {
  derive: (document, facts) => deriveFacts(compileDerivations(document.observed_rules), facts),
  derivedNames: ({ observed_rules }) =>
    new Set([...compileDerivations(observed_rules).values()].map(({ name }) => name)),
  holds: ruleHolds,
};

function chooseChain({ chains }: DirectoryResult, session: string | undefined): ChainResult {
  const found = chains.filter(({ facts }) => session === undefined || facts.session === session);
  const [only, second] = found;
  if (only === undefined) throw new UsageError(`no run ${session ?? ''} lies here`);
  if (second !== undefined) {
    const names = found.map(({ facts }) => `  ${facts.session}`).join('\n');
    throw new UsageError(`several runs lie here; name one with --session\n${names}`);
  }
  return only;
}

function* linesOf(dir: string, names: readonly string[]): Generator<string> {
  for (const name of names) {
    for (const { lines, fault } of readLineBatches(join(dir, name), { maxBytes: LIMITS.shardBytes })) {
      if (fault !== undefined) throw new VerificationError(fault.code, `${name}: ${fault.message}`);
      yield* lines;
    }
  }
}

function* first(lines: Iterable<string>, count: number): Generator<string> {
  let left = count;
  for (const line of lines) if (left-- > 0) yield line;
}

/**
 * Verifies an evidence folder under keys and reads one run of it: only what was verified, even if it grows meanwhile.
 * @throws VerificationError when the evidence is broken or signed by somebody else
 */
export async function readVerifiedRun(
  dir: string,
  keys: readonly string[],
  session: string | undefined,
): Promise<RecordedRun> {
  const outcome = await verifyPath(dir, {
    trust: createTrustRoot({ keys }),
    ...(session === undefined ? {} : { session }),
  });
  if (outcome.kind !== 'directory') throw new UsageError(`${dir}: an evidence folder is expected`);
  const { verdict, checks, facts } = chooseChain(outcome.result, session);
  if (verdict !== 'valid' || outcome.result.verdict === 'invalid') {
    const fault = [...checks, ...outcome.result.checks].find(({ status }) => status === 'fail')?.message;
    const finding = outcome.result.findings[0]?.message;
    throw new VerificationError('not_verified', `the evidence does not verify: ${fault ?? finding ?? verdict}`);
  }
  const plan = planFolder(openEvidenceTree(dir), facts.session);
  const shards = plan.runs.find((run) => run.session === facts.session)?.shards ?? [];
  const lines = first(
    linesOf(
      dir,
      shards.map(({ name }) => name),
    ),
    facts.entryCount,
  );
  const run = readRecordedRun(lines, nodeSuite);
  // The folder was read twice; what was exported has to be what was verified.
  if (run.entryHead !== facts.entryHead)
    throw new VerificationError('changed', 'the evidence changed while it was read');
  return run;
}

/** The policy documents kept beside the evidence, by the hash that their bytes have. */
export function readPolicyDocuments(dir: string): ReadonlyMap<string, PolicyDocument> {
  const folder = join(dir, 'policy');
  const documents = new Map<string, PolicyDocument>();
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return documents;
  }
  for (const name of names) {
    const text = readSmallFile(join(folder, name), LIMITS.documentBytes);
    if (typeof text !== 'string' || `${nodeSuite.sha256Hex(text)}.json` !== name) continue;
    documents.set(name.slice(0, -'.json'.length), JSON.parse(text) as PolicyDocument);
  }
  return documents;
}
