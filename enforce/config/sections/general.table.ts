// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { cidrs, flag, hostPatterns, KEY_NOTES, listenAddress, named, oneOf, section, text } from '../fields.js';
import { parseAddress } from '../forms.js';

/** Hosts an agent may reach in strict mode when the file names none. No package registry is among them. */
const DEFAULT_ALLOWLIST = [
  '*.anthropic.com',
  '*.openai.com',
  'github.com',
  '*.github.com',
  '*.githubusercontent.com',
] as const;

/** Address ranges that count as inside: private, shared, link-local, loopback, multicast and the unspecified ones. */
export const INTERNAL_RANGES = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '168.63.129.16/32',
  '224.0.0.0/4',
  '::/128',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
] as const;

const isAddress = (found: string): boolean => parseAddress(found) !== undefined;
const overrideAddress = z.string().refine(isAddress, 'is not an address');
KEY_NOTES.add(overrideAddress, {
  description: 'The address of one host.',
  reload: 'live',
  expected: 'an IP address',
});

export const version = z.literal(1).default(1);
KEY_NOTES.add(version, { description: 'Version of this format.', reload: 'restart', expected: '1' });

export const mode = oneOf(['balanced', 'strict', 'audit'], 'balanced', {
  doc: 'strict: only hosts of api_allowlist can be reached. audit: everything is judged and recorded, little is blocked.',
});

export const enforce = flag(true, {
  doc: 'false: record what would be blocked and let it pass. Credentials of the core set, metadata addresses, unreadable requests and the kill switch still block.',
});

export const explain_blocks = flag(false, {
  doc: 'Adds a hint to a refusal. Off, because a hint also tells an attacker which rule to go round.',
});

export const api_allowlist = hostPatterns(DEFAULT_ALLOWLIST, { doc: 'Hosts that strict mode lets an agent reach.' });

export const trusted_domains = hostPatterns([], {
  doc: 'Hosts that may resolve to an inside address. Link-local, metadata and multicast addresses stay closed.',
});

export const internal = cidrs(INTERNAL_RANGES, {
  doc: 'Inside ranges that no host may resolve to. An empty list turns that check off; the ranges that can never be opened stay closed. A shorter list opens nothing by itself: use ssrf.ip_allowlist.',
});

export const ssrf = section(
  {
    ip_allowlist: cidrs([], { doc: 'Inside ranges that may be reached all the same.' }),
  },
  'Openings in the guard against requests to inside addresses.',
);

export const dns = section(
  {
    host_overrides: named(overrideAddress, {
      doc: 'Fixed addresses for hosts, checked like any other answer.',
      expected: 'a map of host names to addresses',
    }),
  },
  'Name resolution.',
);

export const default_agent_identity = text('', { doc: 'Name of the agent when nothing else names it.', max: 128 });

export const bind_default_agent_identity = flag(false, {
  doc: 'Always use default_agent_identity; names in headers or queries are ignored.',
});

export const metrics_listen = listenAddress('', {
  doc: 'Address of its own for /metrics and /stats. Empty: they are served on the main address.',
  reload: 'restart',
});
