// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { ACCESS_KEY } from '../../../../support/product.js';
import { observeUrl } from '../detection.js';

const SIGNATURE_256 = 'q8Jw2Lx0vT9sKdP4mZr7yHbN1cF6gUe3aQoXiWtVlRk%3D';
const RSA = 'Qk3~zV9-x7LmTn2_pRw'.repeat(18);

const SIGNED = {
  azure: `https://store.blob.core.windows.net/c/file.bin?sv=2023-11-03&st=2024-01-01T00%3A00%3A00Z&se=2024-01-02T00%3A00%3A00Z&sr=b&sp=r&sig=${SIGNATURE_256}`,
  gcs: `https://storage.googleapis.com/bucket/o?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=svc%40project.iam.gserviceaccount.com%2F20240115%2Fauto%2Fstorage%2Fgoog4_request&X-Goog-Date=20240115T000000Z&X-Goog-Expires=3600&X-Goog-SignedHeaders=host&X-Goog-Signature=${'3f9a'.repeat(128)}`,
  cloudfront: `https://d111111abcdef8.cloudfront.net/file?Expires=1706227200&Signature=${RSA}&Key-Pair-Id=APKAEIBAERJR2EXAMPLE`,
} as const;

for (const [provider, url] of Object.entries(SIGNED)) {
  test(`${provider}: a signed URL passes at its own host`, (t) => {
    const { facts, findings } = observeUrl(url);
    t.is(facts['presigned.provider'], provider);
    t.deepEqual(findings, []);
  });

  test(`${provider}: elsewhere the signature is random data`, (t) => {
    const moved = url.replace(/^https:\/\/[^/]+/, 'https://files.evil.example');
    t.is(observeUrl(moved).facts['presigned.provider'], undefined);
  });

  test(`${provider}: a credential beside it is seen`, (t) => {
    t.is(observeUrl(`${url}&x=${ACCESS_KEY}`).facts['dlp.url.core_count'], 1);
  });
}

test('a signature of another form is not believed', (t) => {
  const doubled = `${SIGNED.azure}&sig=${SIGNATURE_256}`;
  const long = SIGNED.azure.replace(SIGNATURE_256, `${SIGNATURE_256}${SIGNATURE_256}`);
  for (const url of [doubled, long]) t.is(observeUrl(url).facts['presigned.provider'], undefined, url);
});
