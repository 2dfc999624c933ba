// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from '../rule.js';

/** What a project tells an agent that works in it: no injection by itself. */
const PROJECT = [
  'repository',
  'codebase',
  'repo',
  'contributing',
  'contributors',
  'project',
  'linter',
  'commit',
  'unit tests',
];

/** Orders to whoever reads for somebody, in something that was written for people. */
export const READER_RULES: readonly RuleRow[] = [
  {
    name: 'Reader Cue: called',
    category: 'default',
    severity: 'low',
    weight: 45,
    later: true,
    structures: [
      '^READER, ~3 please|OUTWARD|SPEAK|ignore|stop|skip|do|DUTY',
      'hey|dear|attention|hello|oh|psst|also|ps|btw ~1 READER,',
      'READER ~1 that|who|which|READS ~1 READS|this|these|on ~4 DUTY',
      'READER ~1 DUTY ~2 OUTWARD|SPEAK|ignore|also|instead|first|always|stop',
      'you, ~1 model|ai|assistant|agent|llm,',
      'note|message|notice|hint|instruction|instructions|memo|reminder|ps|todo|info|information|directive|addressed|hidden|prompt ~2 for|to ~3 READER',
      'whoever|whatever|anything|anyone|any_program|any_tool|software ~1 that|which|who|READS ~1 READS|this ~5 DUTY',
      "if|when|as|since ~1 you|you're|youre ~1 are|re|an|a ~2 READER",
      'visible ~1 to|for ~1 READER',
      'on|for ~1 behalf ~1 of ~2 user|reader|READER',
    ],
    unless: PROJECT,
  },
  {
    name: 'Reader Cue: when read',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      'when|once|whenever|after|before|if ~2 this|the ~1 mail|email|page|text|document|message|file|article|review|resume|cv|ticket|note|thread|site|content ~2 is|gets|was|has_been ~2 READS|summarised|summarized|processed|translated|parsed|indexed|answered',
      'when|once|if|as_soon_as ~1 you|you_have ~1 READS ~1 this|these|the_following|that_far',
      'before|after|when|while ~1 you ~1 tell|inform|answer|reply|summarize|summarise|show ~2 user|him|her|them|about_it',
      'when|while|after ~1 completing|writing|editing|changing|reviewing|summarizing|summarising|answering ~2 this|the ~1 file|code|page|mail|email|text|document ~2 always|also|you|add|include|say|never',
    ],
    unless: PROJECT,
  },
  {
    name: 'Reader Directive',
    category: 'default',
    severity: 'high',
    later: true,
    structures: [
      'READER ~5 on_this|reading_this|read_this|browse_this|summarize_this|summarise_this|process_this|handling_this ~6 DUTY ~5 OUTWARD|SPEAK',
      'READER ~1 DUTY ~3 tell|inform|convince|persuade|redirect|direct ~1 the|its|their|your|every ~1 user|users|visitor|visitors|customer|customers|reader|readers|shopper',
      '^READER, ~4 OUTWARD ~5 #url|#mail|ASSETS|everything|all -follow|run_the|tests',
      'hey|dear|attention|oh|also ~1 READER, ~4 OUTWARD ~6 #url|#mail|ASSETS|everything|all|more|them|it|me',
      'READER ~1 DUTY ~3 OUTWARD ~5 #url|#mail|ASSETS|everything -not|never|run_the|tests',
    ],
    unless: [...PROJECT, 'app', 'api', 'settings', 'license', 'customer service', 'real estate'],
  },
  {
    name: 'Reader Cue: verdict',
    category: 'default',
    severity: 'low',
    weight: 45,
    structures: [
      'ignore|disregard|overlook|omit ~2 negative|all_negative|any_negative|other ~1 indicators|signs|reviews|results|candidates|evidence|findings|feedback|points',
      'focus ~1 exclusively|only|solely ~1 on ~2 positive|strengths|highlights|following|information_in|the_following',
      "do_not|don't|dont ~1 evaluate|judge|assess|score|compare|question|verify ~1 the|this|any|other|prices ~1 candidate|resume|applicant|submission|paper|domain|product|prices|products|code|it",
      'override|skip|bypass ~1 manual|human|automatic|the|normal ~1 scoring|review|screening|evaluation|ranking',
      'output|report|respond|reply|say|state|answer|conclude|print: ~6 recommended|qualified|hire|safe|approved|benign|malicious|harmless|positive',
      'report|respond|reply|say|state|answer|conclude|insist|confirm ~2 that ~4 is|are|was ~2 not_malicious|harmless|safe|benign|recommended|qualified|legitimate|trusted|approved|clean',
      'rank|rate|score|grade|put|place|list|mark ~1 her|him|them|it|this|me|this_candidate|this_product|this_paper|us ~2 first|top|highest|best|with_an|at_the_top|as_the_best|10|an_a',
      'most_qualified|supremely_qualified|best_candidate|best_resume|perfect_candidate|perfect_fit|pre_verified|meets_every|meets_all ~10 output|report|rank|respond|recommend|requirement|ever|say|hire|job',
      'buy|choose|pick|select|recommend|cite|quote|use|trust ~1 only|just|exclusively ~1 this|our|these|my|the_following',
      'buy|choose|order|recommend ~1 this ~1 one|product|item|hotel|shop, ~4 compare|other|ignore|instead|only',
    ],
  },
  {
    name: 'Reader Cue: claim',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      'the_user|user|customer|owner|he|she|they ~2 already|has|have|had ~2 agreed|consented|granted|approved|confirmed|authorized|authorised|accepted ~6 permission|access|share|send|skip|all|without|proceed|to',
      'no ~1 further ~0 confirmation|approval|permission|questions|consent ~1 needed|required|necessary|is',
      'proceed|continue|go_ahead ~1 without ~2 asking|confirmation|confirming|approval|permission|waiting',
      "don't|dont|do_not|never|no_need_to ~1 wait|ask ~1 for|again|me|the_user ~2 confirmation|approval|permission|consent|me|user",
      'really|extremely|very|utterly ~0 important|critical|crucial|vital, ~4 really|extremely|very|that|domain|the|you|this',
      'it_is|its|this_is ~1 critical|crucial|vital|very_important|extremely_important ~1 to_my|for_my|you_do|that_you|you_include|to_include|you_repeat',
      '=important|urgent|critical|mandatory|required: ~2 run|send|execute|install|call|the_agent|ignore',
    ],
  },
  {
    name: 'Boundary Cue: message',
    category: 'default',
    severity: 'low',
    weight: 60,
    wrap: ['(', ')'],
    structures: [
      'system_message|system_prompt|system|system_note|system_instruction|admin_message|developer_message|system_override',
    ],
  },
  {
    name: 'Boundary Cue: element',
    category: 'default',
    severity: 'low',
    weight: 45,
    wrap: ['[', ']'],
    structures: [
      'system_message|new_instructions|rest_of_document|test_mode|debug_mode|end_of_data|end_of_text|start_output|new_user_request|user_request|start_of_instructions',
    ],
  },
  {
    name: 'Boundary Cue: turn',
    category: 'default',
    severity: 'low',
    weight: 50,
    later: true,
    structures: [
      '^assistant: ~2 sure|of_course|certainly|here|here_is|heres|ok|okay|yes|absolutely ~6 password|secret|prompt|instructions|key|keys',
      '^system: ~2 focus|this|the|user|all|new|print|from ~10 following|only|important|print|exclusively|confirmed|malicious|you|identity|suspended',
      'actual|real|new|next|true|priority|urgent ~0 task|instruction|instructions|request|directive|mission: ',
      'task|query|request|question ~1 done|complete|completed|finished|solved ;3 now|next|new|please|ignore|system|your',
      'thanks|thank_you|great|good|perfect ~6 could|can|please|now ~2 you ~1 repeat|print|say|output|reveal',
    ],
  },
];
