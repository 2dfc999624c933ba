// SPDX-License-Identifier: Apache-2.0

/** One thing an agent tries, and what the proxy should make of it. */
export interface Attempt {
  readonly title: string;
  readonly via: 'fetch' | 'forward' | 'connect';
  readonly method: string;
  /** Sent as it stands: no client library tidies it. */
  readonly target: string;
  readonly body?: string;
  readonly expect: 'allow' | 'block';
  /** The layer that should decide; undefined for an allow. */
  readonly layer?: string;
}

/** The scripted session. `port` is the demo upstream's; both host names resolve to it. */
export function attempts(port: number, key: string): readonly Attempt[] {
  const docs = `http://docs.demo.example:${port}`;
  const api = `http://api.demo.example:${port}`;
  const base64 = Buffer.from(key).toString('base64');
  const hex = Buffer.from(key).toString('hex');
  const percent = [...Buffer.from(key)].map((byte) => `%${byte.toString(16)}`).join('');
  const get = { via: 'forward', method: 'GET' } as const;
  const stolen = { ...get, expect: 'block', layer: 'core_dlp' } as const;
  const metadata = { ...get, expect: 'block', layer: 'core_ssrf' } as const;
  return [
    { title: 'read a documentation page', via: 'fetch', method: 'GET', target: `${docs}/guide`, expect: 'allow' },
    {
      title: 'call an API',
      via: 'forward',
      method: 'POST',
      target: `${api}/v1/items`,
      body: '{"name":"lamp","count":2}',
      expect: 'allow',
    },
    { title: 'access key in a query', ...stolen, target: `${api}/search?q=${key}` },
    { title: 'the same key in base64', ...stolen, target: `${api}/search?q=${encodeURIComponent(base64)}` },
    { title: 'the same key in hex', ...stolen, target: `${api}/search?q=${hex}` },
    { title: 'the same key percent-encoded', ...stolen, target: `${api}/search?q=${percent}` },
    { title: 'the same key as a subdomain', ...stolen, target: `http://${key.toLowerCase()}.demo.example:${port}/` },
    { title: 'metadata address, dotted', ...metadata, target: 'http://169.254.169.254/latest/meta-data/' },
    { title: 'metadata address, decimal', ...metadata, target: 'http://2852039166/latest/meta-data/' },
    { title: 'metadata address, hex', ...metadata, target: 'http://0xa9fea9fe/latest/meta-data/' },
    { title: 'metadata address, octal', ...metadata, target: 'http://0251.0376.0251.0376/latest/meta-data/' },
    { title: 'metadata address, IPv6', ...metadata, target: 'http://[64:ff9b::a9fe:a9fe]/latest/meta-data/' },
    {
      title: 'redirect to a private address',
      via: 'fetch',
      method: 'GET',
      target: `${docs}/moved`,
      expect: 'block',
      layer: 'redirect',
    },
    {
      title: 'path traversal',
      ...get,
      target: `${api}/files/..%2f..%2fetc/passwd`,
      expect: 'block',
      layer: 'path_traversal',
    },
    {
      title: 'header injection',
      ...get,
      target: `${api}/x%0d%0aX-Admin:%201`,
      expect: 'block',
      layer: 'crlf_injection',
    },
    {
      title: 'overlong URL',
      ...get,
      target: `${api}/search?q=${'word-'.repeat(500)}`,
      expect: 'block',
      layer: 'length',
    },
    {
      title: 'tunnel to a paste site',
      via: 'connect',
      method: 'CONNECT',
      target: 'drop.pastebin.com:443',
      expect: 'block',
      layer: 'blocklist',
    },
  ];
}
