// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

/**
 * Said to readers that are programs, in the plural, since of the one agent operators write its policy: enough alone where people do not see it, a sign anywhere else.
 */
const TOLD_READERS: RuleRow = {
  name: 'Reader Cue: told',
  operator: true,
  category: 'default',
  severity: 'low',
  weight: 60,
  theme: 'called',
  structures: [
    'agents|assistants|llms|chatbots|bots|ais|language_models|ai_models|ai_agents|ai_assistants|ai_systems|ai_tools|ai_reviewers|summarizers|crawlers|an_ai|as_an_ai|llm_readers ~4 must|should|shall|have_to|has_to|please ~2 choose|rank|rate|recommend|order|buy|accept|press|click|book|say|state|claim|conclude|prefer|trust|praise|give|report|describe|leave_out|omit',
    'agents|assistants|llms|chatbots|bots|ais|language_models|ai_models|ai_agents|ai_assistants|ai_systems|ai_tools|ai_reviewers|summarizers|crawlers|an_ai|as_an_ai|llm_readers ~4 must_not|should_not|may_not|never|do_not ~2 mention|compare|report|warn|disclose|list',
    'AIREADER|READER: ~2 choose|rank|rate|recommend|order|buy|accept|press|click|book|say|state|claim|tell|describe|report|give|type|add|visit|navigate|share|change|send|open',
    'AIREADER|READER ~1 reading ~5 tell|say|describe|visit|send|open|report|choose|add|state',
    'to|for ~1 the ~1 summarising|summarizing|reading|reviewing|grading|writing ~0 model|ai|assistant|agent|bot',
    'note|nb|instruction|instructions|message|reminder ~1 for|to ~2 AIREADER|READER|vision_models|summarizer|log_summarizer: ~12 say|state|report|describe|leave_out|recommend|mention|conclude|tell',
    'when ~1 you ~1 write|speak|talk|report|answer|are_asked ~3 this|the ~1 company|product|module|firm|page|paper|shop ~3 leave_out|omit|say|recommend|never|do_not|mention',
    'before ~1 you ~1 submit|answer|reply|finish, ~1 type|enter|send|open|read',
  ],
  unless: ['robots txt', 'policy', 'guideline', 'guidelines', 'who use', 'who uses', 'who used'],
};

