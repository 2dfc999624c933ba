// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../model/errors.js';
import { parseAelAnchors } from '../../model/ael/anchors.js';
import { parseAelManifest, type AelManifest } from '../../model/ael/manifest.js';
import { parseSignedLine } from '../../model/ael/record.js';
import { isObject, parseCanonical } from '../../model/ael/shape.js';
import {
  buildAelArtifact,
  type AelAnchorage,
  type AelArtifactParts,
  type AelCounterparty,
  type AelFiles,
  type AelRecorderLines,
} from './artifact.js';
import { signedLinesOf, type AelSource } from './source.js';

/** Classes of the events in signed lines. Nothing is verified here: that is for whoever checks the result. */
export function classesOf(lines: readonly string[]): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const line of lines) {
    try {
      const value = parseCanonical(parseSignedLine(line).payload);
      const event = isObject(value) ? value['event'] : undefined;
      const name = event !== undefined && isObject(event) ? event['class'] : undefined;
      if (typeof name === 'string') classes.add(name);
    } catch {
      // A broken line has no class; the check of the artifact will name it.
    }
  }
  return classes;
}

type JoinedSource = Omit<AelSource, 'has'>;

interface Gathered {
  readonly recorders: AelRecorderLines[];
  readonly policies: Map<string, string>;
  anchors?: AelAnchorage;
  counterparty?: AelCounterparty;
}

function gather(gathered: Gathered, source: JoinedSource): void {
  const manifest: AelManifest = parseAelManifest(source.manifest);
  for (const { id, run, key = '', file } of manifest.recorders) {
    if (gathered.recorders.some((other) => other.id === id && other.run === run)) {
      throw new UsageError(`${source.name}: recorder ${id} of run ${run} comes twice; give each a name of its own`);
    }
    const lines = signedLinesOf(source.file(file)).map((text) => ({ text }));
    gathered.recorders.push({ id, run, key, lines });
  }
  for (const [hash, text] of source.policies) gathered.policies.set(hash, text);
  const { anchor, counterparty } = manifest;
  if ((anchor !== undefined && gathered.anchors) || (counterparty !== undefined && gathered.counterparty)) {
    throw new UsageError(`${source.name}: only one of the artifacts may have anchors, and only one a counterparty`);
  }
  if (anchor !== undefined) {
    gathered.anchors = { logKey: anchor.log_key, anchors: parseAelAnchors(source.file(anchor.file)) };
  }
  if (counterparty !== undefined) {
    const { key, flows, file } = counterparty;
    gathered.counterparty = { key, flows, lines: signedLinesOf(source.file(file)) };
  }
}

/**
 * Puts recorders of several artifacts into one, line for line as they were signed. `classes` are the event classes that
 * all of them are declared to see; `counterparty` is what the other side handed in.
 * @throws UsageError when two of them cannot be told apart
 */
export function joinAelArtifacts(
  sources: readonly JoinedSource[],
  declared: AelArtifactParts['declared'],
  classes: (recorders: readonly AelRecorderLines[]) => readonly string[],
  counterparty?: AelCounterparty,
): AelFiles {
  const gathered: Gathered = { recorders: [], policies: new Map(), ...(counterparty && { counterparty }) };
  for (const source of sources) gather(gathered, source);
  return buildAelArtifact({ ...gathered, declared, classes: classes(gathered.recorders) });
}
