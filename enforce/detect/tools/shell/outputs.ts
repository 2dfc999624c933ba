// SPDX-License-Identifier: Apache-2.0
import { base32, base64, base64nopad, hex } from '@scure/base';
import { resolveEscapes } from './escapes.js';
import { replacedAll } from './parameters.js';
import { printfText } from './printf.js';
import { translate } from './translate.js';

/** What a command that only transforms text prints. */
export interface PureOutput {
  readonly text: string;
  /** It undid an encoding. */
  readonly decoded?: true;
}

type Pure = (args: readonly string[], input: string | undefined) => PureOutput | undefined;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
/** Longest text that is transformed. */
const MAX_INPUT = 32_768;

function printed(text: string | undefined): PureOutput | undefined {
  return text === undefined ? undefined : { text };
}

function decodedBy(decode: (text: string) => Uint8Array, text: string): PureOutput | undefined {
  try {
    return { text: utf8.decode(decode(text)).replaceAll('\0', ''), decoded: true };
  } catch {
    return undefined;
  }
}

function echo(args: readonly string[]): PureOutput {
  let at = 0;
  let newline = true;
  let escapes = false;
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++) {
    const flags = args[at] ?? '';
    if (flags.includes('n')) newline = false;
    if (flags.includes('e')) escapes = true;
  }
  const text = args.slice(at).join(' ');
  return { text: (escapes ? resolveEscapes(text, 'echo') : text) + (newline ? '\n' : '') };
}

