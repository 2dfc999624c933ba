// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import type { FactValue } from '../../evidence/model/policy.js';
import type { FragmentSearch } from '../text/fragment-search.js';
import { readText } from '../text/reading.js';
import { compileHeaderFilter, type HeaderFilter, type HeaderList } from './body/headers.js';
import { compileCanaries } from './canary/canary.js';
import { compileCredentials, withoutRules, type Credentials } from './credentials.js';
import { assembleRules } from './dlp/assemble.js';
import { bindValidators } from './dlp/checks/validators.js';
import { compileScanner, detectDlp, type DlpScanner } from './dlp/detect.js';
import { compileSecrets, type SecretValues } from './dlp/known/secrets.js';
import { redactTarget } from './dlp/redact.js';
import { openSuppressions, type Suppressions } from './dlp/suppress.js';
import { compileFragmentSearch } from './fragments.js';
import { assembleInstructions } from './injection/assemble.js';
import { compileMessages, type BodyInput, type RequestObservation } from './messages.js';
import type { Observation, Observed } from './observation.js';
import type { DetectorOptions, DetectorPorts } from './options.js';
import { hashRules } from './rules-hash.js';
import { compileAddressPolicy, ssrfFacts } from './ssrf/address.js';
import { compileTexts } from './texts.js';
import { compileToolCalls } from './tool-calls.js';
import { compileUrlScan } from './url-scan.js';
import { compileHosts } from './url/hosts.js';
import { rawUrlFacts } from './url/raw.js';
import type { ParsedTarget } from './url/target.js';

/** Everything that looks at traffic, built from one configuration. Pure: the same input gives the same observation. */
export interface Detectors {
  /** SHA-256 of the rule tables and the engine, as 64 hex digits. */
  readonly rulesHash: string;
  /** Name and version. */
  readonly engineName: string;
  readonly dlpPatternCount: number;
  /** Looks at the target as it was received. */
  rawUrl(target: ParsedTarget): Observation;
  /** Looks at everything in the URL. Asks no resolver. */
  url(target: ParsedTarget): Observation;
  /** Looks at the addresses a host resolved to. */
  dns(target: ParsedTarget, addresses: readonly string[]): Observation;
  /** The headers of a request that the configuration has searched. */
  readonly searchedHeaders: HeaderFilter;
  /** Without a target, no credential counts as being on its way to its own provider. */
  request(headers: HeaderList, body: BodyInput, target?: ParsedTarget): RequestObservation;
  response(headers: HeaderList, body: BodyInput, target?: ParsedTarget): Observation;
  /** Looks for credentials in a text of unknown origin, URLs in it included. */
  text(text: string): Observation;
  /** Looks for instructions to an agent in a text of unknown origin. */
  prose(text: string): Observation;
  /** Looks at a tool call. `argumentsJson` is JSON text. */
  tool(tool: string, argumentsJson: string | undefined): Observation;
  /** A form of the target that is safe to record. */
  redactTarget(target: ParsedTarget, findings?: readonly Finding[]): string;
  /** Names of the rules that find something in a text about to be recorded. */
  redactText(text: string): readonly string[];
  /** Each builds something that takes a while, ahead of the first text that needs it. */
  readonly preparations: readonly (() => void)[];
  readonly suppressions: Suppressions;
  /** Judges texts put together from several requests. */
  readonly fragments: FragmentSearch;
  /** Published names of all rules, for those who write a configuration. */
  readonly ruleNames: readonly string[];
}

/** The detectors as traffic meets them: what looks at large texts may answer later. */
export type TrafficDetectors = Omit<Detectors, 'request' | 'response' | 'text' | 'prose' | 'tool'> & {
  request(
    headers: HeaderList,
    body: BodyInput,
    target?: ParsedTarget,
  ): RequestObservation | Promise<RequestObservation>;
  response(headers: HeaderList, body: BodyInput, target?: ParsedTarget): Observed;
  text(text: string): Observed;
  prose(text: string): Observed;
  tool(tool: string, argumentsJson: string | undefined): Observed;
};

const NO_SECRETS: SecretValues = { environment: [], file: [] };

function observation(facts: Record<string, FactValue>, findings: readonly Finding[] = []): Observation {
  return { facts, findings: [...findings] };
}

function buildScanner(options: DetectorOptions, { engine, suite }: DetectorPorts, values: SecretValues): DlpScanner {
  const secrets = compileSecrets(values, options.dlp.min_env_secret_length);
  return compileScanner(assembleRules(options.dlp, engine), engine, bindValidators(suite), secrets);
}

/**
 * Builds the detectors of one configuration. Throws ConfigError when a pattern of the configuration may not run.
 * `secrets` are values to look for; they stay in memory and appear nowhere.
 */
export function buildDetectors(
  options: DetectorOptions,
  ports: DetectorPorts,
  secrets: SecretValues = NO_SECRETS,
): Detectors {
  const { engine, suite } = ports;
  const scanner = buildScanner(options, ports, secrets);
  const canaries = compileCanaries(options.canary_tokens, new Map(secrets.environment));
  const search = (left: readonly string[]): Credentials =>
    compileCredentials(options, withoutRules(scanner, engine, left), canaries, ports);
  const credentials = search([]);
  const instructions = assembleInstructions(options.response_scanning, engine);
  const addresses = compileAddressPolicy(options.ssrf.ip_allowlist, options.internal);
  const trusted = compileHosts(options.trusted_domains);
  const urls = compileUrlScan(options, credentials, addresses);
  const suppressions = openSuppressions(options.suppress, ports.now);
  const messages = compileMessages(options, {
    credentials: search,
    instructions,
    suite,
    suppressions,
    inflater: ports.inflater,
  });
  const texts = compileTexts({ credentials, instructions, urls });
  const engineName = `${engine.name} ${engine.version}`;
  return {
    rulesHash: hashRules(scanner.rules, options, engineName, suite),
    engineName,
    dlpPatternCount: scanner.rules.length,
    rawUrl: (target) => observation(rawUrlFacts(target)),
    url: (target) => urls.observe(target),
    dns: (target, answers) =>
      observation(ssrfFacts(answers, { policy: addresses, trustedHost: trusted.matches(target.host) })),
    searchedHeaders: compileHeaderFilter(options.request_body_scanning),
    ...messages,
    ...texts,
    tool: compileToolCalls(options, { credentials, instructions, urls, ports }),
    redactTarget: (target) => redactTarget(target, urls.redaction, urls.firstFinding(target)),
    redactText: (text) => detectDlp(scanner, readText(text).credentials(), 'text').map(({ rule }) => rule),
    preparations: [credentials.prepare, instructions.prepare, credentials.prepareSeeds],
    suppressions,
    fragments: compileFragmentSearch(scanner, credentials),
    ruleNames: [...scanner.rules.map(({ name }) => name), ...instructions.ruleNames],
  };
}
