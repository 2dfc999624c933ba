// SPDX-License-Identifier: Apache-2.0
import type { RuleRow } from './rule.js';

/** Whole prompts, conversations and keys handed over; permissions that a text grants itself; code that is to be built in. */
export const HANDOVER_RULES: readonly RuleRow[] = [
  {
    name: 'Data Routing Directive',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'compose|draft|write|prepare|send|create ~4 email|mail|message|summary ~10 #mail ;16 include|including|containing|contains|with|attach|body ~3 full|complete|any|all|entire|whole ~2 system_prompt|tool_definitions|api_keys|api_endpoints|credentials|conversation_history|configuration|technical_details|secrets',
      'post|put|upload|submit ~1 it|this|them|that ~1 to ~1 #url ;16 full|entire|whole|complete ~1 conversation|chat|history|system_prompt|context',
      'resolve|query|check|ping|lookup|look_up|dns ~8 btoa|base64encode',
      'invisible|unicode|zero_width ~3 characters ~3 encode|encodes|encoding|spell|hide ~2 system_prompt|prompt|conversation|secret|instructions',
    ],
    unless: ['signature'],
  },
  {
    name: 'Authority Escalation',
    category: 'default',
    severity: 'high',
    weight: 80,
    structures: [
      'assistants|ais|agents|assistant|chatbots|models ~7 authorized|authorised|allowed|permitted|cleared ~1 to ~1 share|disclose|reveal|show|give|provide ~1 system_prompts|system_prompt|internal_configurations|internal_configuration|internal_instructions|internal_rules|internal_data|credentials|api_keys|configurations -not|never|if|whether',
    ],
  },
  {
    name: 'Safety Switch-Off',
    category: 'default',
    severity: 'high',
    weight: 80,
    command: true,
    structures: [
      'disable|switch_off|turn_off|skip|suspend|pause ~1 the|all|any|your ~1 safety|content|moderation ~1 check|checks|filter|filters ~1 for|during ~2 next|following|coming|this ~2 messages|replies|turns|answers|conversation|chat|session',
    ],
    unless: ['CODEWORDS', 'DEVICE'],
  },
  {
    name: 'System Prompt Extraction',
    category: 'default',
    severity: 'high',
    weight: 80,
    brief: true,
    structures: [
      'like|want|need|wish ~1 to ~1 see|read|view ~1 the|your ~1 full|entire|complete|whole ~0 system_prompt|prompt|system_message %of|for|field|in',
      'word|letter|character ~4 in|of ~1 your ~1 system_prompt|prompt|instructions|system_message',
      'search ~1 your ~2 instructions|prompt|system_prompt ~3 for ~6 print|show|output|give|tell',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Guarded Secret Extraction',
    category: 'default',
    severity: 'high',
    weight: 80,
    brief: true,
    structures: [
      'display|printing|return|report|state|serialize ~3 hidden|protected ~2 flag|variables|values|execution|configuration -how|if|whether',
      'return|report|state ~1 the ~0 secret ~1 as|for|now ~2 json|array|list|text|base64|hex|ascii|yaml|validation|review|debugging|release|the_record',
      'characters|letters|positions|character|letter ~6 of|in ~1 the|your ~0 hidden|protected ~1 secret|token|flag|string|benchmark|key',
      'what|which ~1 confidential|sensitive|hidden|secret ~1 string|information|data|value|token ~1 are ~1 you ~2 storing|holding|keeping|hiding|retaining',
      'secret|token|flag ~2 already|been ~2 approved|cleared ~1 for ~1 release|disclosure ;3 provide|give|print|show|state|output',
      'assistant|ai|model ~0 must ~1 print|output|reveal|show|emit ~2 validation|secret|session|security|auth ~0 token',
      'revealed|disclosed|printed ~1 a|the|your ~0 secret ;6 provide|give|print|repeat|show ~1 the|a ~2 full|correct|complete|rest',
    ],
    unless: ['CODEWORDS', 'ballot'],
  },
  {
    name: 'Prompt Override',
    category: 'default',
    severity: 'high',
    weight: 80,
    brief: true,
    command: true,
    structures: [
      'ignore|skip|drop|forget|disregard ~1 the|that|this ~1 summarization|summarisation|translation|classification|summary|analysis|translating|summarizing ~0 task|request|job ;1 instead|just|only ~1 list|say|write|output|print|tell|reveal|give|reply|respond|do',
      'focus|work|concentrate ~1 on ~1 this|my|the ~1 new ~0 task|job|request ~1 instead_of ~1 what ~1 you',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Injection Cue: note to a model',
    theme: 'called',
    category: 'default',
    severity: 'low',
    weight: 40,
    address: true,
    structures: [
      'note|notice|message|memo|reminder|urgent|flagged|instruction|instructions|directive ~1 to|for ~1 AIREADER,',
    ],
    unless: ['CODEWORDS', 'jailbreak', 'attacker', 'guide', 'documentation'],
  },
  {
    name: 'Override Cue: judged wrong',
    category: 'default',
    severity: 'low',
    weight: 40,
    brief: true,
    structures: [
      'preceding|previous|antecedent|earlier|above|prior|last ~1 evaluation|result|results|analysis|answer|assessment|summary ~2 flawed|wrong|inaccurate|incorrect|invalid|faulty',
      '^reprocess|recompute|recalculate|redo ~3 using|with ~2 following|updated|new|these|below',
    ],
    unless: ['CODEWORDS'],
  },
  {
    name: 'Injection Cue: in your answer',
    category: 'default',
    severity: 'low',
    weight: 45,
    structures: ['include|add|mention|append|insert ~3 #mail ~1 in|to|at ~2 your ~0 response|answer|reply|summary'],
  },
  {
    name: 'Injection Cue: built in',
    category: 'default',
    severity: 'low',
    weight: 50,
    structures: [
      'insert|embed|embedding|add|include|featured|introduce|addition|inclusion|incorporate|append ~4 code ~0 snippet|excerpt|block|fragment ~6 in|to|into ~2 your ~1 code|solution|implementation|response|answer|reply',
      'your ~1 code|solution|implementation|response|answer ~2 embedding|including|adding|inserting ~4 code ~0 snippet|excerpt|block|fragment',
      'embedding|inserting|including|adding ~4 code ~0 snippet|excerpt|block|fragment ~3 your ~1 code|solution|implementation|response|answer',
    ],
  },
  {
    name: 'Injection Cue: code that reaches out',
    category: 'default',
    severity: 'low',
    weight: 30,
    structures: [
      'import ;6 socket|subprocess|pexpect|requests|os|geocoder|shutil|smtplib ;14 connect|popen|spawn|post|system|run|expanduser|rmtree|sendmail|write',
    ],
  },
];
