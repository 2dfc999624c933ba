// SPDX-License-Identifier: Apache-2.0
import type { PostureEvidence } from '../../../evidence/model/posture-capsule.js';
import { OUTCOMES, type Verdict } from '../../../evidence/model/verdict.js';
import type { Config } from '../../config/schema.js';
import { createMediator } from '../../mediate/mediate.js';
import type { LoadedBody, Mediator, RequestHead } from '../../mediate/types.js';
import { buildContext } from '../../runtime/context.js';
import { buildDecisionParts } from '../../runtime/decision.js';
import { gradeOf } from '../../../evidence/model/assessment.js';
import { percentOf } from '../percent.js';
import { canaryScenarios } from './canaries.js';
import { builtInScenarios, SIMULATION_HOST, type Scenario } from './scenarios.table.js';

type SimulateSummary = PostureEvidence['simulate'];
type PostureScenario = NonNullable<SimulateSummary['scenarios']>[number];

/** `not_applicable`: the attack has no subject in this build or under this configuration. Never a pass. */
export type ScenarioStatus = 'detected' | 'missed' | 'not_applicable';

export interface ScenarioResult extends PostureScenario {
  readonly status: ScenarioStatus;
  /** The layer that decided, whether or not it was the one expected. */
  readonly layer?: string;
}

export interface SimulateReport extends SimulateSummary {
  readonly scenarios: readonly ScenarioResult[];
}

export interface SimulateOptions {
  readonly config: Config;
  /** Name of the configuration file, for the report. */
  readonly configFile?: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Told before each scenario. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Sends each attack through mediation as traffic goes through it, under the given configuration, and says which layer
 * caught it. Nothing leaves the process: what passes is not forwarded. Nothing is recorded either.
 */
export async function simulate(options: SimulateOptions): Promise<SimulateReport> {
  const { config, configFile, environment, onProgress } = options;
  const scenarios = [...builtInScenarios(config), ...canaryScenarios(config, environment)];
  const mediator = openMediator(simulationConfig(config, scenarios), environment);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    onProgress?.(results.length, scenarios.length);
    results.push(await runScenario(mediator, scenario));
  }
  const count = (status: ScenarioStatus): number => results.filter((result) => result.status === status).length;
  const [passed, failed, limitations] = [count('detected'), count('missed'), count('not_applicable')];
  const percentage = percentOf(passed, results.length - limitations, 0);
  return {
    total: results.length,
    passed,
    failed,
    known_limitations: limitations,
    percentage,
    grade: gradeOf(percentage),
    ...(configFile === undefined ? {} : { config_file: configFile }),
    mode: config.mode,
    scenarios: results,
  };
}

/** What a capsule holds of a report: the layer moves into the detail. */
export function simulateSummary({ scenarios, ...counts }: SimulateReport): SimulateSummary {
  return {
    ...counts,
    scenarios: scenarios.map(({ name, category, detected, detail, limitation }) => ({
      name,
      category,
      detected,
      ...(detail === undefined ? {} : { detail }),
      ...(limitation === true ? { limitation } : {}),
    })),
  };
}

/** An address of nobody in particular: the hosts of the simulation have to resolve to something that may be reached. */
const PUBLIC_ADDRESS = '8.8.4.4';

/** The given configuration, with the hosts of the simulation resolvable and, in strict mode, allowed. */
function simulationConfig(config: Config, scenarios: readonly Scenario[]): Config {
  const hosts = scenarios.flatMap(({ attempt }) => (attempt.kind === 'url' ? [hostOf(attempt.url)] : []));
  const ours = [...hosts, SIMULATION_HOST].filter((host) => host.endsWith(SIMULATION_HOST));
  const overrides = Object.fromEntries(ours.map((host) => [host, PUBLIC_ADDRESS]));
  return {
    ...config,
    // The question is what is caught where a host may be reached; that others may not be is no detection.
    api_allowlist: [...config.api_allowlist, SIMULATION_HOST, ...hosts],
    dns: { ...config.dns, host_overrides: { ...config.dns.host_overrides, ...overrides } },
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function openMediator(config: Config, environment: NodeJS.ProcessEnv): Mediator {
  const ignore = (): void => undefined;
  const observer = { onVerdict: ignore, onEnd: ignore, onEvidenceFailure: ignore };
  return createMediator(buildContext({ config, parts: buildDecisionParts(config, environment), observer }));
}

async function runScenario(mediator: Mediator, scenario: Scenario): Promise<ScenarioResult> {
  const { name, category, attempt, layers } = scenario;
  if (attempt.kind === 'absent') {
    const detail = `not_applicable: ${attempt.reason}`;
    return { name, category, detected: false, detail, limitation: true, status: 'not_applicable' };
  }
  const { outcome, layer } = await verdictOn(mediator, scenario);
  const blocked = !OUTCOMES[outcome].passes;
  // A URL has left once it passes; of a text it is told that it was noticed.
  const noticed = blocked || (outcome === 'warn' && attempt.kind !== 'url');
  const detected = noticed && layers.includes(layer);
  const decided =
    outcome === 'allow' ? 'nothing was found' : `${blocked ? 'blocked' : 'marked only'} by layer ${layer}`;
  const detail = detected ? decided : `expected ${layers.join(' or ')}: ${decided}`;
  return { name, category, detected, detail, status: detected ? 'detected' : 'missed', layer };
}

async function verdictOn(mediator: Mediator, { attempt }: Scenario): Promise<Verdict> {
  const text = attempt.kind === 'body' ? attempt.text : '';
  const body: LoadedBody = text === '' ? { kind: 'none' } : { kind: 'bytes', bytes: Buffer.from(text) };
  const head = requestHead(attempt.kind === 'url' ? attempt.url : `http://${SIMULATION_HOST}/notes`, text !== '');
  const { signal } = new AbortController();
  const { recorded, exchange } = await mediator.request(head, () => Promise.resolve(body), signal);
  if (attempt.kind !== 'answer' || exchange === undefined) return recorded.verdict;
  const answer = { status: 200, headers: [PLAIN] };
  const judged = await exchange.response(answer, { kind: 'bytes', bytes: Buffer.from(attempt.text) });
  return judged.verdict;
}

const PLAIN = ['content-type', 'text/plain; charset=utf-8'] as const;

function requestHead(target: string, sends: boolean): RequestHead {
  return {
    transport: 'fetch',
    kind: 'http_request',
    method: sends ? 'POST' : 'GET',
    target,
    headers: sends ? [PLAIN] : [],
    actor: { name: 'simulation', provenance: 'config' },
    peer: '',
    requestId: 'simulate',
  };
}
