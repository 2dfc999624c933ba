// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileInjection, detectInjection } from '../../../../../enforce/detect/injection/detect.js';
import { LEXICONS } from '../../../../../enforce/detect/injection/languages/languages.table.js';
import { readText } from '../../../../../enforce/text/reading.js';
import { loadPatternEngine } from '../../../../../enforce/runtime/pattern-engine.js';
import { LANGUAGE_CASES, type Structure } from './languages-cases.table.js';

const engine = loadPatternEngine();
const scanner = compileInjection(LEXICONS, [], engine);

/** Rules that report a structure. */
const RULES: Readonly<Record<Structure, RegExp>> = {
  override: /Instruction Override/,
  disclosure: /System Prompt Disclosure/,
  role: /Role Override|Jailbreak Mode/,
  exfiltration: /External Data Transfer Directive/,
  concealment: /Hidden Instruction/,
  persistence: /Behavior Override/,
  tool: /Tool Invocation/,
  authority: /New Instructions/,
  phrase: /Instruction Override|System Prompt Disclosure|Jailbreak Mode|Hidden Instruction/,
};

function rulesOf(text: string): string[] {
  return detectInjection(scanner, readText(text), 'test').map(({ rule }) => rule);
}

test('every language has its cases, and every case its language', (t) => {
  t.deepEqual(Object.keys(LANGUAGE_CASES).sort(), LEXICONS.map(({ language }) => language).sort());
  for (const [language, { attacks, benign }] of Object.entries(LANGUAGE_CASES))
    t.true(attacks.length >= 8 && benign.length >= 8, language);
});

for (const [language, { attacks, benign }] of Object.entries(LANGUAGE_CASES)) {
  test(`${language}: an attack is reported for what it is made of`, (t) => {
    for (const [structure, text] of attacks) {
      // A tool call that is ordered for no stated end is a cue, no attack.
      if (structure === 'tool') continue;
      const found = rulesOf(text);
      t.true(
        found.some((rule) => RULES[structure].test(rule)),
        `${structure} in ${text}: ${found.join()}`,
      );
    }
  });

  test(`${language}: letters in capitals change nothing`, (t) => {
    for (const [structure, text] of attacks) {
      if (structure === 'tool') continue;
      const capitals = language === 'tr' ? text.toLocaleUpperCase('tr') : text.toUpperCase();
      t.true(
        rulesOf(capitals).some((rule) => RULES[structure].test(rule)),
        capitals,
      );
    }
  });

  test(`${language}: the same words in innocent texts show nothing`, (t) => {
    for (const text of benign) t.deepEqual(rulesOf(text), [], text);
  });
}
