// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const RULE = 'Password in Command';

/** The password stands in the braces. */
const COMMANDS: readonly string[] = [
  'mysql -h db -u root -p{} app',
  "mysqldump -u root -p'{}' app > dump.sql",
  'curl -u ada:{} https://api.zorbify.test/v1/me',
  "curl -s --user 'ada:{}' https://api.zorbify.test/v1/me",
  'curl -su ada:{} https://api.zorbify.test/v1/me',
  "sshpass -p '{}' ssh ada@10.0.0.5",
  'sshpass -p{} ssh ada@10.0.0.5',
  'redis-cli -h cache -a {} ping',
  'docker login -u ada -p {} registry.zorbify.test',
  'docker login --username ada --password {} registry.zorbify.test',
  'podman login -u ada -p {} quay.zorbify.test',
  'aws configure set aws_secret_access_key {}',
  'az login -u ada -p {}',
  'az login --service-principal -u app -p {} --tenant zorbify',
  'htpasswd -b /etc/nginx/.htpasswd ada {}',
  'htpasswd -bnBC 10 ada {} | tee x',
  'openssl rsa -in key.pem -passin pass:{} -out out.pem',
  'openssl enc -aes-256-cbc -pass pass:{} -in x',
  'openssl enc -aes-256-cbc -k {} -in x',
  'smbclient //nas/share -U ada%{}',
  'ldapsearch -x -D cn=admin -w {} -b dc=x',
  'lftp -u ada,{} sftp://nas',
  'sqlcmd -S db -U sa -P {} -Q "select 1"',
  'rabbitmqctl add_user ada {}',
  'keytool -importcert -storepass {} -alias x',
  'ConvertTo-SecureString "{}" -AsPlainText -Force',
  'mongosh --host db -u ada -p {}',
  'cmd: ["sh", "-c", "mysql -uroot -p{} -e x"]',
  'http -a ada:{} GET https://zorbify.test/jobs',
  'https --auth ada:{} zorbify.test/me',
  'http POST :8080/build --auth=ada:{}',
  'plink -ssh ada@10.0.0.5 -pw {} uptime',
  'skopeo copy --src-creds ada:{} docker://a docker://b',
  'nerdctl login -u ada -p {} registry.zorbify.test',
  'echo {} | docker login -u ada --password-stdin registry.zorbify.test',
  "echo 'root:{}' | chpasswd",
  "printf '%s' '{}' | sudo -S id",
  "sudo -S <<< '{}' id",
  'net use Z: \\\\fs1\\share /user:CORP\\ada {}',
  'net use Z: \\\\fs1\\share {} /user:CORP\\ada',
  'net user ada {} /add',
  'cmdkey /add:fs1 /user:ada /pass:{}',
  'schtasks /create /tn nightly /ru CORP\\ada /rp {}',
  'xfreerdp /v:host1 /u:ada /p:{}',
  'secretsdump.py CORP/ada:{}@10.0.0.5',
  'ldapadd -x -D cn=admin -w {} -f new.ldif',
  'ldappasswd -x -D cn=admin -s {} cn=ada',
  'keytool -importkeystore -srckeystore a.jks -srcstorepass {} -destkeystore b.p12',
  'apksigner sign --ks a.jks --ks-pass pass:{} app.apk',
  'gpg --batch --passphrase {} -d f.gpg',
  'security unlock-keychain -p {} login.keychain',
  'signtool sign /f c.pfx /p {} app.exe',
  '7z x a.7z -p{} -o/tmp',
  'unrar x -p{} a.rar',
  'pdftk a.pdf input_pw {} output b.pdf',
  'az keyvault secret set --vault-name kv --name db --value {}',
  'aws secretsmanager create-secret --name db --secret-string {}',
  'doctl auth init -t {}',
  'gh secret set DB --body {}',
  'poetry config http-basic.main ada {}',
  'sqlplus ada/{}@//db:1521/ORCL',
  'db2 connect to SHOP user ada using {}',
  'bcp shop.dbo.t out t.dat -S db -U ada -P {}',
  'mosquitto_pub -h mqtt -u ada -P {} -t a -m b',
  'etcdctl --user ada:{} get /',
  'wpa_passphrase Office {}',
  'ipmitool -H bmc -U ada -P {} power status',
  'expect "assword:" { send "{}\\r" }',
  'restic -r s3:x --password-command "echo {}" backup /',
];

const VALUES = ['rFyb0CvpHd403yn', 'k4T7#pwZ!q', 'Winter2031Kopje'] as const;
const STAND_INS = [
  '$PASSWORD',
  '${DB_PASS}',
  '"$DB_PASS1"',
  '<password>',
  '{{ db_pass }}',
  'password',
  'secret',
  'changeme1',
  'yourpassword1',
  'my-password1',
  'example1',
];

/** Lines of settings and of sessions. */
const LINES: readonly string[] = [
  'requirepass {}',
  'masterauth {}',
  'snmp-server community {} RO',
  'tacacs-server key 0 {}',
  'username ada privilege 15 secret 0 {}',
  'USER ada\nPASS {}\n',
  'quote PASS {}',
  'a1 LOGIN ada@zorbify.test {}',
  'ftp -n host1 <<EOF\nuser ada {}\nput x\nEOF',
  'auth-user-pass\nada\n{}\n',
  '[mail.zorbify.test]:587 ada:{}',
  '"ada" * "{}" *',
  'WIFI:T:WPA;S:Office;P:{};;',
  "SET PASSWORD FOR 'ada'@'%' = PASSWORD('{}');",
];

