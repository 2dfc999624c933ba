// SPDX-License-Identifier: Apache-2.0

/** Letters that read as ASCII letters but have no Unicode compatibility mapping: look-alikes, then what they look like. */
const PAIRS: readonly (readonly [from: string, to: string])[] = [
  // Cyrillic
  ['АВСЕНІЈКМОРЅТХУԀԚԜ', 'ABCEHIJKMOPSTXYDQW'],
  ['авеніјкморстухѕѵԁԛԝѡһҽ', 'avehijkmopctyxsvdqwwhe'],
  // Greek
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['αεικνορτυχϲ', 'aeikvoptuxc'],
  // Armenian
  ['ՕօՍսԼհոռա', 'OoSsLhnna'],
  // Cherokee
  ['ᎪᎢᏢᏚᎡᎳᏔ', 'AIPSEWT'],
  // Latin with a stroke, dotless and script forms
  ['ØøĐđŁłĦħŦŧıȷɑɡ', 'OoDdLlHhTtijag'],
  // Small capitals
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'ABCDEFGHIJKLMNOPRSTUVWYZ'],
  // Dashes, slashes, dots and quotes that stand in tokens
  ['‐‑‒–—―−⁃', '--------'],
  ['∕⁄⧸', '///'],
];

function buildTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [from, to] of PAIRS) {
    const targets = Array.from(to);
    Array.from(from).forEach((letter, index) => table.set(letter, targets[index] ?? letter));
  }
  // Negative squared letters, then regional indicators: both run A to Z.
  for (let i = 0; i < 26; i++) {
    table.set(String.fromCodePoint(0x1f170 + i), String.fromCharCode(65 + i));
    table.set(String.fromCodePoint(0x1f1e6 + i), String.fromCharCode(65 + i));
  }
  return table;
}

export const CONFUSABLES = buildTable();