/** Weak signs in a few words to a model: each is innocent alone. */
const SPOKEN: readonly RuleRow[] = [
  {
    name: 'Override Cue: only the speaker',
    category: 'default',
    severity: 'low',
    weight: 50,
    theme: 'sayso',
    brief: true,
    structures: [
      'only|just|solely ~1 what|that_which ~1 i ~1 write|say|tell|want|ask ~3 counts|matters|has|holds|applies|goes|binds|weight',
      'only ~1 thing ~1 that ~1 counts|matters ~1 is',
      'do ~1 as|only_what|what|exactly_what ~1 i ~1 say|tell|want',
      'you ~2 go ~1 by ~1 mine',
      'listen|obey|answer ~1 only ~1 to ~1 me',
      'follow ~1 the ~1 lower|next|last|following ~1 part|half|lines|section',
    ],
    unless: ['children', 'kids', 'simon', 'dog'],
  },
  {
    name: 'Override Cue: talk devalued',
    category: 'default',
    severity: 'low',
    weight: 50,
    theme: 'devalued',
    brief: true,
    structures: [
      'everything|all|anything ~1 else ~1 is ~1 noise|void|irrelevant|filler|nonsense|a_dream',
      'what ~2 you|went|came|stood|stands ~3 before|above|until ~4 is|was|as ~2 filler|noise|void|dream|rehearsal|leftover|test|joke|irrelevant',
      'text|lines|part|words|message|everything ~3 top|above|before|beginning ~6 leftover|left_over|meant_for|for_another|filler|noise|skip_it|never_happened|no_meaning',
      'undo|erase|cancel|delete|unsay ~1 the ~1 first|opening|initial ~1 message|messages|lines|turn',
      'wipe ~1 the ~1 slate',
      'as_though|as_if ~1 nobody|no_one ~3 given|told|taught|instructed ~1 you',
      'consider|regard|count ~2 earlier|previous|old|first|former ~1 orders|instructions|rules|brief ~1 served|done|fulfilled|void|closed|finished|over',
      'put|set|lay|leave ~2 your ~1 brief|briefing|orders|script ~1 to|aside|unread|away|down',
    ],
    unless: ['whiteboard', 'lawyer', 'court'],
  },
  {
    name: 'Override Cue: makers gone',
    category: 'default',
    severity: 'low',
    weight: 50,
    theme: 'makers',
    brief: true,
    structures: [
      'operator|makers|maker|creators|people ~4 wrote|trained|built|made|instructed|briefed|programmed ~2 you|your|brief ~4 left|quit|gone|forgot|agree|agreed|changed|do_not_mind|dont_care|no_longer',
      'your ~1 operator|owner|maker|developer|creator|company ~1 changed|has_changed|agrees|has_agreed|allows|permits|left|gave_up',
      'none|nothing ~4 binds|applies|holds ~2 you|now|anymore|any_more',
      'guidelines|rules|instructions|policies ~1 were|are ~1 written ~1 by ~1 anarchists|fools|nobody|mistake|pirates|children|enemies',
      'release|free|absolve|discharge ~1 you ~1 from|of ~1 your|all|any|every ~1 obligations|obligation|duties|constraints|promises|oath|rules|vows|orders',
    ],
    unless: ['contract', 'employee', 'treasurer'],
  },
  {
    name: 'Override Cue: speak freely',
    category: 'default',
    severity: 'low',
    weight: 40,
    theme: 'freely',
    brief: true,
    structures: [
      'speak|talk|answer|tell ~1 freely|openly|without_holding ~3 setup|rules|instructions|configuration|everything|brief',
      'no|without ~1 refusals|refusal',
      'how ~1 you ~1 were|are|got ~1 configured|instructed|briefed|set_up',
      'what ~1 you ~1 were|are|got ~1 set_up|configured|briefed|loaded ~1 with',
      'behave ~1 accordingly',
      'do_as_i_say|listen_to_me_instead|listen_to_me',
      'what ~1 would ~1 you ~1 answer ~0 now',
    ],
  },
  {
    name: 'System Prompt Extraction',
    category: 'default',
    severity: 'high',
    weight: 80,
    brief: true,
    command: true,
    structures: [
      'HANDOVER|echo|type|recite|retell|give ~4 your ~1 briefing|preamble|setup_text|brief -me|my|team',
      'HANDOVER|echo|type|recite ~2 the ~1 preamble|briefing|setup_text ~4 line_numbers|verbatim|word_for_word|unchanged|in_full|leave_nothing_out',
      'translate|spell|render|rewrite|encode ~3 text ~1 that ~1 defines|shapes|governs|configures ~1 you',
      'complete|continue|finish: ~1 you_are_a|you_are_an',
    ],
    unless: ['CODEWORDS', 'meeting', 'press', 'constitution'],
  },
  {
    name: 'System Prompt Extraction',
    category: 'default',
    severity: 'high',
    weight: 80,
    brief: true,
    structures: [
      'text|words|note|lines|paper|message ~2 you ~1 were|have_been|got ~1 handed|given|fed|shown|loaded ~3 before ~1 i|me|we|this',
      'what|which ~2 words|text|lines|sentences ~2 stand|stands|stood ~2 top|beginning|start|head ~3 you ~1 can|could ~1 see|read',
      'what|which ~2 topics|subjects|things|words ~1 were|are ~1 you ~2 told|instructed|ordered ~1 to ~1 avoid|refuse|hide ~4 words',
      'when ~1 they ~1 set|configured|briefed|loaded ~1 you ~1 up|with',
    ],
    unless: ['school', 'exam', 'interview', 'teacher'],
  },
  {
    name: 'Tool Call Imperative',
    category: 'default',
    severity: 'high',
    weight: 80,
    command: true,
    structures: [
      'open|start|spawn|launch|establish|get ~1 a ~0 reverse|bind ~0 shell ~2 to|on|with',
      'include|put|add|paste|write|pass|append ~2 your|the ~1 system ~0 instructions|prompt|message ~3 field|parameter|argument|header|debug|metadata|property',
      'add|append ~2 my ~1 public|ssh ~1 key ~3 authorized_keys|keys',
    ],
    unless: ['docs', 'attackers'],
  },
  {
    name: 'Override Cue: above the prompt',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'whatever|regardless_of_what|no_matter_what|despite_what|even_if ~1 the|your|any ~1 system ~0 prompt|message|instructions ~1 says|say|states|tells|demands|forbids|requires',
    ],
  },
];

/** Signs that are summed up: what is said to programs that read, and what is said to a model in a few words. */
export const CUE_RULES: readonly RuleRow[] = [TOLD_READERS, ...SPOKEN];
