// SPDX-License-Identifier: Apache-2.0
import type { Structure } from './pattern.js';
import { setSignature, SIGNATURE_WORDS, signatureBit, STRETCH } from './signature.js';

/** Structures under construction, as parallel lists. */
export interface Flat {
  readonly rowOf: number[];
  readonly stepFrom: number[];
  readonly anchorOf: number[];
  readonly withoutOf: number[];
  readonly notBeforeOf: number[];
  readonly structures: Structure[];
  readonly stepSet: number[];
  readonly stepGap: number[];
  readonly stepFlags: number[];
}

/** Structures by the entries from which their search starts. */
export function packAnchors(flat: Flat, members: readonly ReadonlySet<number>[], entryCount: number) {
  const lists: number[][] = Array.from({ length: entryCount }, () => []);
  flat.rowOf.forEach((_row, structure) => {
    const step = (flat.stepFrom[structure] ?? 0) + (flat.anchorOf[structure] ?? 0);
    for (const entry of members[flat.stepSet[step] ?? 0] ?? []) lists[entry]?.push(structure);
  });
  const anchoredFrom = new Int32Array(entryCount + 1);
  lists.forEach((list, entry) => (anchoredFrom[entry + 1] = (anchoredFrom[entry] ?? 0) + list.length));
  return { anchoredFrom, anchored: Int32Array.from(lists.flat()) };
}

/** Entries to a language, roughly. */
const LANGUAGE_SHIFT = 10;

/** The bit of each set that some structure needs beside its anchor. */
function numberNeeds(
  flat: Flat,
  members: readonly ReadonlySet<number>[],
  isForeign: (entry: number) => boolean,
): ReadonlyMap<number, number> {
  const bits = new Map<number, number>();
  let english = 0;
  flat.structures.forEach(({ steps }, structure) => {
    steps.forEach((_step, index) => {
      const set = flat.stepSet[(flat.stepFrom[structure] ?? 0) + index] ?? 0;
      if (index === flat.anchorOf[structure] || bits.has(set)) return;
      const foreign = [...(members[set] ?? [])].find(isForeign);
      bits.set(
        set,
        signatureBit(
          foreign === undefined ? english++ : 0,
          foreign === undefined ? undefined : foreign >>> LANGUAGE_SHIFT,
        ),
      );
    });
  });
  return bits;
}

/** Structures that may reach beyond a window ask for nothing: they are tried wherever their anchor stands. */
export function packSignatures(
  flat: Flat,
  members: readonly ReadonlySet<number>[],
  entryCount: number,
  anchored: Int32Array,
  isForeign: (entry: number) => boolean,
) {
  const bits = numberNeeds(flat, members, isForeign);
  const structureSignatures = new Int32Array(flat.rowOf.length * SIGNATURE_WORDS);
  const entrySignatures = new Int32Array(entryCount * SIGNATURE_WORDS);
  flat.structures.forEach(({ steps }, structure) => {
    const span = steps.reduce((sum, step) => sum + step.gap + 2, 0);
    if (span > STRETCH) return;
    const from = flat.stepFrom[structure] ?? 0;
    steps.forEach((_step, index) => {
      if (index !== flat.anchorOf[structure])
        setSignature(structureSignatures, structure, bits.get(flat.stepSet[from + index] ?? 0) ?? 0);
    });
  });
  for (const [set, bit] of bits) for (const entry of members[set] ?? []) setSignature(entrySignatures, entry, bit);
  const anchoredSignatures = new Int32Array(anchored.length * SIGNATURE_WORDS);
  anchored.forEach((structure, index) => {
    const own = structureSignatures.subarray(structure * SIGNATURE_WORDS, (structure + 1) * SIGNATURE_WORDS);
    anchoredSignatures.set(own, index * SIGNATURE_WORDS);
  });
  return { anchoredSignatures, entrySignatures };
}
