// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { DEFAULTS, RENDERER_VERSION, SCORING_VERSION } from '../../assess/init.js';
import { sha256Hex } from '../../assess/bundle-files.js';
import { readRecorded } from '../../assess/recorded.js';
import { discover } from '../../enforce/probe/discover/discover.js';
import { synthesizeAssessment } from '../../evidence/attest/assessment/synthesize.js';
import { ASSESSMENT_SCHEMA_VERSION, type EvidenceSummary } from '../../evidence/model/assessment.js';
import { readKeyArgument } from '../../verify/node/key-arguments.js';
import { renderAbom } from '../../reports/abom.js';
import { uuidV5 } from '../../reports/uuid.js';
import { collect, EXIT, type CommandFile } from '../command.js';
import { writeOutput } from '../output-file.js';
import { productVersion } from '../product.js';

interface Options {
  readonly evidence?: string;
  readonly key?: readonly string[];
  readonly scanHome?: string;
  readonly output?: string;
}

/** Names of our ids: a bill of materials of the same things has the same serial number. */
const NAMESPACE = '8d4f0f5a-3a0e-5c58-9f0e-0c7f4f3f9d21';

export const abom: CommandFile<Options> = {
  declare(command) {
    command
      .option('--evidence <folder>', 'recorded evidence: what the agent really talked to')
      .option('--key <hex|file>', 'public key trusted for it; may be repeated', collect)
      .option('--scan-home <folder>', 'home folder whose agents are looked for (default: yours)')
      .option('-o, --output <file>', 'write a new file instead of printing')
      .option('--json', 'the same: the output is always CycloneDX 1.6 JSON')
      .addHelpText(
        'after',
        '\nAttestations stand in the one that pipelock assess writes. exit codes: 0 written, 1 not',
      );
  },
  async run({ evidence, key, scanHome, output }) {
    const found = discover(scanHome ?? homedir());
    const keys = (key ?? []).map(readKeyArgument);
    const recorded = evidence === undefined ? undefined : (await readRecorded(evidence, { keys }))?.summary;
    const assessment = synthesizeAssessment({
      manifest: manifestOf(found, recorded),
      sources: { schema_version: ASSESSMENT_SCHEMA_VERSION, discover: found },
      ...(recorded === undefined ? {} : { recorded }),
      signed: false,
    });
    await writeOutput(renderAbom(assessment), output);
    return EXIT.ok;
  },
};

function manifestOf(
  found: unknown,
  recorded: EvidenceSummary | undefined,
): Parameters<typeof synthesizeAssessment>[0]['manifest'] {
  // The record's own time, so that the same evidence gives the same bytes.
  const at = recorded === undefined || recorded.last_at === '' ? new Date(0).toISOString() : recorded.last_at;
  return {
    schema_version: ASSESSMENT_SCHEMA_VERSION,
    version: productVersion(),
    build_sha: 'unknown',
    run_id: uuidV5(NAMESPACE, sha256Hex(JSON.stringify([found, recorded ?? null]))),
    config_file: DEFAULTS,
    config_hash: '',
    license_tier: 'free',
    started_at: at,
    platform: `${process.platform}/${process.arch}`,
    status: 'completed',
    renderer_version: RENDERER_VERSION,
    scoring_version: SCORING_VERSION,
    evidence_hashes: {},
  };
}
