// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../../evidence/canonical/errors.js';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { portableSuite } from '../../evidence/crypto/portable.js';
import { COSIGNATURE, parseVkey, type NoteKey } from '../../evidence/log/note.js';
import { attempt } from '../core/input/format-fault.js';
import { printable } from '../core/results/render.js';
import { parseAarpTrust } from '../core/aarp/trust.js';
import type { LogKey } from '../core/log/log-trust.js';
import { takePem } from '../core/log/pem.js';
import { createTrustRoot, type TrustRoot } from '../core/trust/trust.js';

interface Found {
  readonly keys: string[];
  readonly named: { readonly id: string; readonly key: string }[];
  readonly logs: LogKey[];
  readonly witnesses: NoteKey[];
}

/** `name+hash+key`, as logs and witnesses write theirs. A public key file's base64 may hold plus signs as well. */
const VERIFIER_KEY = /^[^\s+]+\+[0-9a-f]{8}\+\S+$/;

function keyOf(word: string): string {
  const read = attempt(() => parsePublicKeyText(word));
  if ('value' in read) return read.value;
  const expected = '64 hex digits, ID=HEX, a public key file, a verifier key (name+hash+key) or PEM';
  throw new FormatError(
    'field_value',
    `the keys: "${printable(word.slice(0, 40))}" is no key; expected is ${expected}`,
  );
}

function addWord(word: string, found: Found): void {
  if (VERIFIER_KEY.test(word)) {
    const key = parseVkey(word, portableSuite);
    if (key.type === COSIGNATURE) found.witnesses.push(key);
    else found.logs.push({ name: key.name, publicKey: key.publicKey });
    return;
  }
  const equals = word.lastIndexOf('=');
  const isNamed = equals > 0 && /^[0-9a-fA-F]{64}$/.test(word.slice(equals + 1));
  if (isNamed) found.named.push({ id: word.slice(0, equals), key: word.slice(equals + 1) });
  else found.keys.push(keyOf(word));
}

function addWords(text: string, found: Found): void {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    // The two lines of a public key file belong together.
    if (word.startsWith('pipelock-ed25519-')) {
      at += 1;
      found.keys.push(parsePublicKeyText(`${word}\n${words[at] ?? ''}\n`));
    } else addWord(word, found);
  }
}

/**
 * What an auditor typed or pasted, in any order: public keys as hex or as key files, keys with their ids, verifier keys
 * of logs and witnesses, keys of external logs and certificates of time-stamping authorities in PEM, and at most one AARP
 * trust file. Throws FormatError for anything else.
 */
export function parseTrust(given: string): TrustRoot {
  const { certificates, publicKeys, rest: text } = takePem(given);
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  const json = open >= 0 && close > open ? text.slice(open, close + 1) : undefined;
  const found: Found = { keys: [], named: [], logs: [], witnesses: [] };
  addWords(json === undefined ? text : text.replace(json, ' '), found);
  const { keys, named, logs, witnesses } = found;
  const authorities = { authorities: certificates, externalKeys: publicKeys };
  return createTrustRoot({
    keys,
    named,
    aarp: json === undefined ? undefined : parseAarpTrust(json),
    log: { keys: logs, witnesses, threshold: witnesses.length, ...authorities },
  });
}
