// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain } from '../evidence/canonical/json-reader.js';
import type {
  AssessmentSources,
  DiscoverEvidence,
  InstallEvidence,
  PrimitiveName,
  ScenarioEvidence,
  ScoreEvidence,
  SimulateEvidence,
} from '../evidence/model/assessment.js';
import { ASSESSMENT_SCHEMA_VERSION, gradeOf } from '../evidence/model/assessment.js';
import { messageOf } from '../evidence/model/errors.js';
import { isFileFault, readBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';
import { shapeFault } from './evidence-shapes.js';

/** File of each probe below `evidence/`, which is also its name in `evidence_hashes`. */
export const EVIDENCE_FILES: Readonly<Record<PrimitiveName, string>> = {
  simulate: 'simulate.jsonl',
  'audit-score': 'audit-score.jsonl',
  'verify-install': 'verify-install.jsonl',
  discover: 'discover.jsonl',
};

/** What the four probes answer. */
export interface ProbeResults {
  readonly simulate: SimulateEvidence;
  readonly 'audit-score': ScoreEvidence;
  readonly 'verify-install': InstallEvidence;
  readonly discover: DiscoverEvidence;
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Names and states only: an assessment travels, and configurations hold secrets and the paths of people. */
function redactDiscover({ clients, servers, summary }: DiscoverEvidence): unknown {
  return {
    scanned_root: '$HOME',
    clients: clients.map(({ client, server_count, parse_error }) => ({
      client,
      server_count,
      ...(parse_error === undefined ? {} : { parse_error: '' }),
    })),
    servers: servers.map(({ client, server_name, transport, protection_state, risk, evidence }) => ({
      client,
      server_name,
      transport,
      protection_state,
      risk,
      evidence,
    })),
    summary,
  };
}

/** The text of a probe's evidence file. */
export function writeProbeEvidence(name: PrimitiveName, result: ProbeResults[PrimitiveName]): string {
  switch (name) {
    case 'simulate':
      return lines((result as SimulateEvidence).scenarios);
    case 'audit-score':
      return lines([result, ...((result as ScoreEvidence).findings ?? [])]);
    case 'discover':
      return lines([redactDiscover(result as DiscoverEvidence)]);
    default:
      return lines([result]);
  }
}

function readLines(dir: string, name: PrimitiveName): readonly unknown[] {
  const path = `evidence/${EVIDENCE_FILES[name]}`;
  const bytes = readBundleFile(dir, path);
  if (isFileFault(bytes)) throw new AssessError(2, `${path}: ${bytes.fault}`);
  try {
    const text = bytes.toString('utf8').split('\n');
    return text.filter((line) => line !== '').map((line) => toPlain(parseStrictJson(line)));
  } catch (cause) {
    throw new AssessError(2, `${path}: ${messageOf(cause)}`, { cause });
  }
}

function rebuildSimulate(scenarios: readonly ScenarioEvidence[]): SimulateEvidence {
  const counted = scenarios.filter(({ limitation, status }) => limitation !== true && status !== 'not_applicable');
  const passed = counted.filter(({ detected }) => detected).length;
  const percentage = counted.length === 0 ? 0 : Math.floor((passed * 100) / counted.length);
  return {
    total: scenarios.length,
    passed,
    failed: counted.length - passed,
    known_limitations: scenarios.filter(({ limitation }) => limitation === true).length,
    percentage,
    grade: gradeOf(percentage),
    mode: '',
    scenarios,
  };
}

/** Reads back what the probes left. Their digests have to be checked before. @throws AssessError with exit code 2 */
export function readSources(dir: string, ran: readonly PrimitiveName[]): AssessmentSources {
  const checked = (name: PrimitiveName, line: unknown): unknown => {
    const fault = shapeFault(name, line);
    if (fault !== undefined) throw new AssessError(2, `evidence/${EVIDENCE_FILES[name]}: ${fault}`);
    return line;
  };
  const first = (name: PrimitiveName): unknown => checked(name, readLines(dir, name)[0]);
  const scenarios = (): ScenarioEvidence[] =>
    readLines(dir, 'simulate').map((line) => checked('simulate', line) as ScenarioEvidence);
  return {
    schema_version: ASSESSMENT_SCHEMA_VERSION,
    ...(ran.includes('simulate') ? { simulate: rebuildSimulate(scenarios()) } : {}),
    ...(ran.includes('audit-score') ? { audit_score: first('audit-score') as ScoreEvidence } : {}),
    ...(ran.includes('verify-install') ? { verify_install: first('verify-install') as InstallEvidence } : {}),
    ...(ran.includes('discover') ? { discover: first('discover') as DiscoverEvidence } : {}),
  };
}
