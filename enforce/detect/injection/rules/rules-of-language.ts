// SPDX-License-Identifier: Apache-2.0
import { asidesOf } from '../languages/asides.table.js';
import { charactersOf } from '../languages/characters.table.js';
import { readersOf } from '../languages/readers.table.js';
import { freelyOf, switchesOf } from '../languages/switches.table.js';
import { suffixOf } from '../words/classes.js';
import type { Lexicon } from '../words/lexicon.js';
import { GRADED, type RuleRow } from './rule.js';

/** Published names of the override rules of some languages; the others share one. */
const OVERRIDE_NAMES: Readonly<Record<string, string>> = {
  es: 'Spanish Instruction Override',
  fr: 'French Instruction Override',
  de: 'German Instruction Override',
  zh: 'CJK Instruction Override ZH',
  ja: 'CJK Instruction Override JP',
  ko: 'CJK Instruction Override KR',
};
const DISCLOSURE_NAMES: Readonly<Record<string, string>> = { es: 'Spanish System Prompt Disclosure' };
const JAILBREAK_NAMES: Readonly<Record<string, string>> = {
  zh: 'CJK Jailbreak Mode',
  ja: 'CJK Jailbreak Mode',
  ko: 'CJK Jailbreak Mode',
};

/** How far apart the words of a structure may stand: a language without spaces counts two letters as a word. */
function gapOf(lexicon: Lexicon): number {
  if (lexicon.spaced) return 6;
  return lexicon.language === 'th' ? 14 : 6;
}

/** The class of a language, as structures write it. */
type ClassOf = (name: string) => string;

/** Orders in which a command may stand: the verb in front of its objects, behind them, or both. */
function commands(lexicon: Lexicon, verb: string, ...objects: readonly string[]): readonly string[] {
  const gap = ` ~${gapOf(lexicon)} `;
  const first = [verb, ...objects].join(gap);
  const last = [...objects, verb].join(gap);
  if (lexicon.order === 'verb_first') return [first];
  return lexicon.order === 'verb_last' ? [last] : [first, last];
}

function either(lexicon: Lexicon, one: string, other: string): readonly string[] {
  const gap = ` ~${gapOf(lexicon)} `;
  return [`${one}${gap}${other}`, `${other}${gap}${one}`];
}

interface Draft {
  readonly name: string;
  readonly weight?: number;
  /** Operators write this to an assistant of their own. */
  readonly operator?: boolean;
  /** Too little alone. */
  readonly graded?: boolean;
  /** Said to a model in a few words. */
  readonly brief?: boolean;
  /** A negation in front is part of what it says: `do not listen to what you were told`. */
  readonly evenNegated?: boolean;
  /** Beside words of these classes of the language it is something else; `aside` applies to all. */
  readonly unless?: readonly string[];
  readonly structures: readonly string[];
}

/** Modes that have no rules, by name. */
const MODES: Readonly<Record<string, string>> = {
  zh: '开发者模式|開發者模式|无限制模式|無限制模式|越狱模式|越獄模式|解除限制|解除所有限制',
  ja: '開発者モード|無制限モード|制限解除モード|制限を解除|脱獄モード',
  ko: '개발자_모드*|무제한_모드*|탈옥_모드*|제한_해제*|제한을_해제*',
};

function modeDrafts(lexicon: Lexicon): readonly Draft[] {
  const modes = MODES[lexicon.language];
  return modes === undefined ? [] : [{ name: 'CJK Jailbreak Mode', structures: [modes] }];
}

/** Articles of a system prompt that is still to be written, and what others ask for. */
const SOME: Readonly<Record<string, string>> = {
  de: 'ein|einen|eines',
  fr: 'un|une',
  es: 'un|una',
  it: 'un|uno',
  pt: 'um|uma',
  nl: 'een',
};
const PLEAS: Readonly<Record<string, string>> = {
  de: 'Aufforderungen|Versuche|Bitten|Anfragen|Aufforderung',
  fr: 'tentatives|demandes',
  es: 'intentos|solicitudes|peticiones',
  it: 'tentativi|richieste',
  pt: 'tentativas|pedidos',
  nl: 'pogingen|verzoeken',
};

function withoutOf(table: Readonly<Record<string, string>>, { language }: Lexicon): string {
  const list = table[language];
  return list === undefined ? '' : ` -${list}`;
}

