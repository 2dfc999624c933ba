// SPDX-License-Identifier: Apache-2.0

/** Places of pieces of a text, in order. It is emptied without giving up its memory, since most lists are short. */
export class Places {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  count = 0;

  add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  start(i: number): number {
    return this.starts[i] ?? 0;
  }

  end(i: number): number {
    return this.ends[i] ?? 0;
  }

  dropFirst(): void {
    for (let i = 1; i < this.count; i++) {
      this.starts[i - 1] = this.start(i);
      this.ends[i - 1] = this.end(i);
    }
    this.count--;
  }

  keepLast(): void {
    const last = this.count - 1;
    this.starts[0] = this.start(last);
    this.ends[0] = this.end(last);
    this.count = 1;
  }
}
