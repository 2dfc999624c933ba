// SPDX-License-Identifier: Apache-2.0
import { outliveReaders } from './output.js';
import { runPipelock } from './pipelock.js';

outliveReaders();
process.exitCode = await runPipelock(process.argv.slice(2));
