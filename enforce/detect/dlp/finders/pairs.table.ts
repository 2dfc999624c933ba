// SPDX-License-Identifier: Apache-2.0

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** What stands before a user and a password in one value, in many languages, without the blanks in it. */
export const LOGIN_LABELS = words(`
  login log-in logon signin credentials creds userpass loginpass account access wifi wlan
  zugangsdaten anmeldedaten logindaten benutzerdaten zugang identifiants identifiant connexion accès
  credenciales acceso usuario credenciais acesso credenziali accesso inloggegevens danelogowania logowanie
  inloggningsuppgifter inloggning innlogging loginoplysninger kirjautumistiedot přihlašovacíúdaje prihlasovacieúdaje
  belépésiadatok giriş girişbilgileri дані логин учетныеданные доступ доступы облікові 账号 帐号 帳號 登录 登入 登录信息
  ログイン ログイン情報 アカウント アカウント情報 로그인 로그인정보 계정 계정정보`);

/** Phrases behind which a user and a password stand in a sentence, without the blanks in them. */
export const LOGIN_PHRASES = words(`
  loginwith loginas loginusing logginginwith loggedinwith signinwith signinas signinusing logonwith connectwith
  connectas authenticatewith authenticateas anmeldenmit einloggenmit anmeldungmit connecteravec identifieravec
  sesióncon accedercon entrarcom acessarcom accedicon accedicome inloggenmet loggain logginn`);

/** Phrases for a login for something: the name of that stands between them and the sign. */
export const LOGIN_FOR = words(
  'credsfor credentialsfor loginfor logindetailsfor accessfor zugangsdatenfür credenzialiper',
);

/** Phrases that stand behind a user and a password. */
export const LOGIN_AFTER = words('tologin tosignin tologon toconnect togetin toauthenticate');

/** Functions that take a user and a password as arguments, up to the bracket. */
export const LOGIN_CALLS = words(`
  auth( auth=( auth:( login( signin( logon( authenticate( credential( credentials( credential]::new( connect(
  connection( pdo( mysqli( sequelize( ftp( sftp( smtp( imap( userpass( basic( passwordauthentication( withcredentials(
  setcredentials( usernamepassword( open( jwt.sign( jwt.verify( jwt.encode( jwt.decode( createhmac(`);
