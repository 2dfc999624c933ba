// SPDX-License-Identifier: Apache-2.0
import { patternProbe } from '../pattern-probe.js';
import type { DlpRule } from '../rules/rule.js';
import type { Probe, Probes } from '../search.js';
import { isOf, LETTER_OR_DIGIT } from '../values/characters.js';
import { isPlaceholder } from '../values/placeholder.js';

/** How far from the signature the other parameters may stand. */
const REACH = 400;
const SIGNATURE = /sig=([A-Za-z0-9+/%_-]{30,256}={0,2})/iy;
/** Parameters part at `&`, in JSON and HTML written otherwise, in a policy of Service Bus at `&` too. */
const START = '(?:[?&;"\'= ]|\\\\u0026|&amp;|%26)';
const VERSION = new RegExp(`${START}sv=20[0-9]{2}-[0-9]{2}-[0-9]{2}`, 'i');
const RESOURCE = new RegExp(`${START}sr=[^&\\s]{8,256}`, 'i');
const EXPIRY = new RegExp(`${START}se=(?:20[0-9]{2}-|[0-9]{9,11})`, 'i');
const RIGHTS = new RegExp(`${START}(?:sp|si|skn)=[A-Za-z0-9]`, 'i');

/** A signature with the parameters of a shared access signature around it, in any order. */
function signatureProbe(rule: number): Probe {
  return (search, start) => {
    const { text, bytes, length } = search;
    if (search.joined || search.done(rule)) return;
    // In JSON the ampersand ends in a digit.
    if (isOf(bytes, length, start - 1, LETTER_OR_DIGIT) && !/(?:u0026|%26)$/i.test(text.slice(start - 5, start)))
      return;
    SIGNATURE.lastIndex = start;
    const value = SIGNATURE.exec(text)?.[1];
    if (value === undefined || isPlaceholder(value) || !/[0-9]/.test(value) || !/[A-Z]/.test(value)) return;
    const around = text.slice(Math.max(0, start - REACH), SIGNATURE.lastIndex + REACH);
    const signed = VERSION.test(around) || (RESOURCE.test(around) && EXPIRY.test(around));
    if (signed && (EXPIRY.test(around) || RIGHTS.test(around))) search.report(rule, start, SIGNATURE.lastIndex);
  };
}

/** A shared access signature of Azure: by its length alone, or by what stands around it. */
export function sharedAccess(rule: DlpRule, index: number): Partial<Probes> {
  const anchors = rule.anchors ?? [];
  return {
    anchors: anchors.flatMap((anchor) => [
      [anchor, patternProbe(rule, index, anchor)] as const,
      [anchor, signatureProbe(index)] as const,
    ]),
  };
}
