// SPDX-License-Identifier: Apache-2.0
import { postureConfigHash } from '../../evidence/attest/posture-capsule.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { UsageError, VerificationError } from '../../evidence/model/errors.js';
import { MAX_POSTURE_BYTES } from '../../evidence/model/posture-capsule.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { readSmallFile } from '../../verify/node/read.js';
import { printable } from '../../verify/core/results/render.js';
import { collect, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printJson } from '../output.js';
import { ENTERPRISE, parseDays, parseWhole } from '../posture/policy.js';
import { verifyPosture, type PostureResult } from '../posture/result.js';
import { renderTable } from '../table.js';

interface Options {
  readonly proof: string;
  readonly key: readonly string[];
  readonly policy: string;
  readonly minScore: string;
  readonly maxAge: string;
  readonly maxReceiptAge: string;
  readonly config?: string;
  readonly requireDiscovery?: boolean;
  readonly at?: string;
  readonly json?: boolean;
}

/** Stable: jobs depend on them. A capsule that is not authentic is another case than one that does not suffice. */
const POSTURE_EXIT = { passed: 0, unverified: 1, failed: 2 } as const;

export const postureVerify: CommandFile<Options> = {
  declare(command) {
    command
      .requiredOption('--proof <file>', 'the capsule')
      .requiredOption('--key <hex|file>', "the signer's public key, from another place; may be repeated", collect)
      .option('--policy <name>', 'gates: enterprise, strict or none', ENTERPRISE.name)
      .option('--min-score <n>', 'lowest score that passes', String(ENTERPRISE.minScore))
      .option('--max-age <days>', 'oldest capsule that passes; 0: any', '30d')
      .option('--max-receipt-age <days>', 'oldest last receipt that counts as recent; 0: any', '7d')
      .option('-c, --config <file>', 'the configuration that should have been in effect')
      .option('--require-discovery', 'fail when no MCP server was discovered, whatever the policy')
      .option('--at <time>', 'judge as of this RFC 3339 time (default: now)')
      .option('--json', 'print JSON')
      .addHelpText(
        'after',
        '\nexit codes: 0 authentic and passed; 1 could not be verified, wrong usage included; 2 authentic, but a gate or\n' +
          'the lowest score was not met',
      );
  },
  async run(options) {
    const { proof, key, config, requireDiscovery, json, at } = options;
    const policy = {
      name: options.policy,
      minScore: parseWhole(options.minScore, '--min-score', 100),
      maxAgeSeconds: parseDays(options.maxAge, '--max-age'),
      maxReceiptAgeSeconds: parseDays(options.maxReceiptAge, '--max-receipt-age'),
      requireDiscovery: requireDiscovery === true,
      ...(config === undefined ? {} : { configHash: postureConfigHash(loadConfigFile(config).config, nodeSuite) }),
    };
    const trust = createTrustRoot({ keys: key.map(readKeyArgument) });
    const result = await verifyPosture(readProof(proof), policy, { trust, suite: nodeSuite, at: timeOf(at) });
    if (json === true) printJson(result);
    else print(render(result));
    if (!result.verified) return POSTURE_EXIT.unverified;
    return result.passed ? POSTURE_EXIT.passed : POSTURE_EXIT.failed;
  },
};

function readProof(path: string): string {
  const text = readSmallFile(path, MAX_POSTURE_BYTES, true);
  if (typeof text !== 'string') throw new VerificationError(text.code, `${path}: ${text.message}`);
  return text;
}

function timeOf(at: string | undefined): string {
  if (at === undefined) return new Date().toISOString();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(at) || Number.isNaN(Date.parse(at))) {
    throw new UsageError(`--at is a time such as 2030-01-31T12:00:00Z; got "${at}"`);
  }
  return at;
}

function render(result: PostureResult): string {
  if (!result.verified) return `NOT VERIFIED  ${printable(result.error ?? '')}`;
  const factors = Object.entries(result.factor_scores).map(([name, { raw_percent, weight, weighted }]) => [
    name,
    `${raw_percent} %`,
    `${weighted} of ${weight}`,
  ]);
  const failures = (result.hard_failures ?? []).map(({ rule, detail }) => ['fail', rule, detail]);
  const warnings = (result.warnings ?? []).map((rule) => ['warn', rule, '']);
  const head = `${result.passed ? 'PASSED' : 'FAILED'}  score ${result.score}, policy ${printable(result.policy)}`;
  const validity = `generated ${result.generated_at}, expires ${result.expires_at}`;
  const parts = [`${head}\n${validity}`, renderTable(factors), renderTable([...failures, ...warnings])];
  return parts.filter((part) => part !== '').join('\n\n');
}
