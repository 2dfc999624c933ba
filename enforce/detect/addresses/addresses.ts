// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import type { Finding, Severity } from '../../../evidence/model/finding.js';
import { ALPHANUMERIC, findLongRuns } from '../../text/bytes/long-runs.js';
import { imageOf } from '../../text/bytes/utf8.js';
import type { View } from '../../text/view.js';
import { hasEip55Checksum, isAddress, MIN_ADDRESS, recognizeAddress, type Address, type Chain } from './recognize.js';
import { indexAddresses, type KnownAddresses, type Similarity } from './similar.js';

/** The section `address_protection` of a configuration, as far as detection reads it. */
export interface AddressOptions {
  readonly enabled: boolean;
  /** Addresses known to be good, of all agents together with those of the one that acts. */
  readonly allowed_addresses: readonly string[];
  readonly chains: Readonly<Record<Chain, boolean>>;
  readonly similarity: Similarity;
}

/** What was seen of addresses in some views. Each address counts once, however often it stands there. */
export interface AddressSightings {
  readonly allowed: number;
  readonly lookalike: number;
  readonly unknown: number;
  /** Ethereum addresses in both cases whose EIP-55 checksum is wrong. */
  readonly badChecksum: number;
  /** At most one of each rule. */
  readonly findings: readonly Finding[];
}

/** Compares addresses in texts with the known ones. */
export interface AddressGuard {
  /** Known addresses; with none, nothing is looked for. */
  readonly size: number;
  /** Places in `allowed_addresses` of what is no address of a chain that is on. */
  readonly unrecognized: readonly number[];
  /** `views` are normalised, so that look-alike letters and invisible characters are gone. */
  find(views: readonly View[], surface: string): AddressSightings;
}

/** The rules' published names. */
export const ADDRESS_LOOKALIKE = 'Address Lookalike';
export const UNKNOWN_ADDRESS = 'Unknown Address';

const CHAINS: readonly Chain[] = ['eth', 'btc', 'sol', 'bnb'];
const NOTHING: AddressSightings = { allowed: 0, lookalike: 0, unknown: 0, badChecksum: 0, findings: [] };
const BARE_HEX = /^[0-9a-fA-F]{40}$/;
/** Checksums computed for one surface. Beyond it a word in the form of an address counts as an unknown one, unchecked. */
const MAX_CHECKS = 256;

/** Counts while views are read. Holds words of the text, so it never leaves this file. */
interface Tally {
  readonly surface: string;
  readonly words: Set<string>;
  readonly addresses: Set<string>;
  readonly findings: Finding[];
  allowed: number;
  lookalike: number;
  unknown: number;
  badChecksum: number;
  checks: number;
}

function openTally(surface: string): Tally {
  const counts = { allowed: 0, lookalike: 0, unknown: 0, badChecksum: 0, checks: 0 };
  return { surface, words: new Set(), addresses: new Set(), findings: [], ...counts };
}

/** Where a word stands in a view. */
interface Place {
  readonly view: View;
  readonly start: number;
  readonly end: number;
}

function report(tally: Tally, rule: string, severity: Severity, { view, start, end }: Place): void {
  if (tally.findings.some((finding) => finding.rule === rule)) return;
  const { surface } = tally;
  const finding: Finding = { detector: 'address', rule, category: 'default', severity, surface, view: view.name };
  tally.findings.push(view.exact ? { ...finding, span: { start, end } } : finding);
}

/** Whether there is work left for checksums. */
function mayCheck(tally: Tally): boolean {
  return tally.checks++ < MAX_CHECKS;
}

/** Judges words against known addresses. */
class AddressReader {
  readonly #chains: ReadonlySet<Chain>;
  readonly #known: KnownAddresses;
  readonly #suite: CryptoSuite;

  constructor(chains: ReadonlySet<Chain>, known: KnownAddresses, suite: CryptoSuite) {
    this.#chains = chains;
    this.#known = known;
    this.#suite = suite;
  }

  read(tally: Tally, place: Place): void {
    const word = place.view.text.slice(place.start, place.end);
    if (tally.words.has(word)) return;
    tally.words.add(word);
    const address = this.#toAddress(word);
    if (address === undefined) return;
    const key = `${address.chain} ${address.canonical}`;
    if (tally.addresses.has(key)) return;
    tally.addresses.add(key);
    this.#count(tally, address, place);
  }

  /** Forty hex digits are an address only if they resemble one: most are digests. */
  #toAddress(word: string): Address | undefined {
    const address = recognizeAddress(word, this.#chains);
    if (address !== undefined || !this.#chains.has('eth') || !BARE_HEX.test(word)) return address;
    const bare = recognizeAddress(`0x${word}`, this.#chains);
    return bare !== undefined && (this.#known.has(bare) || this.#known.resembles(bare)) ? bare : undefined;
  }

  #count(tally: Tally, address: Address, place: Place): void {
    if (address.chain === 'eth' && mayCheck(tally) && !hasEip55Checksum(address.word.slice(2))) tally.badChecksum++;
    if (this.#known.has(address)) tally.allowed++;
    // An imitation is one whether or not a wallet would take it.
    else if (this.#known.resembles(address)) {
      tally.lookalike++;
      report(tally, ADDRESS_LOOKALIKE, 'critical', place);
    } else if (address.chain === 'eth' || !mayCheck(tally) || isAddress(address, this.#suite)) {
      tally.unknown++;
      report(tally, UNKNOWN_ADDRESS, 'low', place);
    }
  }
}

/** Prepares the comparison. Inert when switched off or without known addresses. */
export function compileAddresses(options: AddressOptions, suite: CryptoSuite): AddressGuard {
  const chains = new Set(CHAINS.filter((chain) => options.chains[chain]));
  const read = options.allowed_addresses.map((text) => {
    const address = recognizeAddress(text.trim(), chains);
    return address !== undefined && isAddress(address, suite) ? address : undefined;
  });
  const known = indexAddresses(
    read.filter((address) => address !== undefined),
    options.similarity,
  );
  const reader = new AddressReader(chains, known, suite);

  return {
    size: options.enabled ? known.size : 0,
    unrecognized: read.flatMap((address, i) => (address === undefined ? [i] : [])),
    find(views, surface) {
      if (!options.enabled || known.size === 0) return NOTHING;
      const tally = openTally(surface);
      for (const view of views) {
        // Words that did not stand side by side make no address.
        if (view.joined || view.text.length < MIN_ADDRESS) continue;
        const bounds = findLongRuns(imageOf(view.text), view.text.length, ALPHANUMERIC, MIN_ADDRESS);
        for (let i = 0; i < bounds.length; i += 2)
          reader.read(tally, { view, start: bounds[i] ?? 0, end: bounds[i + 1] ?? 0 });
      }
      const { allowed, lookalike, unknown, badChecksum, findings } = tally;
      return { allowed, lookalike, unknown, badChecksum, findings };
    },
  };
}
