// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { writeBundleFile } from '../../assess/bundle-files.js';
import { auditInput, scoreConfig } from '../../enforce/probe/audit/audit-score.js';
import { UsageError } from '../../evidence/model/errors.js';
import { renderProofBadge, renderProofJson, renderProofMarkdown, type Proof } from '../../reports/proof.js';
import { parseSeconds } from '../../verify/node/arguments.js';
import { parseCount } from '../activity/period.js';
import { EXIT, type CommandFile } from '../command.js';
import { loadConfigFile } from '../load-config.js';
import { print, printError, printJson } from '../output.js';
import { productVersion } from '../product.js';

interface Options {
  readonly config?: string;
  readonly outputDir: string;
  readonly format: string;
  readonly expires: string;
  readonly ciGate?: string;
  readonly json?: boolean;
}

const RENDERERS: Readonly<Record<string, (proof: Proof) => string>> = {
  json: renderProofJson,
  md: renderProofMarkdown,
  svg: renderProofBadge,
};

export const auditCapsule: CommandFile<Options> = {
  declare(command) {
    command
      .option('-c, --config <file>', 'configuration to score (default: the balanced preset)')
      .option('-o, --output-dir <folder>', 'where proof.json, proof.md and proof.svg go', '.')
      .option('--format <list>', 'which of json, md and svg to write', 'json,md,svg')
      .option('--expires <duration>', 'how long it is valid: a number with d, h, m or s', '720h')
      .option('--ci-gate <n>', 'exit with 1 when the percentage is below this')
      .option('--json', 'print the proof as JSON')
      .addHelpText(
        'after',
        '\nUnsigned: it says what a configuration turns on. pipelock posture emit makes what is signed.' +
          '\nexit codes: 0 written, 1 below the gate, 2 wrong usage or a configuration that is refused',
      );
  },
  run({ config: path, outputDir, format, expires, ciGate, json }) {
    const formats = formatsOf(format);
    const lifeMs = durationOf(expires);
    const gate = ciGate === undefined ? 0 : parseCount('--ci-gate', ciGate, 100);
    const proof = makeProof(path, lifeMs);
    const files = formats.map((name) => {
      const file = `proof.${name}`;
      writeBundleFile(outputDir, file, RENDERERS[name]?.(proof) ?? '', 0o644);
      return join(outputDir, file);
    });
    const { percentage, grade } = proof.score;
    if (json === true) printJson(proof);
    else print([`grade ${grade}, ${percentage} of 100, valid until ${proof.expires_at}`, ...files].join('\n'));
    if (percentage >= gate) return EXIT.ok;
    printError(`pipelock: ${percentage} is below the gate of ${gate}`);
    return EXIT.failed;
  },
};

function formatsOf(list: string): readonly string[] {
  const names = [...new Set(list.split(',').map((name) => name.trim()))];
  const unknown = names.find((name) => !Object.hasOwn(RENDERERS, name));
  if (unknown !== undefined) throw new UsageError(`--format takes json, md and svg, not "${unknown}"`);
  return names;
}

function durationOf(text: string): number {
  const ms = (parseSeconds(text) ?? 0) * 1_000;
  if (ms <= 0) throw new UsageError(`--expires is a duration such as 720h, not "${text}"`);
  return ms;
}

function makeProof(path: string | undefined, lifeMs: number): Proof {
  const { config, rawConfigHash } = loadConfigFile(path);
  const now = Date.now();
  const { total_score, max_score, percentage, grade, categories } = scoreConfig(auditInput(config), 23, path);
  return {
    version: '1.0',
    generated_at: new Date(now).toISOString(),
    expires_at: new Date(now + lifeMs).toISOString(),
    score: { total_score, max_score, percentage, grade, categories },
    config_hash: rawConfigHash === 'defaults' ? 'defaults' : `sha256:${rawConfigHash}`,
    pipelock_version: productVersion(),
  };
}
