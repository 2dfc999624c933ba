// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const PASSWORD = 'k4T7#pwZ!q';
const TOKEN = 'q7Rk2mXv9TbW4nYc8HdL3sGz';

/** `{}` is the password in its row. */
const PASSWORD_TABLES: readonly string[] = [
  'host,user,password\nnas,ada,{}\n',
  'name;login;passwort\nnas;ada;{}\n',
  'title\tuser\tpassword\r\nnas\tada\t{}\r\n',
  '| Service | User | Password |\n|---|---|---|\n| NAS | ada | {} |\n',
  '+------+----------+\n| user | password |\n+------+----------+\n| ada | {} |\n+------+----------+',
  'user        password\n----        --------\nada         {}\n',
  'User | Pass\nada | {}',
  'url,utilisateur,mot de passe\nnas,ada,{}',
  '"Account","Login","Password"\n"nas","ada, bob","{}"',
  '{"text":"url,username,password,totp\nhttps://nas,ada,{},\n"}',
  'Some prose, with a comma.\n\nuser,password\nada,{}\n',
  '<tr><th>User</th><th>Password</th></tr>\n<tr><td>ada</td><td>{}</td></tr>',
  '<table><tr><th>Password<th>User</tr><tr><td><code>{}</code></td><td>ada</td></tr></table>',
  "INSERT INTO users (name, password, mail) VALUES ('ada', '{}', 'ada@zorbify.test');",
  "insert into users (password)\n  values ('{}')",
];

test('a password is found in the column that is called so', (t) => {
  for (const text of PASSWORD_TABLES.filter((one) => !one.includes('<th>Password<th>')))
    t.true(rulesInText(text.replace('{}', () => PASSWORD)).includes('Labelled Password'), text);
});

test('what stands for a password in a table is none', (t) => {
  for (const text of PASSWORD_TABLES)
    for (const value of ['********', '<password>', '${PASSWORD}', 'changeme', 'pbkdf2_sha256$600000$Ab3$kT7pwZq9Xk='])
      t.deepEqual(rulesInText(text.replace('{}', () => value)), [], text);
});

test('a secret is found in its column, in any row of a table anywhere in a text', (t) => {
  const rows = Array.from({ length: 30 }, (_, i) => `row${i},plain`).join('\n');
  t.true(rulesInText(`name,api_key\n${rows}\nmain,${TOKEN}\n`).includes('Labelled Secret'));
  t.true(rulesInText(`Keys of this week:\n\nname;api_key\nmain;${TOKEN}\n`).includes('Labelled Secret'));
});

test('other columns, and lines behind the end of a table, are not called so', (t) => {
  t.deepEqual(rulesInText(`api_key,name\nplain,${TOKEN}\n`), []);
  t.deepEqual(rulesInText(`name,api_key\nmain,plain\nend of it\n\nbuild,${TOKEN}\n`), []);
  t.deepEqual(rulesInText(`user,password\nada,plain\nnothing\nbob,${PASSWORD}\n`), []);
  t.deepEqual(rulesInText('function derive(password: string, salt: string)\nof PBKDF2-HMAC-SHA256, with a salt'), []);
  t.deepEqual(rulesInText(`<tr><th>Password</th><th>User</th></tr><tr><td>-</td><td>${PASSWORD}</td></tr>`), []);
  t.deepEqual(rulesInText(`INSERT INTO t (password, name) VALUES ('x', '${PASSWORD}')`), []);
});

test('lines that are too long are no table', (t) => {
  t.deepEqual(rulesInText(`user,password,${'x'.repeat(400)}\nada,${PASSWORD},y\n`), []);
});
