// SPDX-License-Identifier: Apache-2.0

const SENTENCES = [
  'The committee reads every proposal twice before it answers. ',
  'Water boils at a lower temperature in the mountains, so the pasta takes longer. ',
  'Please send the signed form to the office on the second floor by Friday. ',
  'A function that returns early is easier to follow than one with four flags. ',
  'See https://example.com/guide/chapter-12?page=3 for the figures (table 4). ',
  'const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\n',
] as const;

/** Clean text: prose, a link, a line of code. The same every time. */
export function prose(chars: number): string {
  const round = SENTENCES.join('');
  return round.repeat(Math.ceil(chars / round.length)).slice(0, chars);
}

/** Clean JSON of about the size asked for: many short members, identifiers, numbers. */
export function records(chars: number): string {
  const rows: string[] = [];
  let length = 0;
  for (let i = 0; length < chars - 3; i++) {
    const row = JSON.stringify({
      id: i,
      sku: `part-${(i * 7919) % 10_007}`,
      title: SENTENCES[i % 3]?.trim(),
      price: i * 1.25,
    });
    rows.push(row);
    length += row.length + 1;
  }
  return `[${rows.join(',')}]`;
}
