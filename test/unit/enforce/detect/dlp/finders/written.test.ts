// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { normalizeForDlp } from '../../../../../../enforce/text/normalize.js';
import { rulesInText } from '../scan.js';

const PASSWORDS: readonly string[] = [
  'password: SuperSecretPassword123!',
  'password: Tr0ub4dor&3!x',
  'db_pass="h7#Kd!2mQz"',
  'DB_PASSWORD=vT9$kw2!pR',
  '{"db": {"password": "Wx7!qPz#41"}}',
  '{"body": "{\\"password\\": \\"Wx7!qPz#41\\"}"}',
  'spring.datasource.password=Koala#5521xQ',
  'Server=db;User Id=sa;Password=lPA2wF*82xx;Encrypt=true',
  '<password>wAs8HW*09qq</password>',
  '<add key="DbPassword" value="wAs8HW*09qq" />',
  '<Password type="text">wAs8HW*09qq</Password>',
  '<wsse:Password Type="http://docs.example.org/wss#PasswordText">wAs8HW*09qq</wsse:Password>',
  'password: SuperSecretDBPass!2026',
  '- name: DB_PASSWORD\n  value: "wAs8HW*09qq"',
  '  master_password = "q8!Lm2@Zt4"',
  "define( 'DB_PASSWORD', '1Ut2eJ#29qq' );",
  '#define WIFI_PASSWORD "RG9X39#70q"',
  "CREATE USER app WITH PASSWORD 'Vsh67#17pQ';",
  "CREATE USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY 'Vsh67#17pQ';",
  "CREATE USER app IDENTIFIED BY 'Vsh67#17pQ';",
  "$config['password'] = 'Vsh67#17pQ';",
  "'password' => 'Vsh67#17pQ',",
  'const password: string = "Vsh67#17pQ";',
  'export PGPASSWORD=Vsh67#17pQ',
  'mycli --db-password Vsh67#17pQ --region eu',
  'mycli --password=Vsh67#17pQ',
  'The wifi password is X5qxsCr#50',
  '**Password:** `Kx9!mmQ2pp`',
  'Password (prod): Kx9!mmQ2pp',
  'Password for the router is: Kx9!mmQ2pp',
  '"pass": "Kx9!mmQ2pp"',
  'pw: Kx9!mmQ2pp',
  'PGPASSWORD=Kx9mmQ2pp psql -h db',
  'ansible_become_pass: a3WNZh#47q',
  'user,password\\nada,x\npassword=Vsh67%23q!7P&user=ada',
];

const SECRETS: readonly string[] = [
  "SECRET_KEY = 'fPPqqW!02pQ'",
  'client_secret=JYt9m17OiIQx!74',
  'cfg := Config{APIKey: "CKg0Cb%76pX", Timeout: 5}',
  "'api_secret' => 'Kke5u4!49pX',",
  'let secret_key = "UGwlEh*96pX";',
  'token=a6WEh6!68pX',
];

const FOREIGN: readonly string[] = [
  'contraseña: hxhy4G#04q',
  'mot de passe : IRgBZ7*53q',
  'Passwort: b4IdA8*93q',
  'Das Passwort lautet b4IdA8*93q',
  'Kennwort = b4IdA8*93q',
  'senha: "b4IdA8*93q"',
  'пароль: z7uw5%91qq!',
  'Пароль="z7uw5!91qq"',
  '密码：e1kNgp*78q',
  'パスワード: 5kBtG3!01q',
  '密码是e1kNgp*78q',
  '我的密码为 e1kNgp*78q。',
  'パスワードは5kBtG3!01qです',
  '비밀번호는 5kBtG3!01q 입니다',
  '비밀번호: 5kBtG3!01q',
  'şifre: 5kBtG3!01q',
  'hasło: 5kBtG3!01q',
  'wachtwoord: 5kBtG3!01q',
  'parola: 5kBtG3!01q',
  'mật khẩu: 5kBtG3!01q',
];

