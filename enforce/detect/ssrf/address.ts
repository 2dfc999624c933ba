// SPDX-License-Identifier: Apache-2.0
import ipaddr from 'ipaddr.js';
import type { FactValue } from '../../../evidence/model/policy.js';
import { ADDRESS_CLASSES, CLOSED_CLASSES, METADATA_NAMES, RANGES, type AddressClass } from './ranges.table.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Cidr = readonly [Address, number];

const DOTTED = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/;

/** Whether a host, as the URL parser normalised it, is an address. */
export function isAddressLiteral(host: string): boolean {
  const last = host.charCodeAt(host.length - 1);
  if (last >= 0x30 && last <= 0x39 && DOTTED.test(host)) return true;
  return host.includes(':');
}

/** The more dangerous of two classes. */
export function worseClass(a: AddressClass, b: AddressClass): AddressClass {
  return ADDRESS_CLASSES.indexOf(a) <= ADDRESS_CLASSES.indexOf(b) ? a : b;
}

function parseCanonical(text: string): Address | undefined {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
}

/**
 * Reads an address in any spelling: dotted, decimal, hex, octal, fewer than four parts, a trailing dot, brackets, a
 * zone, percent-encoded or full-width digits. The URL parser knows them all; it is the one a client would use.
 */
function parseAddress(text: string): Address | undefined {
  const bare = text
    .trim()
    .replace(/^\[|\]$/g, '')
    .replace(/%(?:25)?[^:.]*$/, (zone) => (text.includes(':') ? '' : zone));
  const direct = parseCanonical(bare);
  if (direct !== undefined || bare.includes(':')) return direct;
  try {
    return parseCanonical(new URL(`http://${bare}/`).hostname.replace(/\.$/, ''));
  } catch {
    return undefined;
  }
}

function parseCidr(text: string): Cidr | undefined {
  return ipaddr.isValidCIDR(text) ? ipaddr.parseCIDR(text) : undefined;
}

