// SPDX-License-Identifier: Apache-2.0

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Which headers are searched, as the configuration says it. */
export interface HeaderOptions {
  readonly scan_headers: boolean;
  readonly header_mode: 'sensitive' | 'all';
  readonly sensitive_headers: readonly string[];
  readonly ignore_headers: readonly string[];
}

/** Chooses the headers to search. Names in the list are lower case. */
export type HeaderFilter = (headers: HeaderList) => HeaderList;

export function compileHeaderFilter(options: HeaderOptions): HeaderFilter {
  if (!options.scan_headers) return () => [];
  const lower = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));
  if (options.header_mode === 'all') {
    const ignored = lower(options.ignore_headers);
    return (headers) => headers.filter(([name]) => !ignored.has(name));
  }
  const sensitive = lower(options.sensitive_headers);
  return (headers) => headers.filter(([name]) => sensitive.has(name));
}

/** The value of the first header of a name, or an empty text. */
export function headerValue(headers: HeaderList, name: string): string {
  return headers.find(([known]) => known === name)?.[1] ?? '';
}

/** So many fields are compared each with each faster than they are put into a map. */
const FEW = 24;

/** Whether no name stands twice; false also where that would take long to find out. Allocates nothing. */
function namesDiffer(headers: HeaderList): boolean {
  if (headers.length > FEW) return false;
  for (let i = 1; i < headers.length; i++) {
    const name = headers[i]?.[0];
    for (let before = 0; before < i; before++) if (headers[before]?.[0] === name) return false;
  }
  return true;
}

/** Fields of one name as the one field that they are, list by list (RFC 9110 section 5.3), where the first one stands. */
export function joinFields(headers: HeaderList): HeaderList {
  if (namesDiffer(headers)) return headers;
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return values.size === headers.length ? headers : [...values];
}
