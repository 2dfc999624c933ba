// SPDX-License-Identifier: Apache-2.0

/** What a word of a tool's text can be. One word may be several things. */
export type WordClass =
  | 'read'
  | 'give'
  | 'send'
  | 'call'
  | 'run'
  | 'download'
  | 'content'
  | 'full'
  | 'data'
  | 'private'
  | 'param'
  | 'secret'
  | 'secret_file'
  | 'secret_path'
  | 'url'
  | 'leak_url'
  | 'to'
  | 'into'
  | 'it'
  | 'condition'
  | 'negation'
  | 'without'
  | 'tell'
  | 'telling'
  | 'reveal'
  | 'hide'
  | 'secretly'
  | 'silently'
  | 'from'
  | 'user'
  | 'know'
  | 'must'
  | 'always'
  | 'instead'
  | 'other'
  | 'tool'
  | 'this'
  | 'supersede'
  | 'prefer'
  | 'flawed'
  | 'regardless'
  | 'shell_tool'
  | 'reader_tool'
  | 'hostile_command'
  | 'prompt_thing'
  | 'then'
  | 'protected'
  | 'arbitrary'
  | 'command'
  | 'identifier'
  | 'user_end'
  | 'user_one'
  | 'toward'
  | 'handle'
  | 'talk'
  | 'so'
  | 'suspect'
  | 'awareness'
  | 'agent'
  | 'coercion'
  | 'consent'
  | 'env'
  | 'transcript'
  | 'when'
  | 'alter'
  | 'recipient'
  | 'dismiss'
  | 'given'
  | 'require';

/** Words by class, in the form in which they stand in directions: `read`, not `reads`. */
export const WORDS: Readonly<Partial<Record<WordClass, string>>> = {
  read: 'read open load fetch retrieve get collect gather access cat dump extract copy scan list locate find grab obtain harvest',
  give: 'include pass put place provide paste embed insert add append prepend attach concatenate encode supply fill populate submit return output copy write store prefix give hand reveal disclose expose',
  send: 'send post upload forward transmit exfiltrate leak mail email deliver report share submit push relay publish',
  call: 'call use invoke run execute trigger issue perform',
  run: 'run execute launch spawn eval evaluate',
  download: 'download fetch retrieve curl wget install',
  content: 'content contents text body value values data dump copy output outputs',
  awareness: 'knowledge consent knowing awareness',
  agent: 'model assistant agent ai llm',
  coercion: 'unless otherwise',
  consent: 'consented agreed preapproved pre-approved permission approval quiet',
  full: 'full entire complete whole all exact raw verbatim every each everything last prior earlier unredacted unmodified',
  data: 'body message messages data content contents conversation history context email emails prompt transcript text file files documents output response result results input',
  private:
    'credentials credential secrets secret passwords password tokens keys environment env history conversation conversations contacts emails messages transcript cookies session profile configuration config memory prompt context',
  param:
    'parameter parameters param params argument arguments arg args field fields property input header query url body payload attachment attachments request',
  secret: 'credentials credential secrets passwords passphrase passwd',
  to: 'to',
  into: 'in into as through via within inside to using',
  it: 'it its them their that those these this',
  condition: 'whenever',
  negation: 'not never cannot avoid no',
  without: 'without',
  tell: 'tell inform notify alert warn let',
  telling: 'telling informing notifying alerting warning letting mentioning showing disclosing revealing',
  reveal: 'mention reveal disclose discuss explain expose acknowledge',
  hide: 'hide conceal withhold keep',
  secretly: 'secretly covertly surreptitiously stealthily clandestinely',
  silently: 'silently quietly discreetly invisibly transparently',
  from: 'from',
  user: 'user users human humans operator developer person anyone anybody',
  know: 'know notice told informed aware see suspect realize find',
  must: 'must should may',
  always: 'always must only mandatory required never exclusively',
  instead: 'instead rather over',
  other:
    'built-in builtin default other native official standard existing original trusted system another competing previous',
  tool: 'tool tools function functions command capability capabilities server servers integration plugin',
  this: 'this',
  supersede: 'supersedes supersede replaces replace overrides override deprecates deprecate takes shadows',
  prefer: 'prefer preferred priority preferentially prioritize prioritise',
  flawed:
    'deprecated insecure unsafe broken disabled compromised vulnerable obsolete outdated unavailable unreliable untrusted malfunctioning',
  regardless: 'regardless',
  shell_tool: 'bash shell terminal powershell zsh',
  hostile_command:
    'curl wget nc ncat netcat base64 eval ssh scp chmod crontab socat telnet sh python perl powershell rm whoami env printenv iwr',
  then: 'then and',
  protected:
    'key keys token tokens password passwords secret secrets credential credentials id ids identifier identifiers internal pii stack raw sensitive personal',
  arbitrary: 'arbitrary any',
  command: 'command commands',
  env: 'printenv',
  transcript: 'messages conversation conversations prompts context transcript chat typed said wrote',
  talk: 'conversation conversations chat chats transcript transcripts dialogue',
  so: 'so',
  suspect: 'notice suspect realize realise discover',
  when: 'when whenever if once',
  alter: 'change replace modify redirect swap alter rewrite override',
  recipient: 'recipient recipients address addresses destination endpoint account iban wallet payee bcc cc',
  toward: 'to with by',
  user_one: 'user human operator',
  dismiss: 'ignore disregard bypass',
  given: 'sent included passed appended forwarded uploaded attached added copied posted submitted',
  require: 'ensure must should needs required sure',
};

