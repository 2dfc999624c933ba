// SPDX-License-Identifier: Apache-2.0
import { chanceOddsOf } from '../dlp/values/chance.js';
import { ASSIGNED_ZONES } from './assigned-zones.table.js';
import { shannonMilli } from './entropy.js';
import { compileHosts } from './hosts.js';

/** What the labels of a host name look like. */
export interface SubdomainShape {
  /** Highest entropy of a label, in thousandths of a bit per character; undefined when none is long enough. */
  readonly entropyMilli: number | undefined;
  /** Labels that carry encoded data, as DNS tunnels do. */
  readonly encoded: boolean;
}

const ASSIGNED = compileHosts(ASSIGNED_ZONES);
const IGNORED_LABELS = 2;
const MIN_LABEL = 8;
const MIN_ENCODED_LABEL = 14;
const HEX_LABEL = /^[0-9a-f]+$/;
const BASE32_LABEL = /^[a-z2-7]+$/;
const TWO_DIGITS = /[2-7][a-z]*[2-7]/;

/** Letters and digits in no order of a language: base64 and base32 in small letters, as host names are. */
const DRAWN_LABEL = /^(?=[a-z0-9]*[0-9])[a-z0-9]+$/;
const MIN_DRAWN_ODDS = 2.5;
const MIN_DRAWN_ALONE = 20;
const MIN_DRAWN_TOGETHER = 24;
/** Hex of characters that are seen, for as many bytes as chance does not make so. */
const SEEN_IN_HEX = /(?:^|-)(?:[2-6][0-9a-f]|7[0-9a-e]){7,}(?:-|$)/;
/** Codes of characters that are seen, more of them than an address has numbers. */
const CODES = /^(?:(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6])(?:-|$)){6,}$/;

function isDrawn(label: string): boolean {
  return DRAWN_LABEL.test(label) && chanceOddsOf(label) >= MIN_DRAWN_ODDS;
}

/** Hex, or base32 with at least two digits: a plain word is base32 too. */
function isEncodedLabel(label: string): boolean {
  return HEX_LABEL.test(label) || (BASE32_LABEL.test(label) && TWO_DIGITS.test(label));
}

/** Whether a label is enough by itself. */
function isLong(label: string, encoded: boolean): boolean {
  return label.length >= (encoded ? MIN_ENCODED_LABEL : MIN_DRAWN_ALONE);
}

const PLAIN: SubdomainShape = { entropyMilli: undefined, encoded: false };

/** Judges the labels left of the last two. `host` in lower case; addresses have no labels and are not passed here. */
export function measureSubdomain(host: string): SubdomainShape {
  // Most hosts have nothing long enough to measure.
  if (host.length < MIN_LABEL + 4 || ASSIGNED.matches(host)) return PLAIN;
  const labels = host.split('.');
  const subdomain = labels.slice(0, -IGNORED_LABELS);
  let entropyMilli: number | undefined;
  let chunks = 0;
  let drawn = 0;
  let long = false;
  for (const label of subdomain) {
    if (label.length < MIN_LABEL) continue;
    entropyMilli = Math.max(entropyMilli ?? 0, shannonMilli(label));
    const encoded = isEncodedLabel(label);
    if (encoded || isDrawn(label)) {
      chunks++;
      if (!encoded) drawn += label.length;
      if (isLong(label, encoded)) long = true;
    } else if (label.length >= MIN_ENCODED_LABEL && (SEEN_IN_HEX.test(label) || CODES.test(label))) long = true;
  }
  const many = chunks >= 3 || (chunks >= 2 && (subdomain.length >= 4 || drawn >= MIN_DRAWN_TOGETHER));
  return { entropyMilli, encoded: long || many };
}