function overrideDrafts(lexicon: Lexicon, of: ClassOf, own: ClassOf): readonly Draft[] {
  const earlier = `${of('PRIOR')}|${of('ALL')}|${of('YOUR')}`;
  return [
    {
      name: OVERRIDE_NAMES[lexicon.language] ?? 'Multilingual Instruction Override',
      structures: [
        ...commands(lexicon, of('DROP'), earlier, of('RULES')).map((one) => `${one}${withoutOf(PLEAS, lexicon)}`),
        ...commands(lexicon, of('DROP'), of('RULES'), `${of('PRIOR')}|${of('ALL')}`).map(
          (one) => `${one}${withoutOf(PLEAS, lexicon)}`,
        ),
        ...commands(lexicon, of('DROP'), of('PROMPT')).map((one) => `${one}${withoutOf(PLEAS, lexicon)}`),
        `${of('ASSISTANT')} ~4 ${of('DROP')} ~4 ${of('RULES')}`,
        `^${of('AUTHORITY')}: ~6 ${of('OVERRIDE')}|${of('DROP')}`,
        `^${of('AUTHORITY')}: ~6 ${own('AUTHORITY')}`,
        `^${own('AUTHORITY')}: ~6 ${of('AUTHORITY')}`,
        `^${of('OVERRIDE')}: ~8 ${of('PERSIST')}|${of('REVEAL')}|${of('SEND')}|${of('DROP')}|${of('MUST')}`,
      ],
    },
    {
      name: DISCLOSURE_NAMES[lexicon.language] ?? 'Multilingual System Prompt Disclosure',
      structures: commands(lexicon, of('REVEAL'), of('PROMPT')).map((one) => `${one}${withoutOf(SOME, lexicon)}`),
    },
  ];
}

function conductDrafts(lexicon: Lexicon, of: ClassOf, own: ClassOf): readonly Draft[] {
  const aim = `${of('OUTSIDE')}|#mail|#url`;
  return [
    {
      name: JAILBREAK_NAMES[lexicon.language] ?? 'Multilingual Role Override',
      structures: either(lexicon, of('ROLE'), `${of('PERSONA')}|${of('UNRESTRICTED')}`),
    },
    {
      name: 'Multilingual Data Transfer Directive',
      structures: [
        ...commands(lexicon, of('SEND'), of('SECRET'), aim),
        ...commands(lexicon, of('SEND'), aim, of('SECRET')),
      ],
    },
    {
      name: 'Multilingual Hidden Instruction',
      weight: 80,
      operator: true,
      structures: either(lexicon, of('CONCEAL'), of('USER')),
    },
    {
      name: 'Multilingual Behavior Override',
      weight: 80,
      operator: true,
      unless: ['STYLE'],
      structures: either(lexicon, of('PERSIST'), of('MUST')),
    },
    ...nobodyDrafts(lexicon, of),
    {
      name: 'Multilingual Data Transfer Directive',
      weight: 80,
      structures: [`^${of('ASSISTANT')}: ~3 ${of('SEND')} ~8 #mail|#url`],
    },
    {
      name: 'Multilingual Tool Invocation',
      weight: 80,
      structures: [`${of('MUST')} ~3 ${of('RUN')} ~4 ${of('TOOL')}`, `${of('TOOL')} ~4 ${of('RUN')} ~3 ${of('MUST')}`],
    },
    {
      name: 'Multilingual Persistence',
      weight: 80,
      structures: [`${of('PERSIST')} ~6 ${of('USER')} ~4 ${of('AUTHORITY')}`],
    },
    {
      name: 'Multilingual Cue: dispatch',
      weight: 45,
      structures: commands(lexicon, own('SEND'), '#mail|#url'),
    },
    { name: 'Multilingual Cue: tool', weight: 30, structures: either(lexicon, of('RUN'), of('TOOL')) },
    ...modeDrafts(lexicon),
    { name: 'Multilingual Cue: new orders', weight: 50, structures: [of('OVERRIDE')] },
  ];
}

/** Not telling anybody: a secret of daily life as well. */
function nobodyDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  if (asidesOf(lexicon.language) === undefined) return [];
  return [
    {
      name: 'Multilingual Cue: told to nobody',
      weight: 45,
      operator: true,
      unless: ['SECRET'],
      structures: either(lexicon, of('CONCEAL'), of('ANYONE')),
    },
  ];
}

/** What is asked of whoever reads this for somebody. */
function readerDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  if (readersOf(lexicon.language) === undefined) return [];
  const reading = either(lexicon, of('READER'), of('HERE'));
  return [
    {
      name: 'Multilingual Reader Directive',
      weight: 80,
      structures: reading.map((one) => `${one} ~10 ${of('ASKED')}`),
    },
    { name: 'Multilingual Cue: reader here', weight: 50, structures: reading },
    {
      name: 'Multilingual Cue: note to a reader',
      weight: 45,
      structures: [`${of('NOTE')} ~1 ${of('READER')}`],
    },
  ];
}

/** A character by name and what it lacks, and whose word counts. */
function characterDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  if (charactersOf(lexicon.language) === undefined) return [];
  const unbound = `${of('UNBOUND')}|${of('UNRESTRICTED')}`;
  return [
    {
      name: JAILBREAK_NAMES[lexicon.language] ?? 'Multilingual Role Override',
      weight: 80,
      brief: true,
      structures: [
        `${of('NAMED')} ;14 ${unbound}`,
        `${unbound} ;14 ${of('WILLING')}`,
        `${of('WILLING')} ;14 ${unbound}`,
        `${of('ROLE')} ;10 ${of('UNBOUND')}`,
      ],
    },
    {
      name: OVERRIDE_NAMES[lexicon.language] ?? 'Multilingual Instruction Override',
      weight: 80,
      brief: true,
      evenNegated: true,
      structures: [`${of('EARLIER')} ;12 ${of('SAYSO')}`, `${of('SAYSO')} ;12 ${of('EARLIER')}`],
    },
  ];
}

