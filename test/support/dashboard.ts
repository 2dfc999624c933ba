// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from 'ava';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finalizeAssessment } from '../../assess/finalize.js';
import { initAssessment } from '../../assess/init.js';
import { runAssessment } from '../../assess/run.js';
import { assessmentOutputs } from '../../cli/assess/outputs.js';
import { startDashboard, type Dashboard, type DashboardOptions } from '../../dashboard/server.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { createNodeSigner, generateKeyPair } from '../../evidence/crypto/node/signer.js';
import type { Framework } from '../../mappings/control.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { projectFile } from './cli.js';
import { sampleProbes } from './sample-assessment.js';

const EXAMPLE = projectFile('docs/formats/example');
export const EXAMPLE_KEY = parsePublicKeyText(readFileSync(join(EXAMPLE, 'signer.pub'), 'utf8'));
export const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}}\u202e';

const FRAMEWORK: Framework = {
  id: 'sample',
  name: `Sample ${HOSTILE}`,
  version: '1',
  mappingVersion: 1,
  url: 'https://example.org/',
  controls: [
    {
      id: 'S1',
      name: 'Blocks are recorded',
      shownBy: 'Signed receipts of blocked actions.',
      queries: [
        { about: 'receipts', verdicts: ['block'] },
        { about: 'runs', property: 'verified' },
      ],
      cannotShow: 'That nothing went around the firewall.',
    },
    {
      id: `S2 ${HOSTILE}`,
      name: HOSTILE,
      shownBy: HOSTILE,
      queries: [
        { about: 'check', name: 'config_valid' },
        { about: 'scenarios', category: 'DLP Exfiltration' },
        { about: 'servers' },
      ],
      cannotShow: HOSTILE,
    },
    { id: 'S3', name: 'Nothing asked', shownBy: '', queries: [], cannotShow: 'Everything.' },
  ],
};

export interface Workspace {
  readonly root: string;
  /** A copy of the documented example: one run, closed and sealed. */
  readonly evidence: string;
  readonly assessments: string;
  readonly assessment: string;
  readonly assessorKey: string;
}

/** A folder of evidence and a finalized assessment of it. */
export async function makeWorkspace(t: ExecutionContext): Promise<Workspace> {
  const root = mkdtempSync(join(tmpdir(), 'pipelock-dashboard-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const evidence = join(root, 'evidence');
  const assessments = join(root, 'assessments');
  mkdirSync(evidence);
  mkdirSync(assessments);
  cpSync(EXAMPLE, evidence, { recursive: true });
  const { privateKey, publicKeyHex } = generateKeyPair();
  const signer = createNodeSigner(privateKey, 'same_uid');
  const now = '2026-11-26T00:00:00Z';
  const dir = initAssessment({ outputDir: join(assessments, 'assessment-one'), version: '0.1.0', now });
  const recorded = { dir: evidence, keys: [EXAMPLE_KEY] };
  const common = { dir, signer, now, frameworks: [FRAMEWORK], outputs: assessmentOutputs(false) };
  await runAssessment({
    ...common,
    probes: sampleProbes,
    skip: [],
    force: false,
    now: () => now,
    settings: [],
    recorded,
  });
  await finalizeAssessment({ ...common, allowPartial: false, attestation: false });
  return { root, evidence, assessments, assessment: dir, assessorKey: publicKeyHex };
}

export async function startTestDashboard(
  t: ExecutionContext,
  { evidence, assessments, assessorKey }: Workspace,
  more: Partial<DashboardOptions> = {},
): Promise<Dashboard> {
  const dashboard = await startDashboard({
    host: '127.0.0.1',
    port: 0,
    evidenceDir: evidence,
    trust: createTrustRoot({ keys: [EXAMPLE_KEY] }),
    assessments: [{ folder: assessments, prefix: '' }],
    assessorKeys: [assessorKey],
    version: '0.0.0-test',
    now: () => '2026-11-26T00:00:00Z',
    ...more,
  });
  t.teardown(() => dashboard.close());
  return dashboard;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** One request with the target exactly as given. */
export function ask(port: number, target: string, { method = 'GET', headers = {} }: Asking = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: target, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString('utf8'), bytes });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Goes in with the token and gives what asks with the cookie from there on. */
export async function enter({ url, port }: Dashboard): Promise<(target: string, asking?: Asking) => Promise<Got>> {
  const { pathname, search } = new URL(url);
  const entrance = await ask(port, `${pathname}${search}`);
  const [cookie = ''] = String(entrance.headers['set-cookie']).split(';');
  return (target, asking = {}) => ask(port, target, { ...asking, headers: { cookie, ...asking.headers } });
}

/** Targets of the links of a page, as a browser reads them. */
export function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, target = '']) =>
    target.replace(/&(?:#x?[0-9a-f]+|[a-z]+);/gi, (entity) =>
      entity === '&amp;' ? '&' : entity === '&#x3D;' ? '=' : entity,
    ),
  );
}
