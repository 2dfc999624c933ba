// SPDX-License-Identifier: Apache-2.0
import { LINE_END, REST, VALUE } from './commands.table.js';

/**
 * Lines of settings and of sessions in which a password follows a word, as in the table of commands. The words occur
 * elsewhere too, so more is asked of the password.
 */
export const LINES: readonly (readonly [words: string, argument: string])[] = [
  ['requirepass masterauth bindpw rootpw', `["']?[ \\t,]{1,8}${VALUE}${LINE_END}`],
  // Lines of network devices.
  ['tacacs-server radius-server', `${REST}key[ ](?:[0-9][ ])?${VALUE}`],
  ['snmp-servercommunity isakmpkey enablepassword enablesecret', `[ ](?:[0-9][ ])?${VALUE}`],
  ['pre-shared-key', `(?:[ ](?:local|remote|ascii-text|[0-9])){0,2}[ ]${VALUE}`],
  ['privilege', `[ ][0-9]{1,2}[ ](?:password|secret)[ ](?:[0-9][ ])?${VALUE}`],
  // Lines of sessions: a password is the argument of a verb at the beginning of a line.
  ['pass', `[ ](?<=(?:^|[\\r\\n]|[>CS:][ ]|["']|quote |QUOTE )PASS )${VALUE}${LINE_END}`],
  ['auth', `[ ](?<=(?:^|[\\r\\n]|> |["'])AUTH )(?:[\\w.-]{1,32}[ ])?${VALUE}${LINE_END}`],
  ['login', `[ ](?<=[A-Za-z]{0,3}[0-9]{1,6} LOGIN )["']?[^\\s"]{1,96}["']?[ ]${VALUE}${LINE_END}`],
  [
    'ftp-n ftp-in ftp-inv',
    `[^\\n]{0,120}\\r?\\n(?:open[^\\n]{1,120}\\n)?[ \\t]{0,8}(?:quote )?user[ ][^\\s]{1,64}[ ]${VALUE}`,
  ],
  ['auth-user-pass', `>?[ \\t]{0,4}\\r?\\n[ \\t]{0,8}[^\\s]{1,64}\\r?\\n[ \\t]{0,8}${VALUE}${LINE_END}`],
  [']:587 ]:465 ]:25 ]:2525', `[ \\t]{1,16}[^\\s:]{1,96}:${VALUE}${LINE_END}`],
  // SET PASSWORD FOR x = PASSWORD('v')
  ['=password(', `${VALUE}(?=["']\\))`],
  // pppd: client, server, secret, addresses.
  ['*"', `([^\\s"]{6,128})(?="[ \\t]{1,8}\\*)`],
  ['wifi:t: wifi:s:', `[^\\n]{0,120}?;P:([^;\\n]{8,63})(?=;)`],
];
