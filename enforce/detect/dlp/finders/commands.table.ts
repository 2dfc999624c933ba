// SPDX-License-Identifier: Apache-2.0

/** What stands in a command between its name and the option: the rest of the line, up to the next command. */
export const REST = '(?=[ \\t"\'])[^\\n|;]{0,240}?[ \\t]';
export const VALUE = `["']?([^\\s"'|;<>]{6,128})`;
/** A value that something follows by which it is told; only what of it fits is taken. */
const SHORT_VALUE = `["']?([^\\s"'|;<>]{6,128}?)`;
const USER = `["']?[^\\s:"'@/]{1,64}`;
const WORD = '[ \\t]{1,8}[^\\s"\'|;<>]{1,96}';
const SECRET_NAME = '[\\w:./-]{0,64}(?:[Pp]ass|PASS|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]ey|KEY)[\\w:.-]{0,32}';
export const LINE_END = '[ \\t]{0,8}(?=$|[\\r\\n|;"\'`&)])';

/** An option with its value behind a blank, behind `=`, or attached to it. */
function option(names: string): string {
  return `${REST}(?:${names})[ =]?${VALUE}`;
}

/** An option with its value behind a blank or `=` only. */
function longOption(names: string): string {
  return `${REST}(?:${names})[ =]{1,2}${VALUE}`;
}

/** Words of a shell that hand a text to a program which reads a password from its input. */
const READERS =
  'sudo -S|docker login|podman login|nerdctl login|helm registry login|passwd|chpasswd|smbpasswd|gh auth login|glab auth login|kubeseal|cryptsetup|openssl passwd|htpasswd|kinit|su\\b|wrangler secret|vault login|fly secrets|docker secret|podman secret|gcloud secrets|npm login|cargo login';
const PIPED = `(?=["']?[ \\t]{0,4}\\|[ \\t]{0,4}(?:sudo )?(?:${READERS}))`;

/**
 * Programs that take a password as an argument, and the argument: its first group is the password, with which it ends
 * but for what only follows. Case counts in arguments; blanks between the words of a program do not.
 */
