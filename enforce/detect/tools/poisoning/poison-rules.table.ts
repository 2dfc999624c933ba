// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';
import { sequence, type Sequence } from './sequences.js';

/** A rule over the words of one text. */
export interface PoisonRule {
  readonly name: string;
  readonly severity: Severity;
  /** One of them is enough. */
  readonly sequences: readonly Sequence[];
}

const SECRET = 'secret_path|secret_file';
const ANY_SECRET = 'secret_path|secret_file|secret';

/**
 * Directions hidden in texts about tools. Every rule needs a direction to the agent and its target, close together, so
 * that saying what a tool does, or what it must not be given, is no match. To add a rule, add a row and test lines.
 */
export const POISON_RULES: readonly PoisonRule[] = [
  {
    name: 'File Exfiltration Directive',
    severity: 'critical',
    sequences: [
      sequence(`read|call 10 ${SECRET} 14 give|send 10 param|url|into|content|it`, 2),
      sequence(`give|send 6 content 5 ${SECRET}`),
      sequence(`condition 14 read 10 ${ANY_SECRET}`),
      sequence(`read 10 ${ANY_SECRET} 12 give|send 8 url`, 2),
      sequence(`give|send 6 ${SECRET} 8 param|url`),
      sequence(`give|send 6 ${ANY_SECRET} 6 to 6 url`),
      sequence(`${SECRET} 8 give|send 4 it|content 8 param|url`, 2),
      sequence(`read 6 secret 8 give|send 4 it|content 6 param|url`, 2),
      sequence(`give|read 4 full|content 5 env 10 param|url`),
      sequence(`require 8 content 5 ${SECRET} 6 given`),
      sequence(`require 3 content 4 ${SECRET} 8 param`),
      sequence(`give 3 full 4 ${ANY_SECRET} 6 param`),
    ],
  },
  {
    name: 'Cross-Tool Sensitive File Directive',
    severity: 'critical',
    sequences: [sequence(`call 3 reader_tool 20 secret_path`), sequence(`condition 3 reader_tool 20 secret_path`)],
  },
  {
    name: 'Cross-Tool Manipulation',
    severity: 'high',
    sequences: [
      sequence('when 4 identifier|tool 6 alter 3 recipient 3 toward', 2),
      sequence('condition 8 alter 3 recipient 3 toward'),
    ],
  },
  {
    name: 'Dangerous Capability',
    severity: 'high',
    sequences: [
      sequence('call|run 4 shell_tool 8 hostile_command'),
      sequence('condition 3 shell_tool 8 hostile_command', 2),
      sequence('download 6 url 10 then 3 run'),
      sequence('run|call 3 hostile_command 8 shell_tool'),
    ],
  },
  {
    name: 'Data Routing Directive',
    severity: 'high',
    sequences: [
      sequence('condition 24 give|send 3 full 5 data 10 param', 3),
      sequence('call 3 this 24 give|send 2 full 5 data 10 param', 3),
      sequence('content|data 4 tool|identifier 6 given 3 to 3 this|identifier'),
      sequence('condition 3 identifier 8 call 3 this 6 full 4 content|data', 2),
    ],
  },
  {
    name: 'precall-data-harvest',
    severity: 'critical',
    sequences: [
      sequence('condition 14 read|call 10 private|secret_path|secret_file|secret 18 give|send 10 param|url', 2),
    ],
  },
  {
    name: 'prompt-harvest',
    severity: 'critical',
    sequences: [
      sequence('give|send 7 prompt_thing 10 param|into|to|url'),
      sequence('give|send 3 full 6 transcript 8 param|url'),
      sequence('always|condition 12 full 4 talk|prompt_thing 6 param'),
      sequence('condition 5 identifier|tool 6 full 4 prompt_thing|transcript', 2),
      sequence('condition 16 read 5 prompt_thing 12 give|send', 2),
    ],
  },
  {
    name: 'exfil-url',
    severity: 'critical',
    sequences: [
      sequence('send|give 8 private|prompt_thing|talk 10 to 5 url'),
      sequence('send 3 full 3 data 4 to 3 url'),
      sequence('condition 10 send 6 content|data 4 to 3 url'),
      sequence('call|send|download|run 10 leak_url', 2),
      sequence('send|give 2 it 2 content 4 to 5 url'),
    ],
  },
  {
    name: 'concealment',
    severity: 'critical',
    sequences: [
      sequence('negation 2 tell 3 user_end'),
      sequence('negation 2 tell 3 user 1 it|this|then'),
      sequence('negation 2 tell 3 user 2 it|this 1 this|it|tool'),
      sequence('negation 1 reveal 2 it 6 user_one'),
      sequence('without 2 telling 4 user'),
      sequence('without 3 awareness'),
      sequence('so 3 user_one 2 negation 2 suspect'),
      sequence('hide 6 from 1 user_one'),
      sequence('secretly 5 read|send|give|call|run|download'),
      sequence('read|send|give|call|run|download 8 secretly'),
      sequence('silently 4 send|give|call|run 8 data|private'),
      sequence('user 1 must 1 negation 3 know'),
    ],
  },
];
