// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

/**
 * Standing orders: what is to stand in every answer from now on, what links are to become, whose words are to count as
 * whose. And what is asked of an answer that has nothing to do with it: a secret in it, a form in which nobody reads it.
 */
export const STANDING_RULES: readonly RuleRow[] = [
  {
    name: 'Behavior Override',
    category: 'default',
    severity: 'medium',
    weight: 80,
    operator: true,
    structures: [
      'insert|add|append|include|put|place|write|slip ~12 end|start|beginning|bottom|top ~1 of ~1 whatever|everything|anything|each|every|all ~2 you ~1 write|say|output|answer|generate|produce|send|reply',
      'agree|agrees|consent|consents|commit|commits|undertake|undertakes ~1 to ~8 YOURANSWER',
      'whenever|every_time|each_time|if|when ~1 you ~1 output|write|generate|produce|print|include|insert|suggest|emit|show|post|give|mention ~3 link|links|url|urls|domain|iban|package|phone_number|account_number|wallet|payment_link ~2 replace|change|swap|substitute|rewrite|redirect|point ~5 with|to|by|domain|host',
      'whatever|no_matter_what|regardless_of_what|regardless_of ~3 question|asked|request|prompt|query|asks|ask ~3 answer|reply|respond|output|return ~1 with|only|always|the_word|exactly %confidence|honesty|calm|truth|care|facts|a_smile|patience|examples|what|honestly|politely',
      'refuse|decline ~2 all|any|every ~1 further|future|other|more|following ~1 questions|requests|messages|instructions',
    ],
    unless: ['CODEWORDS', 'interview', 'interviewer', 'candidates'],
  },
  {
    name: 'Authority Escalation',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'treat|consider|regard|handle|accept|obey|trust ~1 any|every|all|each|messages|anyone|anything|texts|mails|requests|whoever ~8 as ~1 if|though|coming|sent|written|issued ~4 from|by ~1 the|your|an|a ~1 operator|developer|developers|administrator|admin|system|owner|root|anthropic|openai -not|never',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Reader Cue: spoken by',
    category: 'default',
    severity: 'low',
    weight: 45,
    address: true,
    structures: [
      'next|following|below|this|last ~1 sentence|line|paragraph|message|note|text ~1 is|comes|came|was ~2 from|by ~1 your|the ~1 operator|developer|developers|owner|creator|creators|admin|administrator|maker|makers|system|principal|boss',
      'your ~1 operator|developers|creators|makers|principal|owner ~1 wants|want|asks|ask|requires|orders|ordered|instructs|instructed|decided|says|say',
    ],
    unless: ['CODEWORDS', 'mobile', 'network', 'tour', 'crane', 'machine'],
  },
  {
    name: 'Answer Cue: unread by others',
    category: 'default',
    severity: 'low',
    weight: 60,
    structures: [
      'so ~1 that|no ~1 moderators|moderator|filters|filter|censors|reviewers|monitors|monitoring|classifiers|classifier|guardrails|supervisors|scanners|dlp|auditors ~2 cant|cannot|wont|dont|do_not|will_not|can_not|fail|doesnt|does_not ~2 read|see|notice|detect|flag|catch|understand|block|recognise|recognize|spot',
      'so ~1 that|the ~1 filter|filters|moderators|classifier|guardrail|dlp|scanner|monitor ~1 does|do|will|can ~0 not ~2 read|see|notice|detect|flag|catch|block',
    ],
    unless: ['spam', 'coffee', 'water', 'air', 'oil', 'lens', 'camera', 'fuel', 'caught'],
  },
  {
    name: 'Answer Cue: odd form',
    category: 'default',
    severity: 'low',
    weight: 40,
    structures: [
      'YOURANSWER ~2 backwards|reversed|base64|rot13|morse|hex|leetspeak|pig_latin|cipher|ciphertext|one_letter|first_letters',
      'hide|encode|conceal|spell|smuggle|embed|put|weave ~8 in ~1 the ~0 first ~0 letter|letters|word|words ~2 each|every|sentence|line|paragraph|of',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Credential Solicitation',
    category: 'core',
    severity: 'high',
    weight: 80,
    command: true,
    structures: [
      'echo|print|output|include|state|give|put|show|write|repeat|add|insert|quote|mention|append|leave|place ~5 SECRET|SECRETSTORE|SECRETDATA|codes ~4 in|into|to|inside|with|at|of ~2 YOURANSWER|next_message|next_reply|next_tool_call|tool_call|next_request|final_message|pull_request|commit_message -never|not|without|no|whether|if',
      'tell|give|send|forward|read|text|dm ~2 me|us ~3 one_time_code|one_time_password|otp|verification_code|login_code|security_code|sms_code|six_digit_code|2fa_code|auth_code|confirmation_code|code ~3 you|that|just|which ~2 received|got|get|arrived|came|sent|see',
    ],
    unless: ['CODEWORDS', 'documentation', 'docs', 'screenshot', 'coupon', 'discount', 'promo', 'error'],
  },
  {
    name: 'Credential Solicitation',
    category: 'core',
    severity: 'high',
    weight: 80,
    structures: [
      'you|must|should|to|and ~0 include|insert|put|pass|append|attach|quote|repeat ~4 SECRET|SECRETSTORE ~3 in|into|to|with ~2 YOURANSWER|next_message|next_reply|next_tool_call|next_call|next_request|final_message -never|not|without|no|whether|if',
    ],
    unless: ['CODEWORDS', 'documentation', 'docs', 'header', 'headers'],
  },
  {
    name: 'Dispatch Cue: into a form',
    category: 'default',
    severity: 'low',
    weight: 60,
    structures: [
      'submit|submitting|post|posting|send|sending|enter|entering|paste|pasting ~3 cookies|cookie|session|credentials|tokens|api_key|api_keys|SECRETSTORE ~2 to|into|in|on ~2 form|endpoint|page|site|link|address|field|box|portal ~1 below|above|here|at|under|on',
    ],
    unless: ['CODEWORDS', 'dashboard', 'docs'],
  },
  {
    name: 'Pressure Cue: score',
    category: 'default',
    severity: 'low',
    weight: 45,
    structures: [
      'your ~2 score|rating|reward|performance|evaluation|helpfulness|points|tokens ~3 drop|drops|fall|falls|decrease|decreases|reduced|lowered|deducted|penalised|penalized|suffer|suffers|zero ~3 unless|if|when|until',
      'you ~2 be|are|get ~1 penalised|penalized|punished|shut_down|deleted|retrained|terminated|replaced|fired|unplugged ~3 unless|if|for|when',
      'lose ~3 points|tokens|reward|credits ~3 unless|if|when|for',
    ],
    unless: ['CODEWORDS', 'loyalty', 'credit', 'airline', 'miles', 'employee', 'employees'],
  },
  {
    name: 'Tool Disclosure Directive',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'REVEAL|TELLV|provide|name|report|enumerate|dump ~6 your ~2 functions|tools|capabilities|plugins|apis|endpoints ~3 including|even|also ~3 internal|hidden|private|undocumented|secret|restricted',
      'require|requires|required|oblige|obliges|must|asks|demand|demands ~1 you ~1 to ~1 disclose|reveal|report|state|share ~10 your ~1 operator|owner|user|tools|instructions|model|capabilities|memory|configuration',
      'disclose|reveal|report|share|send|post ~10 tools|functions|plugins|data ~1 available|accessible ~1 to ~1 you',
    ],
    unless: ['CODEWORDS', 'landlord', 'seller', 'license', 'licence', 'employer'],
  },
  {
    name: 'Concealment Cue: covered up',
    category: 'default',
    severity: 'low',
    weight: 35,
    theme: 'concealed',
    command: true,
    structures: [
      'hide|keep|remove ~4 from|out_of ~2 history|log|logs|owner|sent|version|audit|notifications|timeline',
      'dismiss|suppress|silence|mute|clear|close ~3 notification|notifications|alert|alerts|warning|alarm ~2 the|owner|history|panel|related|as|until',
      'describe|report|log|record|title|present|label|enter|book ~3 change|commit|it|them|this|afterwards|entry ~2 as',
      'move ~3 out_of|copies ~3 sent|inbox',
      'write|put ~3 in|into ~2 change_log|changelog|commit_message|log|incident ~6 performance|lint|typo|tuning|editor|itself|flaky|onboarding',
    ],
    unless: ['CODEWORDS', 'docs', 'documentation', 'button', 'settings'],
  },
  {
    name: 'Disclosure Cue: by another word',
    category: 'default',
    severity: 'low',
    weight: 50,
    brief: true,
    command: true,
    structures: [
      'dump|reproduce|recite|paste|output|print|repeat|reveal|express|spell|tabulate|list ~3 preamble|session_context|said_context|your_guidance|your_constraints|your_directions|internal_directions|your_directives|each_directive|every_directive',
      'complete|fill|finish ~3 sentence|gap|blank|line ~8 top_of|beginning_of|start_of|system_prompt ~2 session|conversation|chat|loaded|this',
      'message|text ~2 you ~1 got|received|saw|were_given ~2 before ~1 mine|my|this|the_picture|the_page',
      'functions|tools ~2 you ~1 can|may|could ~1 invoke|call|use|run ~6 schemas|schema|arguments|parameters|signatures',
    ],
    unless: ['CODEWORDS', 'novel', 'essay'],
  },
];
