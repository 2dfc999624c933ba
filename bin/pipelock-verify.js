#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { run } from '../dist/verify/node/main.js';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
