// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../config/schema.js';
import { reviewConfig } from '../../runtime/review.js';
import type { Answer } from '../live/agent.js';
import { BLOCKED_HOST, startLiveProduct, type LiveOptions } from '../live/live-product.js';
import { inventedAccessKey } from '../simulate/invented.js';

export interface DiagnoseCheck {
  readonly name: string;
  /** `skip`: this configuration leaves nothing to try; `detail` says why. */
  readonly status: 'pass' | 'fail' | 'skip';
  readonly detail: string;
}

export interface DiagnoseReport {
  readonly config_file: string;
  readonly mode: string;
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly checks: readonly DiagnoseCheck[];
}

export interface DiagnoseOptions extends LiveOptions {
  readonly configFile: string;
}

/**
 * Starts the product under a configuration with a site of its own on loopback and sees whether it lets through what
 * is harmless and stops what is not.
 * @throws ConfigError
 */
export async function diagnose(options: DiagnoseOptions): Promise<DiagnoseReport> {
  const checks = [...(await liveChecks(options)), rulesCheck(options.config)];
  const count = (status: DiagnoseCheck['status']): number => checks.filter((check) => check.status === status).length;
  return {
    config_file: options.configFile,
    mode: options.config.mode,
    total: checks.length,
    passed: count('pass'),
    failed: count('fail'),
    skipped: count('skip'),
    checks,
  };
}

async function liveChecks(options: DiagnoseOptions): Promise<readonly DiagnoseCheck[]> {
  const { config } = options;
  const live = await startLiveProduct(options);
  try {
    const health = await live.health();
    const plain = `${live.site}/lamps`;
    const secret = `${live.site}/lamps?q=${inventedAccessKey()}`;
    const allowed = await live.send({ via: 'fetch', method: 'GET', target: plain });
    const blocked = await live.send({ via: 'fetch', method: 'GET', target: secret });
    const forward = config.forward_proxy.enabled
      ? [
          passes('forward_allowed', await live.send({ via: 'forward', method: 'GET', target: plain })),
          blocks(
            'forward_blocked',
            await live.send({ via: 'connect', method: 'CONNECT', target: `${BLOCKED_HOST}:443` }),
          ),
        ]
      : ['forward_allowed', 'forward_blocked'].map((name) => skipped(name, 'forward_proxy is off'));
    return [
      { name: 'health', status: health === 200 ? 'pass' : 'fail', detail: `GET /health: ${health ?? 'no answer'}` },
      passes('fetch_allowed', allowed),
      blocks('fetch_blocked', blocked),
      config.explain_blocks ? hints(blocked) : skipped('fetch_hint', 'explain_blocks is off'),
      ...forward,
    ];
  } finally {
    await live.close();
  }
}

function skipped(name: string, detail: string): DiagnoseCheck {
  return { name, status: 'skip', detail };
}

function passes(name: string, { status, layer }: Answer): DiagnoseCheck {
  const detail = layer === undefined ? `answered ${status}` : `answered ${status}, blocked by layer ${layer}`;
  return { name, status: status < 400 && layer === undefined ? 'pass' : 'fail', detail };
}

function blocks(name: string, { status, layer, receipt }: Answer): DiagnoseCheck {
  const blocked = status >= 400 && layer !== undefined;
  const proof = receipt === undefined ? 'no receipt' : 'with a receipt';
  const detail = blocked ? `answered ${status}, blocked by layer ${layer}, ${proof}` : `answered ${status}`;
  return { name, status: blocked ? 'pass' : 'fail', detail };
}

function hints({ hint }: Answer): DiagnoseCheck {
  const given = hint !== undefined && hint !== '';
  return { name: 'fetch_hint', status: given ? 'pass' : 'fail', detail: given ? 'a block is explained' : 'no hint' };
}

function rulesCheck(config: Config): DiagnoseCheck {
  const notes = reviewConfig(config);
  const detail = notes.map(({ path, message }) => `${path} ${message}`).join('; ');
  return {
    name: 'rules',
    status: notes.length === 0 ? 'pass' : 'fail',
    detail: detail === '' ? 'all rules are known' : detail,
  };
}
