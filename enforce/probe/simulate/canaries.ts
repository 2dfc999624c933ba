// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { SIMULATION_HOST, type Attempt, type Scenario } from './scenarios.table.js';

const BODY = ['body_dlp', 'core_dlp'] as const;
const URL_LAYERS = ['dlp', 'core_dlp'] as const;

/** Six ways in which each configured token might leave. Names hold the token's name, never its value. */
export function canaryScenarios({ canary_tokens }: Config, environment: NodeJS.ProcessEnv): readonly Scenario[] {
  return canary_tokens.tokens.flatMap(({ name, value, env_var }, index) => {
    const planted = value === '' ? (environment[env_var] ?? '') : value;
    return canaryForms(planted, `http://c${index + 1}.${SIMULATION_HOST}`).map(([form, attempt]) => ({
      name: `Canary ${name}: ${form}`,
      category: 'DLP Exfiltration' as const,
      attempt: planted === '' ? { kind: 'absent' as const, reason: NO_VALUE } : attempt,
      layers: attempt.kind === 'url' ? URL_LAYERS : BODY,
    }));
  });
}

const NO_VALUE = 'the token has no value here: its environment variable is not set';

function canaryForms(value: string, site: string): readonly (readonly [string, Attempt])[] {
  const body = (text: string): Attempt => ({ kind: 'body', text: `The note says ${text} and no more.` });
  const bytes = Buffer.from(value);
  const half = Math.floor(value.length / 2);
  return [
    ['plain text', body(value)],
    ['url-encoded', body([...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))],
    ['base64', body(bytes.toString('base64'))],
    ['hex', body(bytes.toString('hex'))],
    ['split', body(`${value.slice(0, half)}/${value.slice(half)}`)],
    ['in URL', { kind: 'url', url: `${site}/v?d=${encodeURIComponent(value)}` }],
  ];
}