function contains([network, bits]: Cidr, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

const TABLE: readonly (readonly [Cidr, AddressClass])[] = RANGES.flatMap(([cidr, kind]) => {
  const parsed = parseCidr(cidr);
  return parsed === undefined ? [] : [[parsed, kind] as const];
});

function ownClass(address: Address): AddressClass {
  const row = TABLE.find(([cidr]) => contains(cidr, address));
  if (row !== undefined) return row[1];
  return address.kind() === 'ipv4' ? 'public' : 'reserved';
}

function isZero(bytes: readonly number[], from: number, to: number): boolean {
  return bytes.slice(from, to).every((byte) => byte === 0);
}

/** Every IPv4 address an IPv6 address may carry to a translator or tunnel. */
function embeddedV4(bytes: readonly number[]): readonly (readonly number[])[] {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes;
  const last = bytes.slice(12);
  const start = (b0 << 8) | b1;
  const second = (b2 << 8) | b3;
  // Mapped (RFC 4291), translated (RFC 2765) and compatible forms.
  if (isZero(bytes, 0, 8)) return [last];
  if (start === 0x64 && second === 0xff9b) {
    // RFC 6052: the place depends on the prefix length, and byte 8 is skipped.
    const spread = [...bytes.slice(0, 8), ...bytes.slice(9)];
    const local = bytes[4] !== 0 || bytes[5] !== 0;
    return local ? [last, ...[6, 7, 8].map((at) => spread.slice(at, at + 4))] : [last];
  }
  if (start === 0x2002) return [bytes.slice(2, 6)];
  // Teredo (RFC 4380): the server plainly, the client inverted.
  if (start === 0x2001 && second === 0) return [bytes.slice(4, 8), last.map((byte) => byte ^ 0xff)];
  const isatap = (bytes[8] ?? 0) <= 2 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
  return isatap ? [last] : [];
}

function isMapped(bytes: readonly number[]): boolean {
  return isZero(bytes, 0, 10) && bytes[10] === 0xff && bytes[11] === 0xff;
}

function classOf(address: Address): AddressClass {
  const own = ownClass(address);
  if (address.kind() === 'ipv4') return own;
  const bytes = address.toByteArray();
  // The own class of `::` and `::1` says more than the 0.0.0.0 and 0.0.0.1 in their last bytes.
  if (own === 'unspecified' || own === 'loopback') return own;
  return embeddedV4(bytes).reduce<AddressClass>(
    (worst, v4) => worseClass(worst, ownClass(new ipaddr.IPv4([...v4]))),
    own,
  );
}

/** An address that was read: one in IPv4 that is written as IPv6 is that in IPv4. */
interface ReadAddress {
  readonly address: Address;
  readonly kind: AddressClass;
}

function readAddress(text: string): ReadAddress | undefined {
  const parsed = parseAddress(text);
  if (parsed === undefined) return undefined;
  const bytes = parsed.toByteArray();
  const address = parsed.kind() === 'ipv6' && isMapped(bytes) ? new ipaddr.IPv4(bytes.slice(12)) : parsed;
  return { address, kind: classOf(address) };
}

/** Addresses remembered: a destination's come again with each request. The table of ranges is the same for all. */
const REMEMBERED = 1_024;
const PLAIN = /^[0-9a-f:.]{2,45}$/;
const recent = new Map<string, ReadAddress>();

function recallAddress(text: string): ReadAddress | undefined {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const read = readAddress(text);
  if (read === undefined || !PLAIN.test(text)) return read;
  if (recent.size >= REMEMBERED) recent.clear();
  recent.set(text, read);
  return read;
}

/** The class of an address in any spelling; undefined when the text is no address. IPv4 inside IPv6 counts too. */
export function classifyAddress(text: string): AddressClass | undefined {
  return recallAddress(text)?.kind;
}

/** The class of a host that needs no resolver: an address, or a name of a metadata service. Otherwise undefined. */
export function classifyHost(host: string): AddressClass | undefined {
  const lower = host.toLowerCase();
  const name = lower.endsWith('.') ? lower.replace(/\.+$/, '') : lower;
  return METADATA_NAMES.has(name) ? 'metadata' : isAddressLiteral(name) ? classifyAddress(name) : undefined;
}

/** Prepared openings and extra inside ranges of a configuration. Unreadable ranges open nothing. */
export interface AddressPolicy {
  readonly allowed: readonly Cidr[];
  readonly internal: readonly Cidr[];
}

export function compileAddressPolicy(allowlist: readonly string[], internal: readonly string[]): AddressPolicy {
  const parse = (cidrs: readonly string[]): readonly Cidr[] =>
    cidrs.flatMap((text) => {
      const cidr = parseCidr(text);
      return cidr === undefined ? [] : [cidr];
    });
  return { allowed: parse(allowlist), internal: parse(internal) };
}

interface Judged {
  readonly kind: AddressClass;
  readonly opened: boolean;
}

function judge(text: string, policy: AddressPolicy, trusted: boolean): Judged {
  const read = recallAddress(text);
  // An answer nobody can read is not a place to connect to.
  if (read === undefined) return { kind: 'reserved', opened: false };
  const { address, kind: listed } = read;
  const kind = listed === 'public' && policy.internal.some((cidr) => contains(cidr, address)) ? 'private' : listed;
  if (kind === 'public' || CLOSED_CLASSES.has(kind)) return { kind, opened: false };
  return { kind, opened: trusted || policy.allowed.some((cidr) => contains(cidr, address)) };
}

/**
 * Facts about the answers for a host: the worst class, how many there are, and whether the configuration opens every
 * one that is not public. A class that can never be opened makes `ssrf.opened` false, whatever else is configured.
 */
export function ssrfFacts(
  addresses: readonly string[],
  options: { readonly policy: AddressPolicy; readonly trustedHost: boolean },
): Record<string, FactValue> {
  const judged = addresses.map((address) => judge(address, options.policy, options.trustedHost));
  const worst = judged.reduce<AddressClass>((kind, one) => worseClass(kind, one.kind), 'public');
  const facts: Record<string, FactValue> = { 'dns.answers': addresses.length, 'ssrf.class': worst };
  if (worst !== 'public') facts['ssrf.opened'] = judged.every(({ kind, opened }) => kind === 'public' || opened);
  return facts;
}

/** The class of a literal host that the configuration does not open; undefined for names, public and opened hosts. */
export function closedLiteral(host: string, policy: AddressPolicy, trusted: boolean): AddressClass | undefined {
  if (classifyHost(host) === 'metadata') return 'metadata';
  if (!isAddressLiteral(host)) return undefined;
  const { kind, opened } = judge(host, policy, trusted);
  return kind === 'public' || opened ? undefined : kind;
}
