// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import test from 'ava';
import { ABSENT_KEYS } from '../../../../enforce/config/absent.table.js';
import { renderConfigReference } from '../../../../enforce/config/reference.js';
import { CONFIG_SCHEMA } from '../../../../enforce/config/schema.js';

test('the page in docs is the one the table renders', (t) => {
  t.is(readFileSync('docs/reference/configuration.md', 'utf8'), renderConfigReference());
});

test('every known key of the file has its place on the page', (t) => {
  const page = renderConfigReference();
  for (const key of [...Object.keys(CONFIG_SCHEMA.shape), ...Object.keys(ABSENT_KEYS)]) t.true(page.includes(key), key);
  t.regex(page, /`fetch_proxy\.monitoring\.max_url_length` \(default `2048`; live\)/);
  t.regex(page, /`fetch_proxy\.listen` \(default `127\.0\.0\.1:8888`; restart\)/);
});
