// SPDX-License-Identifier: Apache-2.0
import { NONE, slotOf, type HashTable } from '../vocabulary.js';

/** A hash table that is being filled; values are not negative. */
export interface Filling {
  /** The value of a key; `value` when it is new. */
  put(key: number, value: number): number;
  table(): HashTable;
}

export function openFilling(slots: number): Filling {
  let keys = new Int32Array(slots);
  let values = new Int32Array(slots).fill(NONE);
  let count = 0;
  const put = (key: number, value: number): number => {
    const mask = keys.length - 1;
    let slot = slotOf(key, mask);
    while (values[slot] !== NONE) {
      if (keys[slot] === key) return values[slot] ?? NONE;
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
    if (++count * 2 > keys.length) grow();
    return value;
  };
  const grow = (): void => {
    const [oldKeys, oldValues] = [keys, values];
    keys = new Int32Array(oldKeys.length * 2);
    values = new Int32Array(oldKeys.length * 2).fill(NONE);
    count = 0;
    oldValues.forEach((value, slot) => {
      if (value !== NONE) put(oldKeys[slot] ?? 0, value);
    });
  };
  return { put, table: () => ({ mask: keys.length - 1, keys, values }) };
}