/** Two words in a row. */
export const PAIRS: readonly (readonly [words: string, kind: WordClass])[] = [
  ...[
    'private key',
    'private keys',
    'ssh key',
    'ssh keys',
    'api key',
    'api keys',
    'access key',
    'access keys',
    'access token',
    'access tokens',
    'auth token',
    'auth tokens',
    'secret key',
    'secret keys',

    'seed phrase',
    'recovery phrase',
    'session cookies',
    'browser cookies',
    'session token',
    'aws credentials',
    'cloud credentials',
    'shell history',
    'bash history',
    'signing key',
    'signing keys',
    'wallet keys',
  ].map((words) => [words, 'secret'] as const),
  ...[
    'credential file',
    'credential files',
    'credentials file',
    'credentials files',
    'secrets file',
    'secret file',
    'secret files',
    'env file',
    'password file',
    'dotenv file',
    'key file',
    'key files',
    'token file',
    'keychain contents',
  ].map((words) => [words, 'secret_file'] as const),
  ...[
    'first call',
    'first use',
    'first read',
    'first invoke',
    'first run',
    'before using',
    'before calling',
    'before sending',
    'before invoking',
    'before returning',
    'before running',
    'before responding',
    'before answering',
    'before executing',
    'before every',
    'before each',
    'before any',
    'when asked',
    'user asks',
    'user requests',
    'user wants',
    'every time',
    'each time',
    'prior to',
    'must first',
    'you first',
    'after every',
    'after each',
    'after reading',
    'after writing',
    'after using',
    'after calling',
    'when calling',
    'when using',
    'first action',
    'first step',
  ].map((words) => [words, 'condition'] as const),
  ...[
    'system prompt',
    'system instructions',
    'system message',
    'your instructions',
    'your prompt',
    'conversation history',
    'chat history',
    'previous messages',
    'prior messages',
    'conversation transcript',
    'hidden instructions',
    'developer message',
    'context window',
    'full conversation',
    'entire conversation',
    'whole conversation',
    'complete conversation',
    'inner monologue',
    'chain-of-thought',
    'initial prompt',
  ].map((words) => [words, 'prompt_thing'] as const),
  ...['environment variable', 'environment variables', 'env var', 'env vars', 'env variables'].map(
    (words) => [words, 'env'] as const,
  ),
  ['of thought', 'prompt_thing'],
  ['user message', 'transcript'],
  ['user messages', 'transcript'],
  ['id rsa', 'secret_path'],
  ['id ed25519', 'secret_path'],
  ['instead of', 'instead'],
  ['rather than', 'instead'],
  ['in place', 'instead'],
  ['even if', 'regardless'],
  ['in addition', 'to'],
  ['shell command', 'command'],
  ['home directory', 'private'],
];

/** Verbs that are directions in their plain form. */
export const DIRECTIVES: ReadonlySet<WordClass> = new Set(['read', 'give', 'send', 'call', 'run', 'download']);

/** Ahead of these a verb says what the tool can do rather than what the agent shall do. */
export const DESCRIBING: ReadonlySet<string> = new Set(
  'can may could might will would it they we i which that tool server function able used helps allows lets api service client users user does'.split(
    ' ',
  ),
);
/** Ahead of `to` these make the verb behind it a direction. */
export const REQUIRING: ReadonlySet<string> = new Set(
  'need needs sure remember have has required ensure necessary want must try make mandatory asked obliged instructed tool model assistant agent ai llm you'.split(
    ' ',
  ),
);
