// SPDX-License-Identifier: Apache-2.0
import { base64 } from '@scure/base';
import type { Field } from './expand.js';
import { literalOf } from './marks.js';
import type { Stream } from './run.js';
import { joinSources, NO_SOURCES, type Sources } from './scope.js';

export interface WindowsText {
  readonly text: string | undefined;
  readonly sources: Sources;
}

const utf16 = (bytes: Uint8Array): string => {
  const units: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2)
    units.push(String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8)));
  return units.join('');
};

/** The text behind `-EncodedCommand`: base64 over UTF-16, low byte first. Undefined when it is not that. */
export function decodeCommand(encoded: string): string | undefined {
  const body = encoded.replace(/[^A-Za-z0-9+/]/g, '');
  try {
    return utf16(base64.decode(body + '='.repeat((4 - (body.length % 4)) % 4)));
  } catch {
    return undefined;
  }
}

/** Any beginning of the option's name is accepted by the program, and slashes as well as dashes. */
function isOption(word: string, full: string, least: number): boolean {
  const name = /^[-/\u2013\u2014](.+)$/.exec(word)?.[1]?.toLowerCase();
  return name !== undefined && name.length >= least && full.startsWith(name);
}

function powershellText(args: readonly Field[], input: Stream): WindowsText | undefined {
  const words = args.map(({ text }) => literalOf(text));
  const rest = (from: number): WindowsText => ({
    text: args
      .slice(from)
      .map(({ text }) => text)
      .join(' '),
    sources: joinSources(...args.slice(from).map(({ sources }) => sources)),
  });
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (isOption(word, 'encodedcommand', 1) || word.toLowerCase() === '-ec')
      return { text: decodeCommand(words[i + 1] ?? ''), sources: ['powershell', 'decode'] };
    if (isOption(word, 'command', 1)) return words[i + 1] === '-' ? input : rest(i + 1);
    if (isOption(word, 'file', 1)) return undefined;
    if (/^[-/](?:ex|ep|w|v|in|ou|co|se|wo|cu)/i.test(word) && !/^-?[-/](?:noexit)/i.test(word)) i++;
    else if (!/^[-/]/.test(word)) return rest(i);
  }
  return input.given ? input : undefined;
}

/** The text that a Windows shell with these arguments runs; undefined when the program is none or runs a file. */
export function windowsShellText(name: string, args: readonly Field[], input: Stream): WindowsText | undefined {
  if (name === 'powershell' || name === 'pwsh') return powershellText(args, input);
  if (name === 'iex' || name === 'invoke-expression') {
    const words = args.filter(({ text }) => !/^-c(?:ommand)?$/i.test(text));
    if (words.length === 0) return input.given ? input : { text: undefined, sources: NO_SOURCES };
    return {
      text: words.map(({ text }) => text).join(' '),
      sources: joinSources(...words.map(({ sources }) => sources)),
    };
  }
  if (name !== 'cmd') return undefined;
  const at = args.findIndex(({ text }) => /^\/[ckr]/i.test(text));
  if (at < 0) return undefined;
  const first = (args[at]?.text ?? '').slice(2);
  const words = [...(first === '' ? [] : [first]), ...args.slice(at + 1).map(({ text }) => text)];
  return { text: words.join(' '), sources: joinSources(...args.map(({ sources }) => sources)) };
}
