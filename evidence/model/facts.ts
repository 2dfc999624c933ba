// SPDX-License-Identifier: Apache-2.0

/** A fact is an observation. Fractions are integers in thousandths (`_milli`). No fact carries a configured action. */
export type FactValue = number | string | boolean;

/** Flat map of fact name to value. Names are dotted: `url.length`, `dlp.url.count`, `ssrf.class`. */
export type Facts = Readonly<Record<string, FactValue>>;

/** The stages of mediation after which a decision is taken, in order. */
export type Phase = 'gate' | 'raw_url' | 'url' | 'dns' | 'budget' | 'request' | 'response';
