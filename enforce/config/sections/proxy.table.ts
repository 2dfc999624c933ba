// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  decimal,
  flag,
  form,
  hostPattern,
  hostPatterns,
  KEY_NOTES,
  list,
  listenAddress,
  record,
  requiredText,
  section,
  text,
  whole,
} from '../fields.js';
import { isInstant } from '../forms.js';

const DAY_MINUTES = 24 * 60;

const BLOCKLIST = [
  '*.pastebin.com',
  '*.hastebin.com',
  '*.paste.ee',
  '*.transfer.sh',
  '*.file.io',
  '*.requestbin.com',
] as const;

/** Why an exclusion exists, who answers for it, and when it ends. */
const stewardship = {
  reason: requiredText({ doc: 'Why this is excluded.' }),
  owner: text('', { doc: 'Who answers for it.', max: 256 }),
  expires: form('', isInstant, 'a date (2030-01-31) or an RFC 3339 time', {
    doc: 'When it ends. A file with an exclusion that has ended is refused.',
  }),
};

const isPathPrefix = (path: string): boolean => path.startsWith('/') && path.length > 1;
const pathPrefix = z.string().max(2048).refine(isPathPrefix, 'is not a path prefix');
KEY_NOTES.add(pathPrefix, {
  description: 'Start of the path.',
  reload: 'live',
  expected: 'a path beginning with /, longer than / itself',
});

const exactPath = z.string().max(2048).startsWith('/', 'is not a path');
KEY_NOTES.add(exactPath, { description: 'The whole path.', reload: 'live', expected: 'a path beginning with /' });

const httpsOnly = z.literal('https').default('https');
KEY_NOTES.add(httpsOnly, { description: 'Scheme; https only.', reload: 'live', expected: 'https' });

const monitoring = section(
  {
    max_url_length: whole(2048, { min: 1, max: 65_536 }, { doc: 'Longest URL, in bytes, as received.' }),
    entropy_threshold: decimal(
      4.5,
      { above: 0, max: 8 },
      {
        doc: 'Bits per character above which a path segment or a query part counts as random data.',
      },
    ),
    subdomain_entropy_threshold: decimal(4, { above: 0, max: 8 }, { doc: 'The same for the labels of a host name.' }),
    max_requests_per_minute: whole(
      60,
      { min: 0, max: 1_000_000 },
      { doc: 'Requests a minute to one registrable domain. 0: no limit.' },
    ),
    max_data_per_minute: whole(
      0,
      { min: 0, max: 1_000_000_000_000 },
      {
        doc: 'Bytes a minute to and from one registrable domain. 0: no limit.',
      },
    ),
    blocklist: hostPatterns(BLOCKLIST, { doc: 'Hosts that are never reached.' }),
    subdomain_entropy_exclusions: hostPatterns(['objects.githubusercontent.com'], {
      doc: 'Hosts whose labels and paths are not measured for randomness.',
    }),
    query_entropy_exclusions: hostPatterns([], { doc: 'Hosts whose queries are not measured for randomness.' }),
    path_entropy_exclusions: list(
      record(
        { host: hostPattern('Host.'), path_prefix: pathPrefix, ...stewardship },
        'Paths of one host that are not measured for randomness; https only.',
      ),
      [],
      { doc: 'Paths that are not measured for randomness.' },
    ),
    query_entropy_param_exclusions: list(
      record(
        {
          scheme: httpsOnly,
          host: hostPattern('Host.'),
          path: exactPath,
          param: requiredText({ doc: 'Name of the parameter.' }),
          ...stewardship,
        },
        'One query parameter that is not measured for randomness.',
      ),
      [],
      { doc: 'Single query parameters that are not measured for randomness.' },
    ),
    scan_nested_urls: flag(true, { doc: 'Judge the URLs found inside a query as if they were asked for.' }),
  },
  'Limits and measurements of every URL, whatever the transport.',
);

export const fetch_proxy = section(
  {
    listen: listenAddress('127.0.0.1:8888', {
      doc: 'Address of the proxy: all transports share it.',
      reload: 'restart',
    }),
    timeout_seconds: whole(30, { min: 1, max: 3600 }, { doc: 'Longest time for one /fetch, redirects included.' }),
    max_response_mb: whole(10, { min: 1, max: 1024 }, { doc: 'Largest response, in MiB.' }),
    user_agent: text('Pipelock Fetch/1.0', { doc: 'User-Agent of /fetch.', max: 256 }),
    monitoring,
  },
  'The /fetch endpoint and the checks of every URL.',
);

export const forward_proxy = section(
  {
    enabled: flag(false, { doc: 'Accept absolute-URI requests and CONNECT.', reload: 'restart' }),
    max_tunnel_seconds: whole(300, { min: 1, max: 86_400 }, { doc: 'Longest life of a CONNECT tunnel.' }),
    idle_timeout_seconds: whole(120, { min: 1, max: DAY_MINUTES * 60 }, { doc: 'Longest silence in a tunnel.' }),
    sni_verification: flag(true, {
      doc: 'Close a tunnel whose TLS greeting names another host than CONNECT did.',
      reload: 'restart',
    }),
    sni_require_tls: flag(false, { doc: 'Close a tunnel that does not begin with TLS.' }),
  },
  'The forward proxy.',
);
