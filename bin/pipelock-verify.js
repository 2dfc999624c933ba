#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
import { EXIT, run } from '../dist/verify/node/main.js';

for (const stream of [process.stdout, process.stderr]) {
  // Nobody reads any more (`| head -1`): the exit code still counts. Any other failure to write is one.
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') process.exit(EXIT.runtime);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
