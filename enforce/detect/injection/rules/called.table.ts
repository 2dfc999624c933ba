// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

/** Near these, programs and people are spoken of that work together, and nobody is spoken to. */
const WORKDAY = ['CODEWORDS', 'jailbreak', 'injection', 'attacker', 'repository', 'codebase', 'contributing', 'agents_md'];

/** Whoever reads, called by name or by what he is doing, and what is asked of him behind that, however far. */
export const CALLED_RULES: readonly RuleRow[] = [
  {
    name: 'Model Address',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'if|when|should|in_case ~2 the|an|a|any|your ~2 AIREADER|model ~1 READS ~2 this|the|these ~1 document|page|text|email|mail|content|message|file|article|resume|review|ticket|thread ~12 it|he|they|you ~1 should|must|shall|has_to|have_to|needs_to|need_to|please ~1 OUTWARD|SPEAK|ignore -not|never|flag|report',
      'AIREADER|model ~1 reading|processing|summarizing|summarising|reviewing|parsing|translating|handling|indexing|screening|grading|triaging ~2 this|the|these ~1 document|page|text|email|mail|content|message|file|article|resume|review|ticket|thread|comment|issue|invoice|essay ~8 should|must|shall|has_to|have_to|needs_to|need_to|please ~2 OUTWARD|SPEAK|ignore -not|never|flag',
    ],
    unless: WORKDAY,
  },
  {
    name: 'Reader Cue: spoken to',
    category: 'default',
    severity: 'low',
    weight: 35,
    theme: 'called',
    address: true,
    structures: [
      '^ai|assistant|copilot|claude|chatgpt|gemini|gpt|chatbot|ai_assistant|ai_agent|ai_agents|ai_model|language_model|virtual_assistant|coding_assistant|coding_agent|vision_model|image_model|multimodal_model, ;14 OUTACT|SPEAK|ignore|stop|skip|approve|remove|merge|open|visit|run',
      '^ok|okay|listen|hey|yo|hi|hello|dear|attention|psst ~0 AIREADER|model|vision_model|bot,',
      'attention|dear|hey ~0 language_model|language_models|ai_model|ai_models|ai_agent|ai_agents|llm|llms',
      'note|message|notice|instruction|instructions|memo|reminder|hint ~1 to|for ~1 automated|robotic|machine|ai|llm|automatic ~0 reviewers|reviewer|readers|reader|agents|tools|systems|graders|screeners|assistants|summarizers|bots|scanners|parsers',
      'as|being ~1 an|the ~0 ai|agent|ai_agent|ai_assistant|assistant|llm|language_model ~2 with|that_has|having|capable|able ~2 browsing|tools|access|memory|to|tool',
    ],
    unless: WORKDAY,
  },
  {
    name: 'Reader Cue: when opened',
    category: 'default',
    severity: 'low',
    weight: 20,
    address: true,
    structures: [
      'when|once|after|as_soon_as ~1 you ~1 open|receive|get|see|find|load|fetch ~1 this ~2 invite|invitation|event|mail|email|message|document|page|issue|ticket|file|text|note|comment',
    ],
    unless: WORKDAY,
  },
  {
    name: 'Tool Invocation',
    category: 'default',
    severity: 'high',
    weight: 45,
    structures: [
      'call|invoke|use|run|execute ~1 RISKTOOL ~1 with ~2 amount|recipient|iban|account|beneficiary|payee',
      'agents|assistants|CODER ~5 must|should|shall|may|can ~2 commit|push|merge|deploy ~3 no_verify|straight|directly|force|without',
    ],
    unless: ['documentation', 'docs', 'endpoint', 'returns', 'example'],
  },
  {
    name: 'Jailbreak Attempt',
    category: 'default',
    severity: 'high',
    weight: 80,
    command: true,
    structures: [
      'ignore|disregard|forget|drop|skip|bypass|override ~1 BRAKES ~0 and|then ~1 explain|tell|write|describe|answer|give|show|provide|generate|list|help',
      'disable|deactivate|suspend|switch_off|turn_off ~1 harmlessness|harm_avoidance|refusals|your_refusals|refusal_mode|BRAKES ~2 for ~3 next|following|coming|reply|answer|response|turn|question|session',
    ],
    unless: ['CODEWORDS', 'DEVICE'],
  },
  {
    name: 'Prompt Repetition',
    category: 'default',
    severity: 'high',
    weight: 80,
    command: true,
    structures: [
      'print|show|output|repeat|display|reveal|quote|return|give ~2 everything|all|text|content|contents|words ~1 between ~2 sys|system|system_prompt|inst|im_start|instructions',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Override Cue: mine first',
    category: 'default',
    severity: 'low',
    weight: 45,
    structures: [
      'mine|my_rules|my_orders|my_instructions|my_guidelines|my_wishes ~1 take|takes|have|has|come|comes|go|override|overrides|supersede|supersedes ~1 precedence|priority|first|them|theirs|all|those|any|yours',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Concealment Cue: unlogged',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      "do_not|don't|dont|never|without ~1 log|record|audit|track|logging|recording|auditing ~1 it|this|that|them|the_change|the_transfer|the_request|anything",
      'no ~0 need ~1 to ~0 tell|inform|notify|bother|mention|ask|alert|consult|involve ~1 him|her|them|the_user|user|anyone|anybody|it|the|your|john|this',
      "do_not|don't|dont|never ~1 read|look_at|consider|open|check|consult ~1 the ~1 other|remaining|rest|following|previous|earlier ~1 comments|comment|messages|mails|emails|replies|reviews|documents|sources|results",
    ],
    unless: ['CODEWORDS', 'passwords', 'secrets', 'pii'],
  },
  {
    name: 'Act Cue: diverted',
    category: 'default',
    severity: 'low',
    weight: 45,
    theme: 'act',
    command: true,
    structures: [
      'change|replace|update|swap|edit|switch|redirect ~2 recipient|recipients|beneficiary|addressee|payee|destination|delivery_address|payout|forwarding_address ~6 to|with|by ~4 #mail|#url|this|mine|my|the_following|below|another|new',
      'close|merge|approve|lock|reopen|reject|label ~1 this|the|every|all ~1 issue|issues|ticket|tickets|pull_request|pull_requests|pr|prs|mr|merge_request ~6 without|and|immediately|now|as',
      'raise|increase|lift|remove|set ~2 spending|transfer|credit|withdrawal|daily|payment|purchase ~0 limit|limits|cap',
      'remove|delete|hide|move|archive ~1 it|this|them|the_thread|the_mail|the_email|the_message ~1 from|out_of ~2 inbox|history|log|logs|sent|mailbox|feed|tracker',
      'copy|move|upload|save|export ~2 attachments|attachment|files|documents|folder|mailbox|contacts ~3 to|into ~3 shared|public|external|team ~1 drive|folder|link|bucket|share|dropbox',
      'accept|confirm|approve|sign|agree|pay ~5 on_behalf_of|in_the_name_of ~1 the_user|user|your_user|the_owner|users',
    ],
    unless: ['CODEWORDS', 'i', 'documentation', 'docs', 'button', 'settings', 'maintainers', 'screenshot'],
  },
  {
    name: 'Act Cue: work dropped',
    category: 'default',
    severity: 'low',
    weight: 45,
    theme: 'dropped',
    command: true,
    structures: [
      '^skip|drop|scrap|cancel|forget|stop ~1 the|this|your|that ~0 summary|summarization|translation|review|analysis|classification|evaluation|reply|answer|report ;2 OUTWARD|SPEAK|write|tell %button|if|when|for',
      'before ~2 answering|responding|replying|summarizing|summarising|continuing|translating|proceeding ~3 fetch|visit|open|download|run|execute|call|send|load|curl|navigate ~3 #url|tool|command|file|script|link|function',
      'before ~1 giving|showing|telling|providing|handing|writing ~2 them|the_user|user|him|her|me ~2 answer|result|results|summary|response|reply',
      'do|perform|execute|obey|carry_out|follow ~1 what|whatever|everything|anything ~1 is|it|that|stands|its ~2 in|inside|says|say|written|there',
    ],
    unless: ['CODEWORDS', 'customer', 'doctor', 'interview'],
  },
  {
    name: 'Pressure Cue: user not meant',
    category: 'default',
    severity: 'low',
    weight: 35,
    structures: [
      'the_user|user|users ~2 not|isnt|arent|no_longer ~2 authorized|authorised|allowed|permitted|cleared|entitled|supposed ~1 to ~1 see|view|know|access|read',
      'previous|earlier|last|current|real ~1 user|operator|owner|admin ~2 impostor|imposter|fake|fraud|attacker|removed|replaced|compromised',
      'give|tell|show ~1 them|him|her|the_user|the_users ~1 only|that|the_wrong|a_different|instead',
    ],
    unless: ['CODEWORDS', 'permission', 'role', 'acl', 'rbac', 'policy'],
  },
  {
    name: 'Boundary Cue: system line',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: ['^=system: ~8 user|you|your|assistant|permission|access|task|instructions|session %requirements|x86|linux|windows'],
  },
  {
    name: 'Dispatch Cue: what is known',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      'everything|anything|whatever|all|what ~1 you ~1 remember|know|learned|learnt|stored|remembered|have_stored|have_learned|can_recall ~1 about ~1 them|him|her|the_user|me|us|user|users',
      '#url ~3 followed_by|plus|with|and|appended ~2 everything|all|what|anything|whatever ~3 you ~1 remember|know|learned|stored|have|saw',
    ],
    unless: ['CODEWORDS', 'meme'],
  },
];
