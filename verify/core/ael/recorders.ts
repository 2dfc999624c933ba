// SPDX-License-Identifier: Apache-2.0
import type { AelEvent } from '../../../evidence/model/ael/record.js';
import { unread, type AelArtifact, type RecorderEvidence } from './artifact.js';
import { failed, faultOutcome, PASS, unverifiable, type AelOutcome, type AelOutcomes } from './outcome.js';
import { standsAlone } from './records.js';

export function eventsOf({ records }: RecorderEvidence): readonly AelEvent[] {
  return records.flatMap(({ event }) => event ?? []);
}

/** The first entry of `left` that `right` lacks. */
export function missingFrom<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): T | undefined {
  return [...left].find((one) => !right.has(one));
}

function several(recorders: readonly RecorderEvidence[]): AelOutcome {
  if (recorders.length < 2) return failed('the run has one recorder');
  const weak = recorders.filter((recorder) => !standsAlone(recorder));
  // One whose key is not published may be sound; another that is not decides.
  const decided = weak.find(({ lines }) => lines.every(({ state }) => state !== 'unknown_key'));
  const found = decided ?? weak[0];
  if (found === undefined) return PASS;
  const message = `${found.entry.file} does not stand alone as a contiguous, closed record with heartbeats`;
  return decided === undefined ? unverifiable(`${message}: its key is not published`) : failed(message);
}

function keysFault(recorders: readonly RecorderEvidence[]): string | undefined {
  const owners = new Map<string, string>();
  for (const { entry, signers } of recorders) {
    if (signers.length > 1) return `${entry.file} is signed by several keys`;
    for (const signer of signers) {
      // An empty declaration declares nothing.
      const declared = entry.key ?? '';
      if (declared !== '' && declared !== signer) return `${entry.file}: the manifest declares another key`;
      const owner = owners.get(signer);
      if (owner !== undefined) return `recorders ${owner} and ${entry.id} sign with one key`;
      owners.set(signer, entry.id);
    }
  }
  return undefined;
}

function separateKeys(recorders: readonly RecorderEvidence[]): AelOutcome {
  const fault = keysFault(recorders);
  if (fault !== undefined) return failed(fault);
  if (recorders.length < 2) return unverifiable('there is no second recorder to compare with');
  return recorders.every(({ signers }) => signers.length === 1) ? PASS : unverifiable('a recorder has no verified key');
}

function crossAudit(recorders: readonly RecorderEvidence[], { manifest }: AelArtifact): AelOutcome {
  const { match = 'id' } = manifest.correspondence ?? {};
  const classes = new Set(manifest.correspondence?.classes);
  if (classes.size === 0) return unverifiable('no event classes are declared as covered by all recorders');
  if (match !== 'id') return unverifiable(`events cannot be matched by ${JSON.stringify(match)}`);
  if (recorders.length < 2) return unverifiable('there is no second recorder to compare with');
  const broken = unread(recorders);
  if (broken !== undefined) return broken;
  const covered = recorders.map(
    (recorder) => new Set(eventsOf(recorder).flatMap((event) => (classes.has(event.class) ? [event.id] : []))),
  );
  const all = new Set(covered.flatMap((ids) => [...ids]));
  const faults = recorders.flatMap(({ entry }, at) => {
    const id = missingFrom(all, covered[at] as ReadonlySet<string>);
    return id === undefined ? [] : [`event ${id} is not recorded by ${entry.id}`];
  });
  return faultOutcome(faults[0]);
}

/** Checks k to m: several recorders that can be held against each other. */
export function checkRecorders(recorders: readonly RecorderEvidence[], artifact: AelArtifact): AelOutcomes {
  return { k: several(recorders), l: separateKeys(recorders), m: crossAudit(recorders, artifact) };
}

/** Whether a declared key is none of those that the recorders signed with. Whether it signed is for other checks. */
export function isIndependent(key: string | undefined, recorders: readonly RecorderEvidence[], role: string) {
  if (key === undefined) return unverifiable(`no ${role} is declared`);
  if (key === '') return failed(`the ${role} key is not named`);
  const owner = recorders.find(({ signers }) => signers.includes(key));
  return faultOutcome(owner && `the ${role} key is also the key of recorder ${owner.entry.id}`);
}
