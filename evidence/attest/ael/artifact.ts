// SPDX-License-Identifier: Apache-2.0
import { canonicalizeJcsValue } from '../../canonical/jcs.js';
import type { JsonValue } from '../../canonical/json-reader.js';
import type { AelAnchors } from '../../model/ael/anchors.js';
import type { AelManifest } from '../../model/ael/manifest.js';
import type { AelLine } from './recorder.js';

/** The lines of one recorder of one run. */
export interface AelRecorderLines {
  readonly run: string;
  readonly id: string;
  /** Fingerprint of its key. */
  readonly key: string;
  readonly lines: readonly Pick<AelLine, 'text'>[];
}

/** What a transparency log gave for the records: tree head and proofs as data, and the fingerprint of its key. */
export interface AelAnchorage {
  readonly logKey: string;
  readonly anchors: AelAnchors;
}

export interface AelCounterparty {
  readonly key: string;
  readonly flows: readonly string[];
  readonly lines: readonly string[];
}

export interface AelArtifactParts {
  readonly recorders: readonly AelRecorderLines[];
  /** Canonical policy documents by their hash. */
  readonly policies?: ReadonlyMap<string, string>;
  /** Operator declarations. Nothing proves them. */
  readonly declared: Pick<AelManifest, 'coverage' | 'custody' | 'retention'>;
  /** Event classes that all recorders of a run see. */
  readonly classes?: readonly string[];
  readonly anchors?: AelAnchorage;
  readonly counterparty?: AelCounterparty;
}

/** Files of an artifact by path, in the order in which they are to be written: the manifest last. */
export type AelFiles = ReadonlyMap<string, string>;

function canonicalize(value: object): string {
  return canonicalizeJcsValue(value as JsonValue, 'ael');
}

function asLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Lays out an artifact. The manifest claims no level: that is for whoever checks it to say. */
export function buildAelArtifact(parts: AelArtifactParts): AelFiles {
  const { recorders, policies = new Map<string, string>(), classes = [], anchors, counterparty } = parts;
  const files = new Map<string, string>();
  const several = new Set(recorders.map(({ run }) => run)).size > 1;
  const fileOf = ({ run, id }: AelRecorderLines): string => `recorders/${several ? `${run}.` : ''}${id}.jsonl`;
  for (const recorder of recorders) files.set(fileOf(recorder), asLines(recorder.lines.map(({ text }) => text)));
  for (const [hash, text] of policies) files.set(`policy/${hash}.json`, text);
  if (anchors !== undefined) files.set('anchors.json', canonicalize(anchors.anchors));
  if (counterparty !== undefined) files.set('counterparty.jsonl', asLines(counterparty.lines));
  const manifest: AelManifest = {
    ael_format: 1,
    runs: [...new Set(recorders.map(({ run }) => run))],
    recorders: recorders.map((one) => ({ id: one.id, run: one.run, key: one.key, file: fileOf(one) })),
    ...parts.declared,
    ...(classes.length === 0 ? {} : { correspondence: { classes, match: 'id' } }),
    ...(anchors === undefined
      ? {}
      : { anchor: { log: anchors.anchors.log, log_key: anchors.logKey, file: 'anchors.json' } }),
    ...(counterparty === undefined
      ? {}
      : { counterparty: { file: 'counterparty.jsonl', flows: counterparty.flows, key: counterparty.key } }),
  };
  return files.set('manifest.json', canonicalize(manifest));
}
