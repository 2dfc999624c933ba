// SPDX-License-Identifier: Apache-2.0
import { parseStrictJson, toPlain } from '../evidence/canonical/json-reader.js';
import type {
  AssessmentSources,
  EvidenceSummary,
  InstallCheckEvidence,
  ScenarioEvidence,
} from '../evidence/model/assessment.js';
import type {
  EvidenceIndex,
  IndexedRun,
  IndexedScenario,
  IndexedSetting,
  ReceiptGroup,
} from '../evidence/model/evidence-index.js';
import { messageOf } from '../evidence/model/errors.js';
import { isFileFault, readBundleFile } from './bundle-files.js';
import { AssessError } from './errors.js';
import { EVIDENCE_FILES } from './evidence-files.js';

/** `evidence/index.json`: the record and the settings of a deployment, reduced to what controls ask about. */
export const INDEX_FILE = 'index.json';
export const INDEX_SCHEMA = 'pipelock.evidence-index.v1';

export interface IndexDocument {
  readonly schema: typeof INDEX_SCHEMA;
  /** Keys under which the assessor verified the record. */
  readonly trusted_keys: readonly string[];
  readonly receipts: readonly ReceiptGroup[];
  readonly runs: readonly IndexedRun[];
  /** Absent where nothing was recorded. */
  readonly summary?: EvidenceSummary;
  readonly settings: readonly IndexedSetting[];
}

export function writeIndexDocument(document: IndexDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Reads the index of a run. Its digest has to be checked before. @throws AssessError with exit code 2 */
export function readIndexDocument(dir: string): IndexDocument {
  const path = `evidence/${INDEX_FILE}`;
  const bytes = readBundleFile(dir, path);
  if (isFileFault(bytes)) throw new AssessError(2, `${path}: ${bytes.fault}`);
  try {
    const value = toPlain(parseStrictJson(bytes.toString('utf8'))) as unknown as IndexDocument;
    if ((value.schema as string) !== INDEX_SCHEMA) throw new Error(`schema ${INDEX_SCHEMA} is expected`);
    return value;
  } catch (cause) {
    throw new AssessError(2, `${path}: ${messageOf(cause)}`, { cause });
  }
}

function outcomeOf({ status, limitation, detected }: ScenarioEvidence): IndexedScenario['outcome'] {
  if (status !== undefined) return status;
  return limitation === true ? 'limitation' : detected ? 'detected' : 'missed';
}

function checkOf({
  name,
  category,
  status,
  detail,
}: InstallCheckEvidence): NonNullable<EvidenceIndex['checks']>[number] {
  const file = `evidence/${EVIDENCE_FILES['verify-install']}`;
  return { name, category, status, detail: detail ?? '', pointer: { kind: 'check', file, ref: name } };
}

/** Everything that controls can ask about: what the probes found, and what was recorded. */
export function buildIndex(sources: AssessmentSources, { receipts, runs, settings }: IndexDocument): EvidenceIndex {
  const { simulate, verify_install: install, discover } = sources;
  return {
    receipts,
    runs,
    settings,
    checks: install?.checks.map(checkOf),
    scenarios: simulate?.scenarios.map((scenario) => ({
      name: scenario.name,
      category: scenario.category,
      outcome: outcomeOf(scenario),
      pointer: { kind: 'scenario', file: `evidence/${EVIDENCE_FILES.simulate}`, ref: scenario.name },
    })),
    servers: discover?.servers.map(({ client, server_name: server, protection_state: protection, risk }) => ({
      client,
      server,
      protection,
      risk,
      pointer: { kind: 'server', file: `evidence/${EVIDENCE_FILES.discover}`, ref: `${client}/${server}` },
    })),
  };
}