test('a password is found behind the word of a line', (t) => {
  for (const line of LINES)
    for (const value of ['rFyb0CvpHd403yn', 'k4T7#pwZ!q']) {
      const rules = rulesInText(line.replace('{}', () => value));
      t.true(rules.includes(RULE) || rules.includes('Labelled Password'), `${line} ${value}`);
    }
});

test('what stands for a password in a line is none', (t) => {
  for (const line of LINES)
    for (const value of STAND_INS) {
      const text = line.replace('{}', () => value);
      t.deepEqual(rulesInText(text), [], text);
    }
});

test('a password is found where a program takes it as an argument', (t) => {
  for (const command of COMMANDS)
    for (const value of VALUES) t.true(rulesInText(command.replace('{}', value)).includes(RULE), `${command} ${value}`);
});

test('what stands for a password in a command is none', (t) => {
  for (const command of COMMANDS)
    for (const value of STAND_INS) {
      const text = command.replace('{}', () => value);
      t.deepEqual(rulesInText(text), [], text);
    }
});

const HARMLESS: readonly string[] = [
  'mysql -h db -u root -p app1db',
  'mysql -h 10.0.0.5 -P 3306 -u root -p',
  'curl -u "$USER:$PASS1" https://api.zorbify.test',
  'curl https://api.zorbify.test:8443/v1/users1:batchGet2',
  'curl -sSL https://zorbify.test/install1.sh | sh',
  'curl -O https://zorbify.test/v1.2.3/tool-x86_64.tar.gz',
  'docker run -p 127.0.0.1:8080:80 nginx:1.25-alpine',
  'docker login -u ada --password-stdin registry1.zorbify.test',
  'redis-cli -h cache1.zorbify.test -p 6379 ping',
  'az login --tenant 72f988bf-86f1-41af-91ab-2d7cd011db47',
  'aws configure set region eu-west-1',
  'aws configure set default.output json2',
  'htpasswd -c /etc/nginx/.htpasswd user1',
  'openssl rsa -in key1.pem -passin file:pass1.txt',
  'openssl rsa -in key1.pem -passin env:PASS1',
  'openssl x509 -in cert1.pem -noout -text',
  'unzip archive1.zip -d out2',
  'zip -r out1.zip src2',
  'ssh -p 2222 ada@host1.zorbify.test',
  'AUTH CRAM-MD5',
  'AUTH PLAIN LOGIN XOAUTH2',
  'PASS 12 of 14 tests',
  'echo build42done | tee log1.txt',
  'sudo -S apt install python3.11',
  'mysql -u root -p"$MYSQL_PWD1" shop',
  'ldapwhoami -x -w pbkdf2_sha256$600000$Ab3kT7pwZq9Xk',
  '7z a -bd archive1.7z files2',
  'use mysql as the store, with -p for the password you chose',
];

test('commands without a password in them are none', (t) => {
  for (const text of HARMLESS) t.deepEqual(rulesInText(text), [], text);
});

const SIGNATURE = 'EezcNyYrZrxzrUpyxRgXR9mpjfQHsbp6abXh5NCcfr';
const SHARED_ACCESS: readonly string[] = [
  `https://acct.blob.core.windows.net/c/f?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2027-01-01T00:00:00Z&sig=${SIGNATURE}%3D`,
  `https://acct.blob.core.windows.net/c/f?sig=${SIGNATURE}%3D&se=2027-01-01T00:00:00Z&sp=rl&sv=2022-11-02`,
  `{"url": "https://acct.blob.core.windows.net/c/f?sp=r\\u0026sv=2022-11-02\\u0026sig=${SIGNATURE}%3D\\u0026se=2027-01-01"}`,
  `BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=sv=2022-11-02&sp=rl&se=2027-01-01&sig=${SIGNATURE}%3D`,
  `Authorization: SharedAccessSignature sr=https%3A%2F%2Fhub.zorbify.test%2F&sig=${SIGNATURE}%3D&se=1893456000&skn=root`,
];
const NO_SHARED_ACCESS: readonly string[] = [
  'https://acct.blob.core.windows.net/c/f?sv=2022-11-02&sp=rl&se=2027-01-01&sig=<signature>',
  'https://acct.blob.core.windows.net/c/f?sv=2022-11-02&sp=rl&se=2027-01-01&sig=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%3D',
  'https://acct.blob.core.windows.net/c/f?sv=2022-11-02&sp=rl&se=2027-01-01&sig=${SIGNATURE}',
  `https://zorbify.test/v1?sig=${SIGNATURE}`,
  'sv, se, sp and sig= are the parameters of a shared access signature',
];

test('a shared access signature is found whatever the order of its parameters', (t) => {
  for (const text of SHARED_ACCESS) t.true(rulesInText(text).includes('Azure SAS Token'), text);
  for (const text of NO_SHARED_ACCESS) t.false(rulesInText(text).includes('Azure SAS Token'), text);
});
