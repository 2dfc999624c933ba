// SPDX-License-Identifier: Apache-2.0
import {
  parseDictionary,
  parseItem,
  parseList,
  serializeByteSequence,
  serializeDictionary,
  serializeList,
} from 'structured-headers';
import { utf8Encode } from '../../canonical/text.js';
import { componentName, plainComponent, targetOf, type ComponentValue, type SignedMessage } from './base.js';
import {
  combinedField,
  fieldFault,
  writeInnerList,
  writeItem,
  type BareItem,
  type InnerList,
  type Item,
} from './structured.js';

export type FieldType = 'dictionary' | 'list' | 'item';

/** Fields whose structured type is known, for the parameter `sf`. */
const KNOWN_TYPES: Readonly<Record<string, FieldType>> = {
  'accept-ch': 'list',
  'cache-status': 'list',
  'client-cert': 'item',
  'content-digest': 'dictionary',
  'pipelock-mediation': 'dictionary',
  priority: 'dictionary',
  'proxy-status': 'list',
  'repr-digest': 'dictionary',
  signature: 'dictionary',
  'signature-input': 'dictionary',
  'want-content-digest': 'dictionary',
};

/** Parameters that change how a component is read; any other is refused, since it would be signed and not honoured. */
const PARAMETERS: ReadonlySet<string> = new Set(['sf', 'key', 'bs', 'req', 'name']);

/**
 * Values of every component of RFC 9421 section 2 but trailers (`tr`). `request` is the request that a signed response
 * answers, for the parameter `req`; `types` names further structured fields. Each throws FormatError.
 */
export function rfc9421Components(
  request?: SignedMessage,
  types: Readonly<Record<string, FieldType>> = {},
): ComponentValue {
  return (component, message) => {
    const [, parameters] = component;
    for (const name of parameters.keys()) {
      if (!PARAMETERS.has(name)) throw fieldFault(`${componentName(component)}: unknown parameter ${name}`);
    }
    if (!parameters.has('req')) return valueIn(component, message, types);
    if (request === undefined || message.status === undefined) {
      throw fieldFault('req: only a response refers to the request it answers');
    }
    return valueIn(component, request, types);
  };
}

function valueIn(component: Item, message: SignedMessage, types: Readonly<Record<string, FieldType>>): string {
  const name = componentName(component);
  const parameters = new Map([...component[1]].filter(([key]) => key !== 'req'));
  const has = (key: string): boolean => parameters.has(key);
  if (has('name') !== (name === '@query-param'))
    throw fieldFault(`${name}: name belongs to @query-param, and to it only`);
  if (!name.startsWith('@') && parameters.size > 0) return fieldValue(name, parameters, message, types);
  if (has('sf') || has('key') || has('bs')) throw fieldFault(`${name}: sf, key and bs are for fields`);
  switch (name) {
    case '@scheme':
      return targetOf(message).protocol.slice(0, -1);
    case '@request-target':
      return requestTarget(message);
    case '@path':
      return rawTarget(message).path;
    case '@query':
      return rawTarget(message).query;
    case '@query-param':
      return queryParameter(parameters.get('name'), message);
    case '@status':
      if (message.status === undefined) throw fieldFault('@status: the message is not a response');
      return String(message.status);
    default:
      return plainComponent([name, new Map<string, BareItem>()], message);
  }
}

/** Path and query as they stand in the target URI: the signature covers the text, not its normal form. */
function rawTarget(message: SignedMessage): { readonly path: string; readonly query: string } {
  targetOf(message);
  const [, path = '', query] = /^[^:]+:\/\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(message.targetUri ?? '') ?? [];
  return { path: path === '' ? '/' : path, query: query ?? '?' };
}

function requestTarget(message: SignedMessage): string {
  if (message.method === 'CONNECT') return targetOf(message).host;
  const { path, query } = rawTarget(message);
  return query === '?' && !(message.targetUri ?? '').includes('?') ? path : path + query;
}

/** Form encoding as RFC 9421 section 2.2.8 wants it: everything but letters, digits and `*-._` in percent form. */
function formEncode(text: string): string {
  let out = '';
  for (const byte of utf8Encode(text)) {
    const char = String.fromCharCode(byte);
    out += /[A-Za-z0-9*\-._]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function queryParameter(name: unknown, message: SignedMessage): string {
  const values = [...new URLSearchParams(rawTarget(message).query)].filter(([key]) => formEncode(key) === name);
  const [first, ...more] = values;
  if (first === undefined || more.length > 0)
    throw fieldFault('@query-param: exactly one parameter of that name is expected');
  return formEncode(first[1]);
}

function fieldValue(
  name: string,
  parameters: Item[1],
  message: SignedMessage,
  types: Readonly<Record<string, FieldType>>,
): string {
  const value = combinedField(message.fields, name);
  if (value === undefined) throw fieldFault(`${name}: the message has no such component`);
  const member = parameters.get('key');
  if (parameters.has('bs')) {
    if (parameters.size > 1) throw fieldFault(`${name}: bs goes with neither sf nor key`);
    return message.fields
      .filter(([key]) => key === name)
      .map(([, line]) => serializeByteSequence(utf8Encode(line.trim())))
      .join(', ');
  }
  try {
    if (member === undefined) return reserialize(value, types[name] ?? KNOWN_TYPES[name]);
    const found = typeof member === 'string' ? parseDictionary(value).get(member) : undefined;
    if (found === undefined) throw fieldFault(`${name}: there is no such member`);
    return Array.isArray(found[0]) ? writeInnerList(found as InnerList) : writeItem(found);
  } catch (cause) {
    throw fieldFault(`${name}: not the structured field it is signed as`, cause);
  }
}

function reserialize(value: string, type: FieldType | undefined): string {
  if (type === 'dictionary') return serializeDictionary(parseDictionary(value));
  if (type === 'list') return serializeList(parseList(value));
  if (type === 'item') return writeItem(parseItem(value));
  throw fieldFault('the type of the field is not known');
}
