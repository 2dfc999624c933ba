// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../../evidence/model/errors.js';
import { parseStrictJson, rawSlice, type JsonNode } from '../../../evidence/canonical/json-reader.js';
import { SCAN_KINDS, type ScanKind, type ScanSubject } from '../../mediate/scan.types.js';

/** Why a request cannot be judged; wire values. */
export type ScanErrorCode = 'invalid_json' | 'invalid_kind' | 'kind_disabled' | 'invalid_input' | 'invalid_session_id';

export interface ScanContext {
  readonly requestId: string;
  readonly sessionId: string;
}

/** A request as read: what to judge, or why there is nothing. */
export type ParsedScan =
  | {
      readonly kind: 'subject';
      readonly subject: ScanSubject;
      readonly context: ScanContext;
      readonly includeEvidence: boolean;
    }
  /** The arguments are nested deeper than anybody can inspect: refused, not skipped. */
  | { readonly kind: 'too_deep' }
  | { readonly kind: 'fault'; readonly code: ScanErrorCode; readonly message: string; readonly scanKind: string };

export interface ScanLimits {
  /** Most bytes (UTF-8) of each field. */
  readonly fields: Readonly<Record<'url' | 'text' | 'content' | 'arguments', number>>;
  readonly kinds: Readonly<Record<ScanKind, boolean>>;
}

/** Names of the members of the request, by object. Anything else is refused: a misspelt field must not go unseen. */
const MEMBERS = {
  '': ['kind', 'input', 'context', 'options'],
  input: ['url', 'text', 'content', 'tool_name', 'arguments'],
  context: ['request_id', 'session_id', 'agent_name'],
  options: ['include_evidence'],
} as const;

const SESSION_ID = /^[\x21-\x7e]{0,128}$/;
const MAX_TOOL_NAME = 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

class ScanFault extends Error {
  readonly code: ScanErrorCode;
  readonly scanKind: string;

  constructor(code: ScanErrorCode, message: string, scanKind = '') {
    super(message);
    this.code = code;
    this.scanKind = scanKind;
  }
}

/** Reads the body of a scan request. Never throws; the bytes are untrusted. */
export function parseScan(bytes: Uint8Array, limits: ScanLimits): ParsedScan {
  try {
    return readScan(decode(bytes), limits);
  } catch (error) {
    if (error instanceof ScanFault) {
      return { kind: 'fault', code: error.code, message: error.message, scanKind: error.scanKind };
    }
    // Only the arguments hold JSON of any depth.
    if (error instanceof FormatError && error.code === 'json_depth' && error.path.startsWith('/input/arguments')) {
      return { kind: 'too_deep' };
    }
    const message = error instanceof FormatError ? error.message : 'the body is not JSON';
    return { kind: 'fault', code: 'invalid_json', message, scanKind: '' };
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ScanFault('invalid_json', 'the body is not UTF-8');
  }
}

function readScan(text: string, limits: ScanLimits): ParsedScan {
  const root = parseStrictJson(text);
  const top = membersOf(root, '');
  const kind = textOf(top.get('kind'), 'kind');
  if (!isKind(kind)) throw new ScanFault('invalid_kind', `kind is one of ${SCAN_KINDS.join(', ')}`);
  const input = membersOf(top.get('input'), 'input');
  const context = membersOf(top.get('context'), 'context');
  const options = membersOf(top.get('options'), 'options');
  if (!limits.kinds[kind]) throw new ScanFault('kind_disabled', `kind ${kind} is switched off`, kind);
  const sessionId = textOf(context.get('session_id'), 'context.session_id');
  if (!SESSION_ID.test(sessionId)) {
    throw new ScanFault('invalid_session_id', 'session_id holds at most 128 visible ASCII characters', kind);
  }
  textOf(context.get('agent_name'), 'context.agent_name');
  return {
    kind: 'subject',
    subject: subjectOf(kind, input, text, limits),
    context: { requestId: textOf(context.get('request_id'), 'context.request_id'), sessionId },
    includeEvidence: flagOf(options.get('include_evidence'), 'options.include_evidence'),
  };
}

function subjectOf(
  kind: ScanKind,
  input: ReadonlyMap<string, JsonNode>,
  text: string,
  { fields }: ScanLimits,
): ScanSubject {
  const required = (name: string, limit: number): string => {
    const value = textOf(input.get(name), `input.${name}`);
    if (value === '') throw new ScanFault('invalid_input', `input.${name} is missing`, kind);
    assertLength(value, `input.${name}`, limit, kind);
    return value;
  };
  if (kind === 'url') return { kind, url: required('url', fields.url) };
  if (kind === 'dlp') return { kind, text: required('text', fields.text) };
  if (kind === 'prompt_injection') return { kind, text: required('content', fields.content) };
  const tool = required('tool_name', MAX_TOOL_NAME);
  const node = input.get('arguments');
  const argumentsJson = node === undefined ? undefined : rawSlice(text, node);
  if (argumentsJson !== undefined) assertLength(argumentsJson, 'input.arguments', fields.arguments, kind);
  return { kind, tool, argumentsJson };
}

function assertLength(value: string, name: string, limit: number, kind: ScanKind): void {
  if (value.length <= limit && encoder.encode(value).length <= limit) return;
  throw new ScanFault('invalid_input', `${name} is longer than ${limit} bytes`, kind);
}

function isKind(text: string): text is ScanKind {
  return (SCAN_KINDS as readonly string[]).includes(text);
}

function membersOf(node: JsonNode | undefined, name: keyof typeof MEMBERS): ReadonlyMap<string, JsonNode> {
  if (node === undefined || (node.kind === 'null' && name !== '')) return new Map();
  if (node.kind !== 'object') throw new ScanFault('invalid_json', `${name === '' ? 'the body' : name} is no object`);
  return new Map(node.members.map(({ key, value }) => [knownMember(name, key), value]));
}

function knownMember(name: keyof typeof MEMBERS, key: string): string {
  const known: readonly string[] = MEMBERS[name];
  if (known.includes(key)) return key;
  const place = name === '' ? 'the body' : name;
  // Not which one: its name is the client's, and may be what must not be told again.
  throw new ScanFault('invalid_json', `unknown field in ${place}; known are ${known.join(', ')}`);
}

function textOf(node: JsonNode | undefined, name: string): string {
  if (node === undefined || node.kind === 'null') return '';
  if (node.kind !== 'string') throw new ScanFault('invalid_json', `${name} is no text`);
  return node.value;
}

function flagOf(node: JsonNode | undefined, name: string): boolean {
  if (node === undefined || node.kind === 'null') return false;
  if (node.kind !== 'boolean') throw new ScanFault('invalid_json', `${name} is not true or false`);
  return node.value;
}
