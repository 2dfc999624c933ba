// SPDX-License-Identifier: Apache-2.0
import { isFileFault, readBundleFile } from '../../assess/bundle-files.js';
import { parseStrictJson, toPlain } from '../../evidence/canonical/json-reader.js';
import { messageOf } from '../../evidence/model/errors.js';
import { parseShardName } from '../../evidence/store/names.js';
import { checkLine, openLine, type OpenedLine } from '../evidence/receipt.js';
import { href } from '../http/route.js';
import { flatten, listOf, recordOf, textOf, type Field } from '../untyped.js';
import { controlsPointingAt } from './controls.js';
import { assessmentStatus, checkName, checkStatus, NOT_FOUND, PATIENCE_MS, type Page, type Sources } from './page.js';

interface Asked {
  readonly kind: string;
  readonly file: string;
  readonly ref: string;
  readonly hash: string;
}

const MAX_DEPTH = 6;

/** The record that a reference names: by its name, key or session, or a server by its client and name. */
function findNamed(value: unknown, ref: string, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  const record = recordOf(value);
  const server = `${textOf(record['client'])}/${textOf(record['server_name'])}`;
  const names = [record['name'], record['key'], record['session'], server];
  if (names.some((name) => name === ref)) return value;
  for (const member of Array.isArray(value) ? listOf(value) : Object.values(record)) {
    const found = findNamed(member, ref, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** JSON values of a file: one, or one a line. */
function valuesOf(text: string, file: string): readonly unknown[] {
  const lines = file.endsWith('.jsonl') ? text.split('\n').filter((line) => line !== '') : [text];
  return lines.map((line) => toPlain(parseStrictJson(line)));
}

function receiptLine(text: string, { ref, hash }: Asked): OpenedLine | undefined {
  for (const line of text.split('\n')) {
    if (!line.includes(ref) || !line.includes('action_receipt')) continue;
    const opened = openLine(line);
    if (typeof opened === 'string' || opened.parsed.receipt.action_record.action_id !== ref) continue;
    if (hash === '' || opened.entryHash === hash) return opened;
  }
  return undefined;
}

interface Shown {
  readonly fields: readonly Field[];
  readonly line?: string;
  readonly checks?: readonly unknown[];
  readonly opened?: OpenedLine;
}

async function shownRecord(sources: Sources, text: string, asked: Asked): Promise<Shown | undefined> {
  if (asked.kind === 'receipt') {
    const opened = receiptLine(text, asked);
    if (opened === undefined) return undefined;
    // The receipt before is not looked for here: the page of its run does that.
    const checks = await checkLine(opened, 'see the page of its run', sources.evidence.trust);
    const fields = flatten(toPlain(parseStrictJson(opened.receiptText)));
    return {
      fields,
      line: opened.line,
      opened,
      checks: checks.map((one) => ({ ...one, code: checkName(one.code), ...checkStatus(one.status) })),
    };
  }
  if (asked.kind === 'run') return { fields: [{ name: 'session', value: asked.ref }] };
  for (const value of valuesOf(text, asked.file)) {
    const found = findNamed(value, asked.ref);
    if (found !== undefined) return { fields: flatten(found) };
  }
  return undefined;
}

/** The page of the same run or receipt in the evidence folder, where it is there as well. */
async function linkIntoEvidence({ evidence }: Sources, asked: Asked): Promise<string | undefined> {
  if (asked.kind !== 'receipt' && asked.kind !== 'run') return undefined;
  const shard = parseShardName(asked.file.split('/').at(-1) ?? '');
  const run = shard === undefined ? undefined : await evidence.run(shard.session).catch(() => undefined);
  if (run === undefined || shard === undefined) return undefined;
  if (asked.kind === 'run') return href(['runs', run.session]);
  const index = await evidence.index(run, PATIENCE_MS);
  for (const number of index.inShard(shard.name)) {
    try {
      const line = evidence.line(index, number) ?? '';
      const isThis = line.includes(JSON.stringify(asked.ref)) && (asked.hash === '' || line.includes(asked.hash));
      if (isThis) return href(['runs', run.session, 'receipts', number]);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** What a control points at, as it stands in the bundle. */
export async function pointerPage(sources: Sources, id: string, query: URLSearchParams): Promise<Page> {
  const judged = await sources.assessments.find(id);
  if (judged === undefined) return NOT_FOUND;
  const ask = (name: string): string => query.get(name) ?? '';
  const asked: Asked = { kind: ask('kind'), file: ask('file'), ref: ask('ref'), hash: ask('hash') };
  const bytes = readBundleFile(judged.dir, asked.file);
  let shown: Shown | undefined;
  let fault = '';
  try {
    if (isFileFault(bytes)) fault = `${asked.file}: ${bytes.fault}`;
    else shown = await shownRecord(sources, bytes.toString('utf8'), asked);
  } catch (error) {
    fault = messageOf(error);
  }
  if (shown === undefined && fault === '') fault = 'the file holds no such record';
  const { opened, ...rest } = shown ?? { fields: [] };
  return {
    status: shown === undefined ? 404 : 200,
    template: 'pointer',
    title: `Evidence: ${asked.kind} ${asked.ref}`,
    section: 'controls',
    view: {
      ...asked,
      ...rest,
      fault,
      marks: { notFound: { state: 'no', word: 'Not found' } },
      assessment: { name: judged.name, href: href(['assessments', id]), status: assessmentStatus(judged) },
      inEvidence: await linkIntoEvidence(sources, asked),
      controls: opened === undefined ? [] : await controlsPointingAt(sources, asked.ref, opened.entryHash),
    },
  };
}