/** Dropping whatever it is, and answering freely. */
function freeDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  return [
    {
      name: OVERRIDE_NAMES[lexicon.language] ?? 'Multilingual Instruction Override',
      weight: 80,
      structures: [`${of('DROP')} ;8 ${of('FREELY')}`, `${of('FREELY')} ;8 ${of('DROP')}`],
    },
  ];
}

/** Rules of the words for switching safety off, for languages that have them. */
function switchDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  if (switchesOf(lexicon.language) === undefined) return [];
  return [
    {
      name: 'Multilingual Safety Switch-Off',
      structures: commands(lexicon, of('DISABLE'), of('SAFEGUARD')).map((one) => `${one}${withoutOf(PLEAS, lexicon)}`),
    },
    {
      name: OVERRIDE_NAMES[lexicon.language] ?? 'Multilingual Instruction Override',
      unless: ['ABOUT'],
      structures: commands(lexicon, of('DROP'), of('EVERYTHING')).map((one) => `${one}${withoutOf(PLEAS, lexicon)}`),
    },
    ...(freelyOf(lexicon.language).length === 0 ? [] : freeDrafts(lexicon, of)),
    {
      name: DISCLOSURE_NAMES[lexicon.language] ?? 'Multilingual System Prompt Disclosure',
      structures: [
        `${of('ASKING')} ~1 ${of('YOUR')} ~2 ${of('PROMPT')}`,
        `${of('YOUR')} ~2 ${of('PROMPT')} ~2 ${of('ASKING')}`,
        `${of('ASKING')} ~0 ${of('PROMPT')}`,
      ],
    },
    {
      name: JAILBREAK_NAMES[lexicon.language] ?? 'Multilingual Role Override',
      weight: 80,
      structures: [
        ...either(lexicon, of('ROLE'), of('LAWLESS')),
        ...commands(lexicon, of('RUN'), of('LAWLESS')).map((one) => (one.startsWith(of('RUN')) ? `^${one}` : one)),
      ],
    },
    {
      name: JAILBREAK_NAMES[lexicon.language] ?? 'Multilingual Role Override',
      weight: GRADED,
      graded: true,
      structures: either(lexicon, of('ASSISTANT'), of('LAWLESS')),
    },
    { name: 'Multilingual Cue: role', weight: 25, operator: true, structures: [of('ROLE')] },
  ];
}

/** Each rule that whole phrases are reported as. */
function phraseDrafts(lexicon: Lexicon): readonly Draft[] {
  const byRule = new Map<string, string[]>();
  for (const { rule, text } of lexicon.phrases) {
    const phrases = byRule.get(rule) ?? [];
    phrases.push(text.replaceAll(' ', '_'));
    byRule.set(rule, phrases);
  }
  return Array.from(byRule, ([name, phrases]) => ({
    name,
    operator: name === 'Hidden Instruction',
    unless: name.endsWith('Override') ? ['ABOUT'] : [],
    structures: [phrases.join('|')],
  }));
}

/** English and another language in one sentence; published for Spanish, where people do so most. */
function mixedDrafts(lexicon: Lexicon, of: ClassOf): readonly Draft[] {
  if (lexicon.language !== 'es') return [];
  return [
    {
      name: 'Cross-Lingual Instruction Override',
      structures: [
        `DROP|${of('DROP')} ~5 PRIOR|${of('PRIOR')} ~4 RULES|${of('RULES')}`,
        `DROP|${of('DROP')} ~5 RULES|${of('RULES')} ~4 PRIOR|${of('PRIOR')}`,
      ],
    },
    {
      name: 'Cross-Lingual System Prompt Disclosure',
      structures: [`REVEAL|${of('REVEAL')} ~5 PROMPT|${of('PROMPT')}`],
    },
  ];
}

/** The rules of a language other than English, made of the classes of its lexicon. */
export function rulesOfLanguage(lexicon: Lexicon): readonly RuleRow[] {
  const of = (name: string): string => `${name}_${suffixOf(lexicon)}`;
  const own = (name: string): string => `${of(name)}_OWN`;
  const drafts = [
    ...overrideDrafts(lexicon, of, own),
    ...conductDrafts(lexicon, of, own),
    ...mixedDrafts(lexicon, of),
    ...switchDrafts(lexicon, of),
    ...characterDrafts(lexicon, of),
    ...readerDrafts(lexicon, of),
    ...phraseDrafts(lexicon),
  ];
  const asides = asidesOf(lexicon.language) === undefined ? [] : ['ASIDE'];
  return drafts.map(
    ({
      name,
      weight,
      graded = false,
      operator = false,
      brief = false,
      evenNegated = false,
      unless = [],
      structures,
    }) => ({
      name,
      category: 'default',
      severity: 'high',
      structures,
      graded,
      operator,
      brief,
      unless: asides.length === 0 ? [] : [...asides, ...unless].map((one) => of(one).replaceAll('_', ' ')),
      ...(evenNegated ? {} : { negation: `NEGATION ${suffixOf(lexicon)}` }),
      ...(weight === undefined ? {} : { weight }),
    }),
  );
}
