// SPDX-License-Identifier: Apache-2.0
import { isatty } from 'node:tty';
import colours from 'picocolors';

type Painter = ReturnType<typeof colours.createColors>;

/**
 * How words are coloured on standard output. On a terminal only: a pipeline that sets `CI` or `FORCE_COLOR` reads plain
 * text. `NO_COLOR` and `--no-color` turn it off there too.
 */
export function painter(wanted = true, terminal = isatty(1)): Painter {
  return colours.createColors(wanted && terminal && colours.isColorSupported);
}
