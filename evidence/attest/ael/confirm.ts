// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import { parseAelManifest, type AelManifest } from '../../model/ael/manifest.js';
import { UsageError } from '../../model/errors.js';
import type { Signer } from '../../sign/signer.js';
import type { AelFiles } from './artifact.js';
import { signAelStatement } from './recorder.js';
import { readRecords, signedLinesOf, type AelSource } from './source.js';

export const STATEMENTS_FILE = 'counterparty.jsonl';

/** What a counterparty says about one flow of a run. */
export interface Confirmation {
  readonly run: string;
  /** An event class. */
  readonly flow: string;
  /** The run's cp_nonce. */
  readonly nonce: string;
  /** Ids of the events it received; none says that it received nothing. */
  readonly events: readonly string[];
}

/** The signed lines of a confirmation: one for each event, or one that there was none. */
export function confirmFlow({ run, flow, nonce, events }: Confirmation, signer: Signer): Promise<readonly string[]> {
  const statement = { run, flow, nonce };
  const said = events.map((id) => ({ ...statement, received: { event_id: id } }));
  const all = said.length === 0 ? [{ ...statement, none: true }] : said;
  return Promise.all(all.map((one) => signAelStatement(one, signer)));
}

/** A file of statements with more of them. The same one again changes nothing. */
export function addStatements(existing: Uint8Array, lines: readonly string[]): string {
  return [...new Set([...signedLinesOf(existing), ...lines])].map((line) => `${line}\n`).join('');
}

function assertFits(source: AelSource, manifest: AelManifest, { run, nonce }: Confirmation, key: string): void {
  if (!manifest.runs.includes(run)) {
    throw new UsageError(`${source.name}: no run ${run} is here, only ${manifest.runs.join(', ')}`);
  }
  const records = readRecords(source, manifest).map(({ record }) => record);
  if (records.some((record) => record.key === key)) {
    throw new UsageError("the counterparty needs a key of its own; this one is a recorder's");
  }
  const opens = records.filter((record) => record.type === 'open' && record.run === run);
  if (opens.length === 0 || opens.some((open) => open.cp_nonce !== nonce)) {
    throw new UsageError(`${source.name}: the recorders of run ${run} did not open with the nonce ${nonce}`);
  }
  const declared = manifest.counterparty?.key ?? key;
  if (declared !== key) throw new UsageError(`${source.name}: it has a counterparty already, whose key is ${declared}`);
}

/**
 * Puts a counterparty's lines into an artifact and declares the flow. Gives the files that change, in the order in
 * which they are to be written.
 * @throws UsageError when the run is another one: its name, its nonce, its counterparty
 */
export function withStatements(
  source: AelSource,
  confirmation: Confirmation,
  lines: readonly string[],
  key: string,
): AelFiles {
  const manifest = parseAelManifest(source.manifest);
  assertFits(source, manifest, confirmation, key);
  const old = manifest.counterparty;
  const existing = old !== undefined && source.has(old.file) ? source.file(old.file) : new Uint8Array(0);
  const flows = [...new Set([...(old?.flows ?? []), confirmation.flow])].sort();
  const changed: AelManifest = { ...manifest, counterparty: { file: STATEMENTS_FILE, flows, key } };
  return new Map([
    [STATEMENTS_FILE, addStatements(existing, lines)],
    ['manifest.json', canonicalizeJcsValue(changed, 'ael')],
  ]);
}
