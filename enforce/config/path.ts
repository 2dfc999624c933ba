// SPDX-License-Identifier: Apache-2.0

const PLAIN = /^[A-Za-z0-9_-]+$/;
const SHOWN = 80;

/** Path of a member: `a.b`, or `a["x.y"]` when the name holds other characters. A long name is cut. */
export function keyPath(parent: string, name: string): string {
  const shown = name.length > SHOWN ? `${name.slice(0, SHOWN)}...` : name;
  if (!PLAIN.test(name)) return `${parent}[${JSON.stringify(shown)}]`;
  return parent === '' ? shown : `${parent}.${shown}`;
}

/** Path of a place given as member names and item numbers. */
export function pathOf(places: readonly PropertyKey[]): string {
  return places.reduce<string>(
    (path, place) => (typeof place === 'number' ? `${path}[${place}]` : keyPath(path, String(place))),
    '',
  );
}
