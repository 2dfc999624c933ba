// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../../../cli/commands.js';
import { renderCommandReference } from '../../../cli/reference.js';

test('the page of commands is the one that the definitions render', async (t) => {
  const page = await renderCommandReference();
  t.is(readFileSync('docs/reference/commands.md', 'utf8'), page, 'pipelock help --all prints it anew');
  for (const name of Object.keys(COMMANDS)) t.true(page.includes(`\n## pipelock ${name}\n`), name);
  t.regex(page, /\| `--out <file>` \| the roster file \(required\) \|/);
  t.regex(page, /\| `--preset <name>` \| one of balanced, strict, audit \(default: "balanced"\) \|/);
});
