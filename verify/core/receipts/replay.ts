// SPDX-License-Identifier: Apache-2.0

/** Remembers the most recent action ids: as many as `size`; the oldest is forgotten first. */
export function createReplayWindow(size: number) {
  // A Set keeps insertion order, so the first key is always the oldest.
  const ids = new Set<string>();
  return {
    /** True when this id was seen among the last `size` ones. */
    seen: (id: string): boolean => {
      if (ids.has(id)) return true;
      ids.add(id);
      const [oldest = id] = ids;
      if (ids.size > size) ids.delete(oldest);
      return false;
    },
  };
}
