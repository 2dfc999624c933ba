// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  receiptBatchStatement,
  sessionStatement,
  verificationSummary,
  type RunFacts,
} from '../../evidence/attest/predicates.js';
import { signStatement } from '../../evidence/attest/statement.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { writeDsse } from '../../evidence/model/dsse.js';
import type { Statement, StatementSubject } from '../../evidence/model/statement.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { planFolder } from '../../verify/core/folders/plan.js';
import type { ChainResult } from '../../verify/core/chains/chain-summary.js';
import { verifyStatement } from '../../verify/core/documents/statement-subjects.js';
import { renderJson, renderResult } from '../../verify/core/results/render.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { VERSION } from '../../verify/node/main.js';
import { readSmallFile } from '../../verify/node/read.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { print } from '../output.js';
import { writeOutput } from '../output-file.js';

interface Options {
  readonly dir: string;
  readonly session?: string;
  readonly key: readonly string[];
  readonly signingKey: string;
  readonly out?: string;
}

/** What every statement needs. */
interface Run {
  readonly facts: RunFacts;
  readonly accepted: boolean;
  readonly reason: string;
  readonly files: readonly StatementSubject[];
}

/** Digests of an evidence file set, by the names under which statements speak of them. */
async function digestsOf(dir: string, names: readonly string[]): Promise<readonly StatementSubject[]> {
  const tree = openEvidenceTree(dir);
  return Promise.all(
    names.map(async (name) => {
      const bytes = await tree.bytes(name, LIMITS.shardBytes);
      if ('code' in bytes) throw new VerificationError(bytes.code, `${join(dir, name)}: ${bytes.message}`);
      return { name, digest: { sha256: nodeSuite.sha256Hex(bytes) } };
    }),
  );
}

function onlyRun(chains: readonly ChainResult[], session: string | undefined): ChainResult {
  const mine = session === undefined ? chains : chains.filter(({ facts }) => facts.session === session);
  const [only] = mine;
  if (only === undefined) throw new VerificationError('session_missing', 'no run of this session was found');
  if (mine.length > 1) throw new UsageError(`${mine.length} runs lie here; name one with --session`);
  return only;
}

async function readRun({ dir, session, key }: Options): Promise<Run> {
  const options = { trust: createTrustRoot({ keys: key.map(readKeyArgument) }) };
  const outcome = await verifyPath(dir, session === undefined ? options : { ...options, session });
  if (outcome.kind !== 'directory') throw new UsageError(`${dir} is not an evidence folder`);
  const chain = onlyRun(outcome.result.chains, session);
  const plan = planFolder(openEvidenceTree(dir), chain.facts.session);
  const shards = plan.runs.find((run) => run.session === chain.facts.session)?.shards ?? [];
  const failed = outcome.result.checks.concat(chain.checks).find(({ status }) => status === 'fail');
  const finding = outcome.result.findings[0];
  return {
    facts: chain.facts,
    accepted: outcome.result.accepted && chain.accepted,
    reason: failed?.message ?? finding?.message ?? outcome.result.verdict,
    files: await digestsOf(
      dir,
      shards.map(({ name }) => name),
    ),
  };
}

function refuseUnverified(run: Run): void {
  if (!run.accepted) throw new VerificationError('not_verified', `the evidence does not verify (${run.reason})`);
}

type Build = (run: Run, asked: Options) => Statement;

/** A command that verifies a run under the pinned keys and signs a statement about it. */
function attestCommand(build: Build): CommandFile<Options> {
  return {
    declare(command) {
      command
        .requiredOption('--dir <folder>', 'the evidence folder')
        .option('--session <name>', 'the run, where several lie in the folder')
        .requiredOption('--key <hex|file>', 'public key the receipts must be signed with; may be repeated', collect)
        .requiredOption('--signing-key <file>', 'private key that signs the statement')
        .option('--out <file>', 'write the envelope there instead of printing it')
        .option('--json', 'the envelope is JSON anyway; errors are too, then')
        .addHelpText('after', '\nexit codes: 0 written, 1 the evidence does not verify, 2 wrong usage');
    },
    async run(options) {
      const run = await readRun(options);
      const signer = loadSigningKey(options.signingKey, 'same_uid');
      const envelope = await signStatement(build(run, options), signer, nodeSuite);
      await writeOutput(writeDsse(envelope), options.out);
      return EXIT.ok;
    },
  };
}

export const attestReceipts = attestCommand((run) => {
  refuseUnverified(run);
  return receiptBatchStatement(run.facts, run.files);
});

export const attestSession = attestCommand((run) => {
  refuseUnverified(run);
  return sessionStatement(run.facts, run.files);
});

export const attestVerification = attestCommand((run, { key }) =>
  verificationSummary(
    run.facts,
    run.files,
    {
      accepted: run.accepted,
      trustedKeys: key.map(readKeyArgument),
      verifiedAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      verifierVersion: VERSION,
    },
    nodeSuite,
  ),
);

interface CheckOptions {
  readonly dir?: string;
  readonly key?: readonly string[];
  readonly json?: boolean;
}

async function heldDigests(dir: string): Promise<ReadonlyMap<string, string>> {
  const names = openEvidenceTree(dir).paths.filter((path) => !path.includes('/'));
  return new Map((await digestsOf(dir, names)).map(({ name, digest }) => [name, digest.sha256]));
}

export const attestCheck: CommandFile<CheckOptions> = {
  declare(command) {
    command
      .argument('<statement>', 'a statement in a DSSE envelope')
      .option('--dir <folder>', 'folder with the files that the statement is about')
      .option('--key <hex|file>', 'trusted public key of the signer; may be repeated', collect)
      .option('--json', 'print the full result as JSON')
      .addHelpText('after', '\nexit codes: 0 valid, 1 invalid or unpinned, 2 wrong usage');
  },
  async run({ dir, key, json }, [path = '']) {
    const text = readSmallFile(path, LIMITS.documentBytes, true);
    if (typeof text !== 'string') throw new VerificationError(text.code, `${path}: ${text.message}`);
    const trust = createTrustRoot({ keys: (key ?? []).map(readKeyArgument) });
    const held = dir === undefined ? undefined : await heldDigests(dir);
    const result = await verifyStatement(text, { trust, suite: nodeSuite }, held);
    const verification = { kind: 'document', form: 'statement', result } as const;
    print((json === true ? renderJson(path, verification) : renderResult(verification)).trimEnd());
    return result.accepted ? EXIT.ok : EXIT.failed;
  },
};
