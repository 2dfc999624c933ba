// SPDX-License-Identifier: Apache-2.0
import { goString } from '../canonical/go-json.js';
import { compareCodePoints } from '../canonical/text.js';
import { writeDecisionDetail } from '../model/entry-detail.js';
import type { DecisionDetail } from '../model/evidence-draft.js';
import type { FactValue } from '../model/facts.js';

/** A fact's name, and the same as it stands before the value. */
interface WrittenName {
  readonly name: string;
  readonly key: string;
}

/** Sets of names whose order is remembered. Names are this product's own, and most actions have one of few sets. */
const REMEMBERED = 256;
const orders = new Map<string, readonly WrittenName[]>();

function orderOf(names: readonly string[]): readonly WrittenName[] {
  const together = names.join('\0');
  const known = orders.get(together);
  // Sets of names that read the same together and are as many hold different names, which have no value here.
  if (known?.length === names.length) return known;
  const order = names.toSorted(compareCodePoints).map((name) => ({ name, key: `${goString(name)}:` }));
  if (orders.size >= REMEMBERED) orders.clear();
  orders.set(together, order);
  return order;
}

function factText(fact: FactValue | undefined): string | undefined {
  if (typeof fact === 'string') return goString(fact);
  return typeof fact === 'boolean' || Number.isSafeInteger(fact) ? String(fact) : undefined;
}

function factsText(facts: DecisionDetail['facts']): string | undefined {
  let text = '';
  for (const { name, key } of orderOf(Object.keys(facts))) {
    const fact = factText(facts[name]);
    if (fact === undefined) return undefined;
    text += text === '' ? key + fact : `,${key}${fact}`;
  }
  return text;
}

/**
 * Detail text of a `decision` entry: what `writeDecisionDetail` gives, which is asked where a value is not what the type
 * says and throws FormatError. This one knows the nine members and remembers the order of the facts.
 */
export function writeOwnDecision(detail: DecisionDetail): string {
  const { action_id, layer, pattern, phase, policy, reason, request_id, verdict } = detail;
  const texts: readonly unknown[] = [action_id, layer, pattern, phase, policy, reason, request_id, verdict];
  const facts = factsText(detail.facts);
  if (facts === undefined || texts.some((text) => typeof text !== 'string')) return writeDecisionDetail(detail);
  return (
    `{"action_id":${goString(action_id)},"facts":{${facts}},"layer":${goString(layer)},"pattern":${goString(pattern)}` +
    `,"phase":${goString(phase)},"policy":${goString(policy)},"reason":${goString(reason)}` +
    `,"request_id":${goString(request_id)},"verdict":${goString(verdict)}}`
  );
}
