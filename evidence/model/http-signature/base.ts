// SPDX-License-Identifier: Apache-2.0
import {
  combinedField,
  fieldFault,
  writeInnerList,
  writeItem,
  type Fields,
  type InnerList,
  type Item,
} from './structured.js';

/** What a signature may cover of an HTTP message. */
export interface SignedMessage {
  /** As sent; names of methods are case-sensitive. */
  readonly method?: string;
  /** Absolute, as sent. A fragment is not part of it. */
  readonly targetUri?: string;
  /** Of a response. */
  readonly status?: number;
  readonly fields: Fields;
}

/** Gives the value of one covered component. Throws FormatError when the message has none. */
export type ComponentValue = (component: Item, message: SignedMessage) => string;

const LINE = /^[\t\x20-\x7e]*$/;

/** Name of a component. Throws FormatError when it is not text. */
export function componentName([name]: Item): string {
  if (typeof name !== 'string') throw fieldFault('a component name is quoted text');
  return name;
}

/** The target URI without its fragment, read as a URL. Throws FormatError. */
export function targetOf({ targetUri }: SignedMessage): URL {
  if (targetUri === undefined || !URL.canParse(targetUri)) throw fieldFault('the message has no absolute target URI');
  return new URL(targetUri);
}

/** The components that need no parameter and no knowledge of a field's type. Throws FormatError for any other. */
export const plainComponent: ComponentValue = (component, message) => {
  const name = componentName(component);
  if (component[1].size > 0) throw fieldFault(`${name}: parameters are not supported here`);
  if (name === '@method' && message.method !== undefined) return message.method;
  if (name === '@target-uri' && message.targetUri !== undefined) return message.targetUri.split('#', 1)[0] as string;
  if (name === '@authority') return targetOf(message).host;
  const value = name.startsWith('@') ? undefined : combinedField(message.fields, name);
  if (value === undefined) throw fieldFault(`${name}: the message has no such component`);
  return value;
};

/**
 * The signature base of RFC 9421 section 2.5, from components and parameters in the order given. Throws FormatError for
 * a component that stands twice, that the message lacks, or whose value is more than one line of ASCII.
 */
export function signatureBase(input: InnerList, message: SignedMessage, valueOf: ComponentValue): string {
  const lines = new Map<string, string>();
  for (const component of input[0]) {
    const name = writeItem(component);
    const value = valueOf(component, message);
    if (lines.has(name)) throw fieldFault(`${name} is covered twice`);
    if (!LINE.test(value)) throw fieldFault(`${name}: the value is not one line of ASCII`);
    lines.set(name, value);
  }
  lines.set('"@signature-params"', writeInnerList(input));
  return [...lines].map(([name, value]) => `${name}: ${value}`).join('\n');
}
