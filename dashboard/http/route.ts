// SPDX-License-Identifier: Apache-2.0

/** What a path asks for. Names in it are looked up in lists of what is there; none becomes a path of the file system. */
export type Route =
  | { readonly page: 'overview' | 'assessments' | 'controls' }
  | { readonly page: 'run'; readonly session: string }
  | { readonly page: 'receipt' | 'receipt_file' | 'receipt_proof'; readonly session: string; readonly number: number }
  | {
      readonly page: 'assessment' | 'report' | 'report_file' | 'bundle' | 'pointer';
      readonly assessment: string;
    };

const RECEIPT_FILES = { 'receipt.json': 'receipt_file', 'log-proof.json': 'receipt_proof' } as const;
const ASSESSMENT_FILES = {
  'report.html': 'report',
  'report-file': 'report_file',
  'bundle.tar.gz': 'bundle',
  evidence: 'pointer',
} as const;
const PAGES = { '': 'overview', assessments: 'assessments', controls: 'controls' } as const;

function own<T extends object>(table: T, name: string): T[keyof T] | undefined {
  return Object.hasOwn(table, name) ? table[name as keyof T] : undefined;
}

function decodeParts(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function routeOfRun([session = '', list, number = '', file, ...more]: readonly string[]): Route | undefined {
  if (list === undefined) return { page: 'run', session };
  if (list !== 'receipts' || !/^(?:0|[1-9]\d{0,9})$/.test(number) || more.length > 0) return undefined;
  const page = file === undefined ? 'receipt' : own(RECEIPT_FILES, file);
  return page === undefined ? undefined : { page, session, number: Number(number) };
}

/** Reads a path as it stood in the request, percent signs and all; undefined for one that leads nowhere. */
export function routeOf(pathname: string): Route | undefined {
  const parts = decodeParts(pathname.slice(1));
  if (parts === undefined || parts.some((part) => part.includes('\0'))) return undefined;
  const [first = '', second, third, ...more] = parts;
  if (second === undefined) {
    const page = own(PAGES, first);
    return page === undefined ? undefined : { page };
  }
  if (second === '') return undefined;
  if (first === 'runs') return routeOfRun(parts.slice(1));
  if (first !== 'assessments' || more.length > 0) return undefined;
  const page = third === undefined ? 'assessment' : own(ASSESSMENT_FILES, third);
  return page === undefined ? undefined : { page, assessment: second };
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** An address of this dashboard, every part of it escaped. */
export function href(parts: readonly (string | number)[], query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const path = `/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}
