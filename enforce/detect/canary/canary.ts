// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import { normalizeForDlp } from '../../text/normalize.js';
import type { View } from '../../text/view.js';
import { collapse } from '../dlp/known/collapse.js';
import { compileLiterals, foldText, type Literal } from '../dlp/known/literals.js';
import { collapsedForms, type ValueForm } from '../dlp/known/value-forms.js';

/** One planted value. Either `value` or the variable named by `env_var` holds it; it is secret. */
export interface CanaryToken {
  readonly name: string;
  readonly value: string;
  readonly env_var: string;
}

/** The section `canary_tokens` of a configuration. */
export interface CanaryOptions {
  readonly enabled: boolean;
  readonly tokens: readonly CanaryToken[];
}

/** Finds planted values in any of their forms. */
export interface CanarySet {
  /** Forms searched; 0 when there is nothing to look for. */
  readonly size: number;
  /** First characters of the values, by which a value cut into pieces is recognised. */
  readonly beginnings: readonly string[];
  /** Names of tokens that are not searched, because they have no value or a short one. */
  readonly missing: readonly string[];
  /**
   * One finding per token, in the first view that shows it: as written, in pieces, encoded or as numbers. `views` are
   * normalised (see `TextReading.credentials`). One pass over each view, however many tokens there are.
   */
  detect(views: readonly View[], surface: string): readonly Finding[];
}

/** Shortest value that is searched, in UTF-16 units. */
export const MIN_CANARY = 8;

interface Form extends Literal {
  readonly token: string;
  readonly encoding: ValueForm['encoding'];
  /** The value as written, in lower case. */
  readonly whole: string;
}

/** Values of letters and digits are searched in collapsed texts; a value that is mostly signs as it stands. */
interface Forms {
  readonly collapsed: readonly Form[];
  readonly written: readonly Form[];
}

function formsOf(token: string, value: string): Forms {
  const whole = foldText(normalizeForDlp(value));
  const toForm = ({ text, encoding }: ValueForm): Form => ({ text: collapse(text), token, encoding, whole });
  const normal = normalizeForDlp(value);
  const forms = [...collapsedForms(value), ...(normal === value ? [] : collapsedForms(normal))];
  const collapsed = forms.map(toForm);
  return {
    collapsed: collapsed.filter(({ text }) => text.length >= MIN_CANARY),
    written: collapse(whole).length >= MIN_CANARY ? [] : [{ text: whole, token, encoding: 'raw', whole }],
  };
}

/** The published name of a token's rule. */
export function canaryRule(token: string): string {
  return `Canary Token (${token})`;
}

/** How a hit is named: by what was undone in the text, else by what is undone in the form. */
function viewOf(view: View, form: Form): string {
  if (view.name !== 'raw') return view.name;
  if (form.encoding !== 'raw') return form.encoding;
  return foldText(view.text).includes(form.whole) ? 'raw' : 'split';
}

/**
 * Whether collapsing a view gives what collapsing another one gives: the further readings of the text as received, and
 * whatever was joined without choosing among pieces.
 */
function isCovered(view: View, views: readonly View[]): boolean {
  if (view.name === 'split') return false;
  return view.joined || (view.name === 'raw' && view !== views.find(({ name }) => name === 'raw'));
}

/** Prepares the search. `environment` gives the values of the variables that tokens name. */
export function compileCanaries(options: CanaryOptions, environment: ReadonlyMap<string, string>): CanarySet {
  const valued = options.tokens.map(({ name, value, env_var }) => ({
    name,
    value: value === '' ? (environment.get(env_var) ?? '') : value,
  }));
  const usable = options.enabled ? valued.filter(({ value }) => value.length >= MIN_CANARY) : [];
  const forms = usable.map(({ name, value }) => formsOf(name, value));
  const collapsed = compileLiterals(forms.flatMap((form) => form.collapsed));
  const written = compileLiterals(forms.flatMap((form) => form.written));

  /** The forms that stand in a text, each token once. */
  const search = (set: typeof collapsed, text: string, seen: Set<string>, hit: (form: Form) => void): void => {
    for (let at = 0; seen.size < usable.length;) {
      const found = set.find(text, at);
      if (found === undefined) return;
      at = found.start + 1;
      if (seen.has(found.literal.token)) continue;
      seen.add(found.literal.token);
      hit(found.literal);
    }
  };

  return {
    size: collapsed.size + written.size,
    beginnings: usable.map(({ value }) => value.slice(0, MIN_CANARY)),
    missing: options.enabled ? valued.filter(({ value }) => value.length < MIN_CANARY).map(({ name }) => name) : [],
    detect(views, surface) {
      const findings: Finding[] = [];
      if (usable.length === 0) return findings;
      const seen = new Set<string>();
      for (const view of views) {
        if (view.text.length < MIN_CANARY || isCovered(view, views)) continue;
        const hit = (form: Form): void =>
          void findings.push({
            detector: 'canary',
            rule: canaryRule(form.token),
            category: 'core',
            severity: 'critical',
            surface,
            view: viewOf(view, form),
          });
        if (collapsed.size > 0) search(collapsed, collapse(view.text), seen, hit);
        if (written.size > 0) search(written, view.text, seen, hit);
      }
      return findings;
    },
  };
}
