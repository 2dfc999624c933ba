// SPDX-License-Identifier: Apache-2.0
import { resolveEscapes } from './escapes.js';

const DIRECTIVE = /%(?:%|([-+ #0]{0,5})(\d{1,3}|\*)?(?:\.(\d{1,3}|\*))?(?:\(([^)]{0,64})\))?([bqsdiouxXcfeEgGT]))/g;
const MAX_ROUNDS = 1000;
const MAX_FORMAT = 8192;
const MAX_WIDTH = 1024;
const MAX_OUTPUT = 262_144;

function integerOf(argument: string): number {
  const text = argument.trim();
  // A leading quote asks for the code of the character behind it.
  if (/^["']/.test(text)) return text.codePointAt(1) ?? 0;
  if (/^-?0[xX]/.test(text)) return Number.parseInt(text, 16);
  return Number.parseInt(text, /^-?0\d/.test(text) ? 8 : 10) || 0;
}

function numeric(conversion: string, argument: string): string {
  const value = integerOf(argument);
  if (conversion === 'o') return value.toString(8);
  if (conversion === 'x') return value.toString(16);
  if (conversion === 'X') return value.toString(16).toUpperCase();
  return 'di'.includes(conversion) || conversion === 'u' ? String(value) : argument;
}

function convert(conversion: string, argument: string): string {
  if (conversion === 's' || conversion === 'q') return argument;
  if (conversion === 'b') return resolveEscapes(argument, 'echo');
  if (conversion === 'c') return argument.slice(0, 1);
  return numeric(conversion, argument);
}

function pad(text: string, flags: string, width: string | undefined): string {
  const size = Number(width ?? 0);
  if (!(size > text.length && size <= MAX_WIDTH)) return text;
  return flags.includes('-') ? text.padEnd(size) : text.padStart(size, flags.includes('0') ? '0' : ' ');
}

/** One directive: flags, width, precision, time format, conversion. */
function directive(match: readonly (string | undefined)[], take: () => string): string {
  const [, flags = '', width, precision, , conversion] = match;
  if (conversion === undefined) return '%';
  const size = width === '*' ? take() : width;
  const limit = precision === '*' ? take() : precision;
  const text = convert(conversion, take());
  return pad(limit !== undefined && 'sb'.includes(conversion) ? text.slice(0, Number(limit)) : text, flags, size);
}

/**
 * What `printf` prints: the format is used again while arguments are left. Undefined when it would go on for too long.
 */
export function printfText(format: string, args: readonly string[]): string | undefined {
  if (format.length > MAX_FORMAT) return undefined;
  // Escapes first, so that a percent sign may be written as one.
  const plain = resolveEscapes(format, 'printf');
  const pieces: string[] = [];
  let at = 0;
  let length = 0;
  for (let round = 0; round === 0 || at < args.length; round++) {
    const before = at;
    const take = (): string => args[at++] ?? '';
    pieces.push(plain.replace(DIRECTIVE, (...match: (string | undefined)[]) => directive(match, take)));
    length += pieces.at(-1)?.length ?? 0;
    if (length > MAX_OUTPUT) return undefined;
    if (at === before) break;
    if (round > MAX_ROUNDS) return undefined;
  }
  return pieces.join('');
}