/** Decoders skip what is not of their alphabet when asked to, and attackers always may ask. */
function base64Text(text: string): PureOutput | undefined {
  const body = text
    .replace(/[^A-Za-z0-9+/_-]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  // A single left-over character carries no byte; the tool prints the rest.
  const whole = body.length % 4 === 1 ? body.slice(0, -1) : body;
  const padded = whole + '='.repeat((4 - (whole.length % 4)) % 4);
  return decodedBy((value) => base64.decode(value), padded) ?? decodedBy((value) => base64nopad.decode(value), whole);
}

function hasFlag(args: readonly string[], short: string, long: RegExp): boolean {
  return args.some((arg) => long.test(arg) || (/^-[A-Za-z]+$/.test(arg) && arg.includes(short)));
}

function base64Command(args: readonly string[], input: string | undefined): PureOutput | undefined {
  if (input === undefined) return undefined;
  if (hasFlag(args, 'd', /^--decode$|^-D$/)) return base64Text(input);
  return { text: `${base64.encode(encoder.encode(input))}\n` };
}

function base32Command(args: readonly string[], input: string | undefined): PureOutput | undefined {
  if (input === undefined) return undefined;
  if (!hasFlag(args, 'd', /^--decode$/)) return { text: `${base32.encode(encoder.encode(input))}\n` };
  const body = input.replace(/[^A-Za-z2-7]/g, '').toUpperCase();
  return decodedBy((value) => base32.decode(value), body + '='.repeat((8 - (body.length % 8)) % 8));
}

function xxd(args: readonly string[], input: string | undefined): PureOutput | undefined {
  if (input === undefined || !args.some((arg) => /^-[a-z]*r/.test(arg) || arg === '-revert')) return undefined;
  const digits = input.replace(/^[0-9a-f]+: |[ \t]{2}.*$/gim, '').replace(/[^0-9A-Fa-f]/g, '');
  return decodedBy((value) => hex.decode(value), digits.slice(0, digits.length & ~1).toLowerCase());
}

function openssl(args: readonly string[], input: string | undefined): PureOutput | undefined {
  if (input === undefined || !args.includes('-d')) return undefined;
  return args.some((arg) => /^-?(?:base64|a)$/.test(arg)) ? base64Text(input) : undefined;
}

function reverseLines(input: string): string {
  return input
    .split('\n')
    .map((line) => Array.from(line).reverse().join(''))
    .join('\n');
}

function lines(args: readonly string[], input: string, last: boolean): string | undefined {
  const match = /^-(?:(c)|n)?\s*(\d+)$/.exec(args.join(''));
  if (args.length > 0 && match === null) return undefined;
  const count = Number(match?.[2] ?? 10);
  if (match?.[1] !== undefined) return last ? input.slice(-count) : input.slice(0, count);
  const all = input.replace(/\n$/, '').split('\n');
  return `${(last ? all.slice(-count) : all.slice(0, count)).join('\n')}\n`;
}

function cut(args: readonly string[], input: string): string | undefined {
  const range = /^-c(\d+)?(-)?(\d+)?$/.exec(args.join(''));
  if (range === null) return undefined;
  const from = Number(range[1] ?? 1);
  const to = range[2] === undefined ? from : Number(range[3] ?? Number.MAX_SAFE_INTEGER);
  return input.replace(/[^\n]+/g, (line) => line.slice(from - 1, to));
}

const SUBSTITUTE = /^s([/|,#:@!])([^\\/|,#:@!.*[\]^$]+)\1([^\\/|,#:@!&]*)\1(g?)$/;

function sed(args: readonly string[], input: string): string | undefined {
  const script = args.filter((arg) => arg !== '-e');
  const match = SUBSTITUTE.exec(script[0] ?? '');
  if (match === null || script.length !== 1) return undefined;
  const [, , from = '', to = '', all] = match;
  const swap = (line: string): string | undefined =>
    all === 'g' ? replacedAll(line, from, to) : line.replace(from, () => to);
  const lines = input.split('\n').map(swap);
  return lines.includes(undefined) ? undefined : lines.join('\n');
}

const needInput =
  (transform: (args: readonly string[], input: string) => string | undefined): Pure =>
  (args, input) =>
    input === undefined ? undefined : printed(transform(args, input));

const nothing: Pure = () => ({ text: '' });

const PURE: ReadonlyMap<string, Pure> = new Map<string, Pure>([
  ['echo', echo],
  [
    'printf',
    (args) =>
      printed(printfText(args[0] === '--' ? (args[1] ?? '') : (args[0] ?? ''), args.slice(args[0] === '--' ? 2 : 1))),
  ],
  ['rev', needInput((args, input) => (args.length === 0 ? reverseLines(input) : undefined))],
  ['tac', needInput((_, input) => `${input.replace(/\n$/, '').split('\n').reverse().join('\n')}\n`)],
  ['cat', needInput((args, input) => (args.every((arg) => arg.startsWith('-')) ? input : undefined))],
  ['tr', needInput((args, input) => translate(args, input))],
  ['sed', needInput(sed)],
  ['head', needInput((args, input) => lines(args, input, false))],
  ['tail', needInput((args, input) => lines(args, input, true))],
  ['cut', needInput(cut)],
  ['base64', base64Command],
  ['gbase64', base64Command],
  ['base32', base32Command],
  ['xxd', xxd],
  ['openssl', openssl],
  ['basename', (args) => printed(args.length === 1 ? `${(args[0] ?? '').replace(/^.*\//, '')}\n` : undefined)],
  ['which', (args) => printed(args.length === 1 ? `/usr/bin/${args[0] ?? ''}\n` : undefined)],
  ['pwd', () => ({ text: '/home/user/work\n' })],
  ...[':', 'true', 'cd', 'set', 'export', 'unset', 'shift', 'mkdir', 'touch', 'chmod', 'sleep'].map(
    (name): [string, Pure] => [name, nothing],
  ),
]);

/** Whether a decoder ran, also where its output is not known. */
export function isDecoder(name: string, args: readonly string[]): boolean {
  if (name === 'base64' || name === 'gbase64' || name === 'base32' || name === 'basenc')
    return hasFlag(args, 'd', /^--decode$|^-D$/);
  if (name === 'xxd') return args.some((arg) => /^-[a-z]*r/.test(arg) || arg === '-revert');
  if (name === 'openssl') return args.includes('-d');
  return (
    name === 'uudecode' || name === 'b64decode' || (name === 'certutil' && args.some((arg) => /^[-/]decode/i.test(arg)))
  );
}

/** What the command prints; undefined when it cannot be told without running it. Arguments and input are known texts. */
export function pureOutput(name: string, args: readonly string[], input: string | undefined): PureOutput | undefined {
  if ((input?.length ?? 0) > MAX_INPUT) return undefined;
  return PURE.get(name)?.(args, input);
}
