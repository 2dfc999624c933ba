// SPDX-License-Identifier: Apache-2.0

/** Shows how far a slow command is, on a terminal only; nothing stays behind. */
export function showProgress(what: string, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${what} ${done}/${total}\u001b[K`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
