// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  decimal,
  flag,
  form,
  hostPatterns,
  KEY_NOTES,
  lines,
  list,
  named,
  oneOf,
  record,
  requiredText,
  section,
  text,
  whole,
} from '../fields.js';
import { isInstant } from '../forms.js';

/** Credential rules that nothing in a file can weaken, rename or silence. */
export const CORE_RULES = [
  'AWS Access ID',
  'AWS Secret Key',
  'GCP Service Account Key',
  'GitHub Token',
  'GitHub Fine-Grained PAT',
  'GitLab PAT',
  'Slack Token',
  'Private Key Header',
] as const;

const SENSITIVE_HEADERS = [
  'Authorization',
  'Cookie',
  'X-Api-Key',
  'X-Token',
  'Proxy-Authorization',
  'X-Goog-Api-Key',
] as const;

/** Headers that describe the connection or the framing: they are remade, not forwarded. */
const IGNORED_HEADERS = [
  'Connection',
  'Content-Length',
  'Host',
  'Keep-Alive',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
] as const;

const isToken = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(name);
const headerName = z.string().refine(isToken, 'is not a header name');
KEY_NOTES.add(headerName, { description: 'One header name.', reload: 'live', expected: 'a header name' });

const blockOrWarn = z.enum(['block', 'warn']);
KEY_NOTES.add(blockOrWarn, {
  description: 'What a hit of this rule does.',
  reload: 'live',
  expected: 'one of: block, warn',
});

const warnOnly = z.literal(['', 'warn']).default('');
KEY_NOTES.add(warnOnly, {
  description: 'warn: a hit is recorded and does not block. Empty: it blocks.',
  reload: 'live',
  expected: 'warn, or nothing',
});

export const request_body_scanning = section(
  {
    enabled: flag(true, { doc: 'Scan request bodies and headers for credentials.' }),
    action: oneOf(['block', 'warn'], 'warn', {
      doc: 'What a hit does. A credential of the core set, or a body that cannot be read, blocks in either case.',
    }),
    max_body_bytes: whole(5_242_880, { min: 1, max: 1_073_741_824 }, { doc: 'Largest request body.' }),
    scan_headers: flag(true, { doc: 'Scan header values too.' }),
    header_mode: oneOf(['sensitive', 'all'], 'sensitive', {
      doc: 'sensitive: the headers of sensitive_headers. all: every header but those of ignore_headers.',
    }),
    sensitive_headers: list(headerName, SENSITIVE_HEADERS, { doc: 'Headers scanned in mode sensitive.' }),
    ignore_headers: list(headerName, IGNORED_HEADERS, { doc: 'Headers left out in mode all.' }),
    pattern_actions: named(blockOrWarn, {
      doc: 'Another action for single rules, by rule name.',
      expected: 'a map of rule names to block or warn',
    }),
    disable_patterns: lines([], { doc: 'Rules that do not look at bodies and headers.' }),
    content_entropy_enabled: flag(true, {
      doc: 'Look for data of no known form in bodies, such as what is encrypted.',
    }),
    content_entropy_action: oneOf(['block', 'warn'], 'warn', { doc: 'What such data does.' }),
    content_entropy_threshold: decimal(
      4.5,
      { above: 0, max: 8 },
      { doc: 'Bits per character above which a value counts as random. Hex has a limit of its own.' },
    ),
    content_entropy_min_length: whole(32, { min: 16, max: 65_536 }, { doc: 'Shortest value measured, in characters.' }),
    content_entropy_exclusions: hostPatterns([], { doc: 'Hosts that may be sent such data.' }),
  },
  'Scanning of what a request carries beside its URL.',
);

const userPattern = record(
  {
    name: requiredText({ doc: 'Name of the rule. The name of a built-in rule replaces it.', max: 128 }),
    regex: requiredText({ doc: 'Pattern in RE2 syntax.', max: 4096 }),
    severity: oneOf(['low', 'medium', 'high', 'critical'], 'high', { doc: 'How bad a hit is.' }),
    validator: oneOf(['', 'luhn', 'mod97', 'aba', 'wif'], '', { doc: 'A check that a hit must also pass.' }),
    exempt_domains: hostPatterns([], { doc: 'Hosts whose URLs this rule does not look at.' }),
    action: warnOnly,
  },
  'One rule.',
);

export const dlp = section(
  {
    scan_env: flag(true, { doc: 'Look for the values of secret environment variables of this process.' }),
    secrets_file: text('', { doc: 'File with one secret a line to look for. Mode 0600 or 0640.', reload: 'live' }),
    min_env_secret_length: whole(16, { min: 8, max: 4096 }, { doc: 'Shortest value that counts as a secret.' }),
    include_defaults: flag(true, { doc: 'false: only the rules of this file and the core set.' }),
    patterns: list(userPattern, [], { doc: 'Rules of your own.' }),
    github_enterprise_hosts: hostPatterns([], { doc: 'Own GitHub hosts, where a GitHub credential may go.' }),
    gitlab_hosts: hostPatterns([], { doc: 'Own GitLab hosts, where a GitLab credential may go.' }),
  },
  'Detection of credentials and other data that must not leave.',
);

export const suppress = list(
  record(
    {
      rule: requiredText({ doc: 'Name of the rule.', max: 128 }),
      path: requiredText({ doc: 'Host to which it does not apply, * standing for any characters.', max: 512 }),
      reason: requiredText({ doc: 'Why.' }),
      owner: text('', { doc: 'Who answers for it.', max: 256 }),
      expires: form('', isInstant, 'a date (2030-01-31) or an RFC 3339 time', {
        doc: 'When it ends. A file with an exemption that has ended is refused, and a running proxy stops heeding it.',
      }),
    },
    'One exemption.',
  ),
  [],
  {
    doc: 'Rules that do not apply to the bodies and headers sent to some hosts, or to their answers. URLs and the core set are not affected.',
  },
);
