// SPDX-License-Identifier: Apache-2.0

/** Remembers the most recent action ids and says when one comes back. */
export interface ReplayWindow {
  /** True when this id was seen among the last `size` ones. */
  seen(id: string): boolean;
}

/** `size` is the number of ids remembered; the oldest is forgotten first. */
export function createReplayWindow(size: number): ReplayWindow {
  // A Set keeps insertion order, so the first key is always the oldest.
  const ids = new Set<string>();
  return {
    seen: (id) => {
      if (ids.has(id)) return true;
      ids.add(id);
      if (ids.size > size) {
        const oldest = ids.keys().next();
        if (oldest.done !== true) ids.delete(oldest.value);
      }
      return false;
    },
  };
}
