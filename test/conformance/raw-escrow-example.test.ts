// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import test from 'ava';
import { fromHex, utf8Encode } from '../../evidence/canonical/text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { openBox } from '../../evidence/crypto/escrow-box.js';
import { parseRawAction, writeRawAction } from '../../evidence/model/raw-action.codec.js';
import { projectFile } from '../support/cli.js';

test('the example of docs/formats/raw-escrow.md opens, and is what it says it is', (t) => {
  const page = readFileSync(projectFile('docs/formats/raw-escrow.md'), 'utf8');
  const find = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? '';
  const document = find(/```text\n(\{.*)\n```/);
  const sealed = fromHex(find(/```text\n([0-9a-f\n]+)```/).replaceAll('\n', ''));
  const opened = openBox(sealed, fromHex(find(/private key \| `([0-9a-f]{64})`/)));
  t.is(new TextDecoder().decode(opened), document);
  const digest = nodeSuite.sha256Hex(sealed);
  t.true(page.includes(digest));
  t.true(page.includes(`-raw-${digest.slice(0, 32)}.raw.enc`));
  const again = writeRawAction(parseRawAction(utf8Encode(document)), (bytes) => nodeSuite.sha256Hex(bytes));
  t.is(new TextDecoder().decode(again), document);
});
