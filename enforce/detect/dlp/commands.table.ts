// SPDX-License-Identifier: Apache-2.0

/** What stands in a command between its name and the option: the rest of the line, up to the next command. */
const REST = '[^\\n|;]{0,240}?[ \\t]';
const VALUE = `["']?([^\\s"'|;<>]{6,128})`;
const USER = `["']?[^\\s:"'@/]{1,64}`;

/** Programs that take a password as an argument, and the argument: its first group is the password. Case counts. */
export const COMMANDS: readonly (readonly [program: string, argument: string])[] = [
  ['sshpass', `${REST}-p[ =]?${VALUE}`],
  ['curl', `${REST}(?:-[a-zA-Z]{0,4}u|--user|--proxy-user|-U)[ =]?${USER}:${VALUE}`],
  ['wget', `${REST}--(?:http-|ftp-)?password[= ]${VALUE}`],
  ['mysql', `(?:dump|admin|import|show|check)?(?:\\.exe)?(?=[ \\t])${REST}-p${VALUE}`],
  ['mariadb', `(?:-dump|-admin)?(?=[ \\t])${REST}-p${VALUE}`],
  ['redis-cli', `${REST}(?:-a|--pass)[ =]${VALUE}`],
  ['mongo', `(?:sh|dump|restore|export|import)?(?=[ \\t])${REST}(?:-p|--password)[ =]?${VALUE}`],
  ['dockerlogin', `${REST}(?:-p|--password)[ =]?${VALUE}`],
  ['podmanlogin', `${REST}(?:-p|--password)[ =]?${VALUE}`],
  ['helmregistrylogin', `${REST}(?:-p|--password)[ =]?${VALUE}`],
  ['azlogin', `${REST}(?:-p|--password)[ =]?${VALUE}`],
  ['oclogin', `${REST}(?:-p|--password|--token)[ =]?${VALUE}`],
  ['vaultlogin', `[ \\t](?:password=)?${VALUE}`],
  ['awsconfigureset', `[ \\t][\\w.-]{0,40}(?:secret_access_key|session_token)[ \\t]{1,8}${VALUE}`],
  [
    'htpasswd',
    `[ \\t](?=[^\\n|;]{0,80}-[a-zA-Z]{0,6}b)[^\\n|;]{0,120}?[ \\t][\\w.@-]{1,64}[ \\t]{1,8}${VALUE}[ \\t]{0,8}(?=$|[\\r\\n|;"'\`&])`,
  ],
  ['-passin', `[ =]?["']?pass:${VALUE}`],
  ['-passout', `[ =]?["']?pass:${VALUE}`],
  ['openssl', `${REST}(?:-k|-pass[ \\t]{1,8}pass:)[ \\t]?${VALUE}`],
  ['ldapsearch', `${REST}-w[ ]?${VALUE}`],
  ['ldapmodify', `${REST}-w[ ]?${VALUE}`],
  ['smbclient', `${REST}-U[ ]?["']?[^\\s%"']{1,64}%${VALUE}`],
  ['lftp', `${REST}-u[ ]?${USER},${VALUE}`],
  ['sqlcmd', `${REST}-P[ ]?${VALUE}`],
  ['rabbitmqctladd_user', `[ \\t]{1,8}[\\w.-]{1,64}[ \\t]{1,8}${VALUE}`],
  ['keytool', `${REST}-(?:store|key)pass[ =]${VALUE}`],
  ['netuse', `[^\\n|;]{0,160}?[ \\t]/user:[^\\s]{1,64}[ \\t]{1,8}${VALUE}`],
  ['chpasswd', `[ \\t]{0,8}<<<[ \\t]{0,8}["']?[\\w.-]{1,32}:${VALUE}`],
  ['zip', `(?=[ \\t])${REST}(?:-P|--password)[ ]?${VALUE}`],
  ['convertto-securestring', `[ \\t]{1,8}(?:-String[ \\t]{1,8})?${VALUE}`],
  ['snmpwalk', `${REST}-[AX][ ]${VALUE}`],
];