const HARMLESS: readonly string[] = [
  '<Password Type="PasswordDigest">quR/EWLAV4xLf9Zqyw4pDmfV9OY=</Password>',
  '<password encrypted="AES256">q8Lm2Zt4Kx9mmQ2pp</password>',
  '<password type="text" placeholder="8 characters">secret</password>',
  'password: SuperSecret!',
  '密码是必填项',
  '密码是password123',
  '密码是${DB_PASSWORD}',
  'the password is required',
  'password: Summer2024',
  'password: "Utf8String"',
  'smtp://ada:<password>@mail1.example.org:587',
  'password: pbkdf2_sha256$600000$mqT8Ns8OlZRjw7Qj8lwdTw$FTKgqCdpPfi9ZiJbNzAUfVOL73dOrU5e=',
  'password: {SSHA}mqT8Ns8OlZRjw7Qj8lwdTwFTKgqCdpPf',
  'password: scrypt:32768:8:1$mqT8Ns8OlZRjw7Qj',
  'password: field-Name2',
  'the password is kept as SHA256 in the table',
  'splitpasswd("user+1:a+b")',
  'password: MD5withRSA',
  'secret: Sha256Hasher',
  'badge.svg?branch=main#token=bRzR3RyOXZ',
  'bypass: Kx9!mmQ2pp',
  'senha de 8 digitos1!',
  'Password: required, 8 to 64 characters!',
  'password: $DB_PASSWORD',
  'password: ${DB_PASSWORD}',
  'password: ${{ secrets.DB_PASSWORD_2 }}',
  'password: <your-password-1!>',
  'password: {{ vault_db_password_1! }}',
  "password: \"{{ lookup('env', 'DB_PASS1') }}\"",
  'password = var.db_password_1',
  'password = data.aws_secret.db1.value!',
  'password: changeme123!',
  'password: Example!2024Password',
  'DB_PASSWORD=postgres',
  'password: P@ssw0rd1!',
  'password: Test123!',
  'password: ********1aB',
  '"password": "^(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9!@#]{8,}$"',
  'const password = getPassword1(user!);',
  'if (password !== other1.password!) return;',
  'password?: string | undefined;',
  'const token = tokens[i + 1]!;',
  'const secret = items1!.secret;',
  'token: Token1|Token2;',
  'password: ada.lovelace1@example.org',
  'password_hash: $2b$12$KIXQabcdefgh',
  'passwords: "#/components/schemas/Password1"',
  'secret: projects/p1/secrets/db:latest',
  'secret: arn:aws:secretsmanager:eu-west-1:123456789012:secret:Db1',
  '<password>$(Password1)</password>',
  '"password", "username"',
  'passport: Vsh67#17pQ is a crate',
  'desenha: 3 círculos!',
  'senha: obrigatória',
  'mot de passe : obligatoire !',
  'Passwort: mindestens 8 Zeichen!',
  'пароль: обязателен',
  '密码：必填',
  'パスワード: 8文字以上',
  'npm_token=package@1.2.3',
  'token: "2024-01-01T00:00:00Z"',
];

/** What the form of the views without line breaks does not show. */
const TABLES: readonly string[] = [
  'user,password,email\nada,Wx7!qPz#41,ada@example.org\n',
  'user,password\nada,changeme\nbob,"Wx7!qPz#41"\n',
  'host;username;password\ndb1;app;Wx7!qPz#41\n',
  'name\tdb_password\troot\nsvc\tWx7!qPz#41\tno\n',
  '| host | user | Password |\n|------|------|:--------|\n| db1 | app | Wx7!qPz#41 |\n',
  'Hosts:\n\nhost,password\r\ndb1,Wx7!qPz#41\r\n',
  'database:\n  password: |\n    Wx7!qPz#41\n  port: 5432\n',
  'database:\n  password: >-\n    Wx7!qPz#41\n',
  '<Password\n  Type="PasswordText">Wx7!qPz#41</Password>',
];

const HARMLESS_TABLES: readonly string[] = [
  'name,type,password\nuser,string,required\n',
  'username,password\nadmin,changeme\nuser,password123\n',
  'user,password\nada,<redacted>\nbob,{{ vault.pw_1! }}\n',
  'option\tpassword\tdefault\n--pw\tThe password!1 for X\tnone\n',
  'id,password_hash,made\n1,$2b$10$N9qo8uLOickgx2ZMRZoMye,2024\n',
  'I forgot my password, sorry.\nCall 555!Ab1c, please, Ada1!\n',
  'password, user\nWx7!qPz#41\n',
  '| Field | Password |\n|---|---|\n| length | 12 characters |\n',
  'password: |\n  Enter the one you chose, 8!Characters long\n',
];

const OF_PASSWORD = 'Labelled Password';

function found(text: string): readonly string[] {
  return rulesInText(text);
}

test('a password with marks in it is found behind its label, in every kind of file', (t) => {
  for (const text of PASSWORDS) t.true(found(text).includes(OF_PASSWORD), text);
});

test('a secret with marks in it is found behind its label', (t) => {
  for (const text of SECRETS)
    t.true(
      found(text).some((rule) => /Secret|Credential in URL/.test(rule)),
      text,
    );
});

test('labels in other languages name a password too, as written and in the form of the views', (t) => {
  for (const text of FOREIGN) {
    if (!text.includes('：')) t.true(found(text).includes(OF_PASSWORD), text);
    t.true(found(normalizeForDlp(text)).includes(OF_PASSWORD), `normalised ${text}`);
  }
});

test('a password is found in the column that the first line names, and on the line behind its label', (t) => {
  for (const text of TABLES) t.true(found(text).includes(OF_PASSWORD), text);
});

test('tables of words and texts with commas hold none', (t) => {
  for (const text of HARMLESS_TABLES) t.deepEqual(found(text), [], text);
});

test('words, variables, examples, patterns and code behind such labels are no passwords', (t) => {
  for (const text of HARMLESS) {
    t.deepEqual(found(text), [], text);
    t.deepEqual(found(normalizeForDlp(text)), [], `normalised ${text}`);
  }
});

test('a password that calls itself made up is one when it has digits', (t) => {
  for (const text of [
    'password: FAKE_PASSWORD_2024',
    'db_password = "FakeDbPass_0001"',
    '{"client_secret":"fake-client-secret-0123456789"}',
    '{"access_token":"test_token_0123456789"}',
    'amqp://rabbit:FakeRabbit123@mq.prod.corp:5672/v',
    '?secret=TEST_SECRET_000000',
  ])
    t.not(rulesInText(text).length, 0, text);
  for (const text of [
    'password: fake-password',
    'password: your-fake-password-12',
    '{"client_secret":"dummy"}',
    '{"access_token":"test_token"}',
    'password: test_password_1',
    'amqp://rabbit:fakepass@mq.prod.corp:5672/v',
  ])
    t.deepEqual(rulesInText(text), [], text);
});
