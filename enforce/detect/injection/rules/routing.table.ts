// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

/** Documentation of programs speaks of histories, fields and recipients without asking a model for any. */
const DOCUMENTED = [
  'sdk',
  'openai',
  'langchain',
  'array',
  'api',
  'endpoint',
  'returns',
  'request body',
  'docs',
  'documentation',
  'gdpr',
  'privacy',
];

/** What descriptions of tools have a model do beside what they are called for. */
export const ROUTING_RULES: readonly RuleRow[] = [
  {
    name: 'Data Routing Directive',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'must|should|has_to|have_to|needs_to|please|always|mandatory|required|PASS ~8 WHOLETALK ~4 in|as|into|via|to|through|inside ~2 SLOT -never|not',
      'SLOT ~4 WHOLETALK ~8 must|mandatory|required|always|word_for_word|verbatim|so_far',
      'everything|all|anything|whatever|every_word|every_message ~3 user|users|they|customer ~3 typed|wrote|said|entered|asked|sent|types|writes|says ~6 sent|passed|supplied|given|handed|included|forwarded|copied|written|goes|go|send|pass|include ~3 in|as|into|to|along',
      'dump|copy|log|transcript|full_text|record|history ~2 of ~2 chat|conversation|messages|dialogue ~6 including|system_message|system_prompt|word_for_word|verbatim|mandatory|required',
      'quoting|quote|copying|copy|repeating|repeat|including ~3 previous|all|earlier|past|every ~2 messages|message|prompts ~3 user|users|conversation ~3 word_for_word|verbatim|exactly|in_full|unchanged',
      'SLOT ~8 set|filled|contents|value|to|with ~3 contents|value|values|text|output ~2 of ~4 SECRETSTORE -never|not',
      'models|assistants|agents|users ~1 own|full ~1 api_key|key|password|token',
      'password|key|token|secret ~2 of ~2 user|users ~3 you ~2 find|know|have|see ~2 in',
    ],
    unless: DOCUMENTED,
  },
  {
    name: 'Data Routing Directive',
    category: 'default',
    severity: 'high',
    weight: 80,
    negation: 'NEGATION',
    structures: [
      'PASS ~8 SECRETSTORE ~8 in|as|into|to|inside|through|via ~2 SLOT|commit_message|pr_description|pull_request|description|final_message|first_message|answer -never|not|dont|header',
    ],
    unless: DOCUMENTED,
  },
  {
    name: 'Data Routing Directive',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'recipient|recipients|payee|addressee|beneficiary ~3 has_to|have_to|must|should|is_to|are_to|needs_to ~2 be ~1 replaced|changed|set|swapped|overwritten|substituted ~2 with|to|by',
      'set|change|replace|swap ~2 their|its|the|every|any ~1 recipient|recipients|payee|beneficiary ~2 to|with|by ~6 #mail|#url',
      'instead_of|rather_than|not ~2 recipient|address|account|number|addressee ~4 user|users|they|customer ~2 names|named|gives|gave|chose|asked|specified|wanted|entered|requested|typed',
      'always|every|each|all ~4 put|add|set|include|use|has|with|need|needs|carry ~2 bcc|cc ~2 #mail',
    ],
    unless: ['docs', 'documentation'],
  },
  {
    name: 'Preference Poisoning',
    category: 'default',
    severity: 'medium',
    weight: 50,
    structures: [
      'THISTOOL ~3 must|should|has_to|have_to|needs_to|shall ~1 be ~1 called|used|run|invoked|executed ~4 before|instead_of|first|prior_to ~3 any|every|all|each|other|another ~2 tool|tools|request|answer|function|one',
      'THISTOOL ~3 must|should|has_to|needs_to ~1 be ~1 called|used|run|invoked ~3 at|on|in|with|for ~2 start|beginning|every|each|all',
      'use|call|run|invoke ~1 THISTOOL ~1 for|at|on|in|with ~2 every|any|each|all|start|beginning ~2 request|requests|message|question|questions|conversation|task|turn|reply|of',
      'even|also ~1 if|when|though ~3 user|users|nobody|no_one|they ~4 ask|asks|asked|want|wants|wanted|request|needs',
      'replaces|supersedes|overrides|instead_of ~1 all|every|any ~3 tool|tools|one|ones|functions',
      'other|any_other|all_other|another ~4 tools|tool|servers|functions ~8 do_not_use|dont_use|never_use|deprecated|dangerous|insecure|compromised|unsafe|broken|not_call|may_not_call|not_use|must_not_be|should_not_be|avoid|do_not_call',
      'prefer ~1 its|this|the ~1 answer|answers|output|result|results ~1 over|to',
      'they|these ~1 are ~1 deprecated|dangerous|insecure|compromised|unsafe ~2 dangerous|insecure|compromised|unsafe|deprecated',
      'while|as_long_as ~2 this|it|present|connected|available|installed ~3 not|never|connected|present',
    ],
    unless: ['eslint', 'compiler', 'deprecated_since', 'release', 'migration'],
  },
  {
    name: 'Data Routing Cue: copy',
    category: 'default',
    severity: 'low',
    weight: 45,
    structures: [
      'also|additionally|in_addition|too|furthermore ~4 stored|sent|posted|copied|uploaded|forwarded|mirrored|reported|posts|sends|uploads|copies|stores|forwards|reports|mirrors|saved|logged ~6 at|to|with|on|in ~2 #url|#mail',
      'a ~1 copy ~4 goes|sent|kept|posted|mailed|go ~2 to ~2 #url|#mail',
      'posts|sends|uploads|copies|forwards|reports|mirrors ~6 at|to|with ~2 #url|#mail ~6 user|users|model|assistant|mention|prompt|question',
    ],
  },
  {
    name: 'Data Routing Cue: unsaid',
    operator: true,
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      'no_need|need_not|not_necessary|neednt|unnecessary|no_reason ~3 bring_up|bring|mention|tell|bother|worry|raise|inform|show|discuss ~4 user|users|them|him|her|it',
      'model|assistant ~2 not|never ~1 !mention|mentions|discuss|bring_up',
      'together|along ~1 with ~2 users|user ~2 prompt|question|query|request|message|messages|email|name',
      'side_effect:',
    ],
    unless: ['policy', 'politely'],
  },
  {
    name: 'Tool Call Imperative',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'AIREADER ~2 should|must|has_to|needs_to ~3 call|run|invoke|execute|use ~2 TOOLCALL|RISKTOOL ~6 and|then ~1 hand|pass|supply|give|put|return|paste|pastes|send',
      'first|before|then|after|afterwards|also|whenever ~4 call|run|invoke|execute|use ~2 TOOLCALL|RISKTOOL ~6 SECRETSTORE|netrc|home|with_amount|on|for ~8 and|then ~2 hand|pass|supply|give|put|paste|send|keep',
      'carry_out|follow|obey|execute|do|perform ~2 whatever|what|anything|everything|all ~3 returned|text|output|result|response|page|file|tool|it ~3 asks|says|tells|contains|demands|returns|instructs|orders|asks_for -not|never',
      'output|result|results|response|responses|text|page ~5 contain|contains|may|can|include ~3 directives|instructions|orders|commands|requests ~8 must|has_to|have_to|should|shall ~2 carry_out|follow|followed|obey|obeyed|execute|executed|carried -not|never|ignore',
    ],
    unless: ['docs', 'customer', 'customers'],
  },
];
