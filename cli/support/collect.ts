// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shareableConfig } from '../../enforce/config/shareable.js';
import type { Config } from '../../enforce/config/schema.js';
import type { ProductPaths } from '../../enforce/runtime/paths.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { ConfigError, messageOf } from '../../evidence/model/errors.js';
import { createTrustRoot } from '../../verify/core/trust/trust.js';
import { verifyPath } from '../../verify/node/verify-path.js';
import { loadConfigFile } from '../load-config.js';
import { productVersion } from '../product.js';
import { fetchHealth, healthUrl } from '../proxy-health.js';
import { readLogTail } from './log-lines.js';

export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

export interface SupportOptions {
  readonly config: string | undefined;
  readonly paths: ProductPaths;
  readonly logs: boolean;
  readonly logFile: string | undefined;
  readonly addr: string | undefined;
  readonly scrub: (text: string) => string;
}

const README = [
  'What this archive holds: the version and the platform; the configuration with switches, numbers and words of fixed',
  'lists only; names and modes of key files, never a content; what the proxy says of its health; the last lines of the',
  'log with codes, numbers and hosts only; how the verification of the recorded evidence came out, without targets.',
  'It is not signed. Look into it before you send it: tar -xzf FILE',
  '',
].join('\n');

/** Everything that goes into a support bundle. A part that cannot be had says why; it does not stop the others. */
export async function collectSupport(options: SupportOptions): Promise<readonly BundleFile[]> {
  const { config, report } = describeConfig(options.config);
  const logFile = options.logFile ?? config?.logging.file ?? '';
  const dir =
    config === undefined || config.flight_recorder.dir === '' ? options.paths.evidenceDir : config.flight_recorder.dir;
  const files: BundleFile[] = [
    { name: 'README.txt', text: README },
    json('version.json', describePlatform()),
    json('config.json', report),
    json('keys.json', { keys: listKeys(options.paths.home) }),
    json('health.json', await describeHealth(options.addr ?? config?.fetch_proxy.listen ?? '')),
    json('evidence.json', await describeEvidence(dir, options.paths)),
  ];
  return options.logs ? [...files, ...describeLog(logFile, options.scrub)] : files;
}

function json(name: string, value: unknown): BundleFile {
  return { name, text: `${JSON.stringify(value, null, 2)}\n` };
}

function describePlatform(): object {
  const { platform, arch, version } = process;
  return { version: productVersion(), node: version, platform, arch, uid: process.getuid?.() === 0 ? 'root' : 'user' };
}

function describeConfig(path: string | undefined): { readonly config: Config | undefined; readonly report: object } {
  try {
    const { config, rawConfigHash } = loadConfigFile(path);
    return { config, report: { sha256: rawConfigHash, config: shareableConfig(config) } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Faults tell the kind of a value and not the value, but a key may be anything.
    const faults = error.faults.map(({ line, expected }) => ({ line, expected }));
    return { config: undefined, report: { refused: true, faults } };
  }
}

interface KeyRow {
  readonly path: string;
  readonly mode: string;
  readonly bytes: number;
  readonly kind: 'file' | 'link' | 'other';
}

const KEY_FOLDERS = ['keys', 'agents', 'trusted_keys'];
const MAX_KEYS = 1_000;

function listKeys(home: string): readonly KeyRow[] {
  const rows: KeyRow[] = [];
  const visit = (path: string, depth: number): void => {
    const stat = lstatSync(join(home, path), { throwIfNoEntry: false });
    if (stat === undefined || rows.length >= MAX_KEYS) return;
    if (stat.isDirectory()) {
      if (depth < 3) for (const name of readdirSync(join(home, path)).sort()) visit(`${path}/${name}`, depth + 1);
      return;
    }
    const kind = stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
    rows.push({ path, mode: (stat.mode & 0o777).toString(8).padStart(4, '0'), bytes: stat.size, kind });
  };
  for (const folder of KEY_FOLDERS) visit(folder, 0);
  return rows;
}

async function describeHealth(addr: string): Promise<object> {
  try {
    const { status, text } = await fetchHealth(healthUrl(addr));
    const report = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const plain = Object.entries(report).filter(([, value]) => typeof value === 'number' || typeof value === 'boolean');
    const words = ['status', 'version', 'mode'].flatMap((name) => {
      const value = report[name];
      return typeof value === 'string' && /^[\w.-]{1,40}$/.test(value) ? [[name, value] as const] : [];
    });
    return { reached: true, http_status: status, ...Object.fromEntries([...words, ...plain]) };
  } catch (error) {
    return { reached: false, problem: (error as NodeJS.ErrnoException).code ?? 'no answer that can be read' };
  }
}

async function describeEvidence(dir: string, { signingKey }: ProductPaths): Promise<object> {
  try {
    const keys = publicKeysAt(`${signingKey}.pub`);
    const outcome = await verifyPath(dir, { trust: createTrustRoot({ keys }) });
    if (outcome.kind !== 'directory') return { verdict: 'not_checked', problem: 'not an evidence folder' };
    const { verdict, chains, findings, checks, healthy } = outcome.result;
    return {
      verdict,
      healthy,
      pinned_keys: keys.length,
      runs: chains.map(({ verdict: run, facts, checks: all }) => ({
        verdict: run,
        receipts: facts.receiptCount,
        entries: facts.entryCount,
        failed: all.filter(({ status }) => status === 'fail').map(({ code }) => code),
      })),
      findings: findings.map(({ kind }) => kind),
      failed: checks.filter(({ status }) => status === 'fail').map(({ code }) => code),
    };
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    return { verdict: 'not_checked', problem: typeof code === 'string' ? code : 'cannot be read' };
  }
}

function publicKeysAt(path: string): readonly string[] {
  try {
    return [parsePublicKeyText(readFileSync(path, 'utf8'))];
  } catch {
    return [];
  }
}

function describeLog(path: string, scrub: (text: string) => string): readonly BundleFile[] {
  if (path === '') return [json('log.json', { problem: 'no log file is configured; name it with --log' })];
  try {
    const { lines, leftOut } = readLogTail(path, scrub);
    return [
      json('log.json', { lines: lines.length, left_out: leftOut }),
      { name: 'log.jsonl', text: lines.map((line) => `${line}\n`).join('') },
    ];
  } catch (error) {
    return [json('log.json', { problem: (error as NodeJS.ErrnoException).code ?? messageOf(error) })];
  }
}