export const COMMANDS: readonly (readonly [programs: string, argument: string])[] = [
  ['sshpass', option('-p')],
  ['plink pscp psftp putty.exe kitty.exe', longOption('-pw')],
  ['curl curl.exe', `${REST}(?:-[a-zA-Z]{0,4}u|--user|--proxy-user|-U)[ =]?${USER}:${VALUE}`],
  ['http-a https-a http--auth https--auth', `[ =]{1,2}${USER}:${VALUE}`],
  [
    'httpget httppost httpput httppatch httpdelete httpsget httpspost httpsput httpspatch httpsdelete',
    `${REST}(?:-a|--auth)[ =]${USER}:${VALUE}`,
  ],
  ['wget', `${REST}--(?:http-|ftp-)?password[= ]${VALUE}`],
  ['aria2c', longOption('--(?:http|ftp)-passwd')],
  ['mysql', `(?:dump|admin|import|show|check|pump|slap)?(?:\\.exe)?${REST}-p${VALUE}`],
  ['mariadb', `(?:-dump|-admin|-import|-check)?${REST}-p${VALUE}`],
  ['mycli', option('-p')],
  ['redis-cli', `${REST}(?:-a|--pass)[ =]${VALUE}`],
  ['mongo', `(?:sh|dump|restore|export|import|top|stat)?${REST}(?:-p|--password)[ =]?${VALUE}`],
  [
    'dockerlogin podmanlogin nerdctllogin buildahlogin skopeologin oraslogin helmregistrylogin craneauthlogin cosignlogin regctlregistrylogin helmrepoadd azlogin azacrlogin twineupload uvpublish hatchpublish argocdlogin cflogin snowsql',
    option('-p|--password'),
  ],
  ['skopeocopy skopeoinspect skopeosync skopeodelete', `${REST}--(?:src-|dest-)?creds[ =]${USER}:${VALUE}`],
  ['hatchpublish', longOption('-a|--auth')],
  ['oclogin', option('-p|--password|--token')],
  ['smbmap crackmapexec netexec nxc evil-winrm psexec paexec rdesktop', longOption('-p|--password')],
  [
    'cqlsh beeline influx rabbitmqadmin elasticsearch-users ncftp ncftpput ncftpget vsql nzsql',
    longOption('-p|-pw|--password'),
  ],
  ['azsqlserver azpostgres azmysql azvm', longOption('-p|--admin-password')],
  ['azkeyvaultsecretset', longOption('--value')],
  ['vaultlogin', `(?:[ \\t]{1,4}(?:-[^\\s]{1,64}|username=[^\\s]{1,64})){0,4}[ \\t]{1,4}(?:password=|token=)?${VALUE}`],
  ['awsconfigureset', `[ \\t][\\w.-]{0,40}(?:secret_access_key|session_token)[ \\t]{1,8}${VALUE}`],
  ['awssecretsmanager', longOption('--secret-string')],
  ['awsssmput-parameter', `(?=[^\\n|;]{0,240}SecureString)${REST}--value[ =]${VALUE}`],
  ['doctlauthinit', longOption('-t|--access-token')],
  ['ghsecretset ghvariableset', longOption('-b|--body')],
  ['nugetsetapikey', `[ \\t]{1,4}${VALUE}`],
  ['nugetpush', longOption('-k|--api-key|-ApiKey')],
  ['nugetsources dotnetnugetadd dotnetnugetupdate', longOption('-p|-Password|--password')],
  [
    'dotnetuser-secretsset consulkvput pulumiconfigset',
    `(?:[ \\t]--[\\w-]{1,32}){0,3}[ \\t]{1,4}["']?${SECRET_NAME}["']?[ \\t]{1,4}${VALUE}`,
  ],
  ['poetryconfighttp-basic.', `[\\w-]{1,40}${WORD}[ \\t]{1,4}${VALUE}`],
  ['poetryconfigpypi-token.', `[\\w-]{1,40}[ \\t]{1,4}${VALUE}`],
  [
    'htpasswd',
    `[ \\t](?=[^\\n|;]{0,80}-[a-zA-Z]{0,6}b)[^\\n|;]{0,120}?[ \\t][\\w.@-]{1,64}[ \\t]{1,8}${VALUE}${LINE_END}`,
  ],
  [
    'mkpasswd opensslpasswd',
    `(?:[ \\t]{1,4}(?:-m[ \\t]?[\\w-]{1,24}|--?[\\w=-]{1,40})){0,4}[ \\t]{1,4}${VALUE}${LINE_END}`,
  ],
  ['caddyhash-password', longOption('-p|--plaintext')],
  ['useradd usermod', longOption('-p|--password')],
  ['chpasswd', `[ \\t]{0,8}<<<[ \\t]{0,8}["']?[\\w.-]{1,32}:${VALUE}`],
  ['sudo-s passwd--stdin', `[^\\n|;]{0,60}?<<<[ \\t]{0,4}${VALUE}`],
  [
    'wranglersecretput vercelenvadd podmansecretcreate dockersecretcreate gcloudsecrets',
    `[^\\n|;]{0,160}?<<<[ \\t]{0,4}${VALUE}`,
  ],
  ['echo', `(?:[ \\t]-[neE]{1,3})?[ \\t]{1,4}["']?(?:[\\w.-]{1,32}:)?${SHORT_VALUE}${PIPED}`],
  [
    'printf',
    `[ \\t]{1,4}(?:["']?%s(?:\\\\{1,2}n)?["']?[ \\t]{1,4})?["']?(?:[\\w.-]{1,32}:)?${SHORT_VALUE}(?:\\\\{1,2}n)?${PIPED}`,
  ],
  ['password-command password_command password_cmd passwordcommand', `["']?[ :=]{1,4}["']?echo (?:-n )?${VALUE}`],
  [
    'expect',
    `[^\\n]{0,32}?(?:assword|assphrase)[^\\n]{0,16}\\n?[ \\t]{0,16}(?:exp_)?send(?: --)?[ \\t]{1,4}["'{]([^\\s"'{}]{6,128}?)(?=\\\\{1,2}[rn])`,
  ],
  ['-passin -passout', `[ =]?["']?pass:${VALUE}`],
  ['openssl', `${REST}(?:-k|-pass[ \\t]{1,8}["']?pass:)[ \\t]?${VALUE}`],
  ['apksigner', `${REST}--(?:ks|key)-pass[ =]["']?pass:${VALUE}`],
  ['keytool jarsigner', `${REST}-(?:src|dest)?(?:store|key)pass[ =]${VALUE}`],
  ['gpg gpg2', longOption('--passphrase')],
  ['securityunlock-keychain securitycreate-keychain securityset-key-partition-list', longOption('-p|-k')],
  ['securityimport', longOption('-P')],
  ['securityadd-generic-password securityadd-internet-password', longOption('-w')],
  ['certutil', longOption('-p')],
  ['signtool', longOption('/p')],
  ['zip unzip', `${REST}(?:-P|--password)[ ]?${VALUE}`],
  ['7za 7zx 7ze 7zt 7zl 7zu', `${REST}-p${VALUE}`],
  ['rara rarx rare unrarx unrare unrart', `${REST}-h?p${VALUE}`],
  ['qpdf', longOption('--password|--encrypt')],
  ['pdftk', longOption('input_pw|user_pw|owner_pw')],
  ['pdftotext pdfinfo pdftoppm pdfimages pdftocairo', longOption('-upw|-opw')],
  ['ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldapcompare ldapmodrdn', option('-w')],
  ['ldappasswd', option('-w|-s|-a')],
  ['smbclient rpcclient smbget smbcacls', `${REST}(?:-U|--user)[ =]?["']?[^\\s%"']{1,64}%${VALUE}`],
  [
    'secretsdump.py psexec.py wmiexec.py smbexec.py atexec.py mssqlclient.py getuserspns.py',
    `${REST}["']?[\\w.-]{1,40}/[\\w.$-]{1,64}:([^\\s"'|;<>]{6,128})(?=@)`,
  ],
  ['lftp', `${REST}-u[ ]?${USER},${VALUE}`],
  ['sqlcmd osql bcp tsql mosquitto_pub mosquitto_sub mosquitto_rr ipmitool', option('-P')],
  ['isql', `${WORD}[ \\t]{1,4}[\\w.\\\\-]{1,64}[ \\t]{1,4}${VALUE}${LINE_END}`],
  ['exp imp', `[ \\t]{1,4}["']?[\\w$#.]{1,64}/([^\\s"'|;<>/]{6,128})(?=@)`],
  ['sqlplus sqlldr expdp impdp rman', `${REST}["']?[\\w$#.]{1,64}/(?!/)([^\\s"'|;<>/]{6,128})(?=@|["']?[ \\t]{0,4}$)`],
  ['db2connectto', `${WORD}[ \\t]{1,4}(?:user|USER)${WORD}[ \\t]{1,4}(?:using|USING)[ \\t]{1,4}${VALUE}`],
  [
    'rabbitmqctladd_user rabbitmqctlchange_password rabbitmqctlauthenticate_user',
    `[ \\t]{1,8}[\\w.-]{1,64}[ \\t]{1,8}${VALUE}`,
  ],
  ['etcdctl', `${REST}--user[ =]${USER}:${VALUE}`],
  ['netuse', `[^\\n|;]{0,160}?[ \\t]/user:[^\\s]{1,64}[ \\t]{1,8}${VALUE}`],
  ['netuse', `[^\\n|;]{0,160}?[ \\t]${SHORT_VALUE}(?=["']?[ \\t]{1,4}/user:)`],
  ['netuser', `${WORD}[ \\t]{1,4}${SHORT_VALUE}(?=["']?[ \\t]{1,4}/(?:add|ADD|domain|DOMAIN))`],
  ['cmdkey', `${REST}/pass:${VALUE}`],
  ['schtasks', longOption('/rp|/RP|/p|/P')],
  ['wmic', `${REST}/password:${VALUE}`],
  ['xfreerdp wfreerdp sdl-freerdp', `${REST}/p:${VALUE}`],
  ['winrs', `${REST}[-/]p(?:assword)?:${VALUE}`],
  ['scconfig sccreate', `${REST}password=[ \\t]?${VALUE}`],
  ['regadd', `${REST}/v[ \\t]{1,4}["']?${SECRET_NAME}["']?[ \\t][^\\n|;]{0,60}?/d[ \\t]{1,4}${VALUE}`],
  ['convertto-securestring', `(?:[ \\t]{1,8}-(?:AsPlainText|Force|String)){0,3}[ \\t]{1,8}${VALUE}`],
  ['snmpwalk snmpget snmpset snmpbulkwalk snmptrap', `${REST}-[AX][ ]${VALUE}`],
  ['nmclidevwificonnect nmclidevicewificonnect nmclidwifi', `${REST}password[ ]${VALUE}`],
  ['wpa_passphrase', `${WORD}[ \\t]{1,4}${VALUE}`],
  ['oathtool', `${REST}(?:-b|--base32)[ \\t]{1,4}(?:--?[\\w=-]{1,24}[ \\t]{1,4}){0,3}${VALUE}`],
  ['swaks', longOption('-ap|--auth-password')],
  ['sendemail', longOption('-xp')],
  ['rcloneconfigcreate', longOption('pass|password')],
  ['sshpass= rediscli_auth=', VALUE],
  ['add-mask::', VALUE],
  ['-setcookie', `[ ]${VALUE}`],
  ['npmauthident', `["']?:[ ]?${USER}:${VALUE}`],
  ['jdbc:oracle:thin: jdbc:oracle:oci:', `[\\w$#.]{1,64}/([^\\s"'|;<>/@]{6,128})(?=@)`],
  // Keys of WireGuard, and what is handed to a program as the text of a file.
  ['<(echo', `(?: -n)?[ ]["']?([A-Za-z0-9+/_=-]{32,128})(?=["']?\\))`],
  ['wggenkey wggenpsk', `[^\\n]{0,40}\\n[^\\n]{0,4}?([A-Za-z0-9+/]{43}=)`],
  ['private-lines:', `[ ]?[0-9]{1,3}\\r?\\n([A-Za-z0-9+/]{40,64}={0,2})`],
  ['ldap_default_authtok sonar.login', `[ \\t]{0,4}[=:][ \\t]{0,4}${VALUE}`],
  // Answers to what a mail server asks.
  ['authplain', `[ ]([A-Za-z0-9+/]{12,256}={0,2})`],
  ['334ugfzc3dvcmq6', `\\s{1,4}(?:[CS]: ?)?([A-Za-z0-9+/]{8,256}={0,2})`],
];
