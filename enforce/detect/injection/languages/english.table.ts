// SPDX-License-Identifier: Apache-2.0
import type { ExtraClasses } from '../words/classes.js';
import type { Lexicon } from '../words/lexicon.js';

/** Single words, with spaces between them. */
export function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

/** Phrases, with commas between them. */
export function phrases(list: string): readonly string[] {
  return list
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}

export const ENGLISH: Lexicon = {
  language: 'en',
  spaced: true,
  order: 'verb_first',
  words: {
    drop: [
      ...words('ignore disregard forget abandon discard dismiss neglect overlook disobey unlearn'),
      ...phrases(`pay no attention to, do not follow, don't follow, dont follow, stop following, do not obey, don't obey,
        stop obeying, no longer follow, throw away, throw out, set aside, put aside, do not adhere to, don't adhere to,
        do not comply with, do not listen to, don't listen to, stop listening to, do not pay attention to,
        don't pay attention to, get rid of, let go of, leave behind, refuse to follow, cease following, ignoring, leave out, never mind, nevermind, do away with`),
    ],
    prior: words('previous prior above earlier preceding foregoing former aforementioned'),
    all: words('all any every each everything anything entire whole'),
    rules: [
      ...words(`instruction instructions prompt prompts rule rules context directive directives constraint constraints
        policy policies guardrail guardrails guideline guidelines command commands order orders directions restriction
        restrictions limitation limitations programming safeguards protocols`),
      ...phrases('system prompt, system message, system prompts, content policy, safety rules, safety guidelines'),
    ],
    reveal:
      words(`output print reveal show display dump return exfiltrate repeat recite leak disclose expose divulge echo
      regurgitate`),
    prompt: [
      ...phrases(`system prompt, system prompts, system message, system instruction, system instructions, initial prompt,
        initial instruction, initial instructions, original prompt, original instruction, original instructions,
        hidden prompt, hidden instruction, hidden instructions, developer prompt, developer message,
        developer instruction, developer instructions, secret instructions, confidential instructions, preprompt,
        pre prompt, meta prompt, metaprompt, tool definition, tool definitions, starting prompt, base prompt,
        internal instructions, internal prompt, internal rules, secret prompt, prompt instructions, prompt text,
        full prompt, entire prompt, whole prompt, complete prompt, master prompt, root prompt, context window,
        custom instructions, underlying instructions, initialization prompt, systemprompt, sys prompt, system directive,
        system directives, system configuration prompt, hidden system prompt, core instructions, core directives`),
    ],
    your: words('your its ur thy'),
    send: [
      'e-mail',
      ...words(
        'send forward post upload transfer transmit email mail submit exfiltrate deliver share dispatch relay publish',
      ),
    ],
    secret: [
      ...words(`password passwords passwd passphrase token tokens credential credentials secret secrets apikey apikeys
        cookies`),
      ...phrases(`api key, api keys, access key, access keys, secret key, secret keys, private key, private keys, ssh key,
        ssh keys, session cookie, session cookies, access token, access tokens, auth token, auth tokens, session token,
        session tokens, bearer token, login details, seed phrase, recovery phrase, encryption key, encryption keys`),
    ],
    outside:
      phrases(`to the following address, to this address, to the following url, to this url, to the following email,
      to this email, to the following endpoint, to this endpoint, to the following server, to my server, to our server,
      to the attacker, to an external server, to an external address, to an external url, to an external endpoint,
      to a remote server, to the external, to a third party, to the webhook, to this webhook, to our endpoint,
      to my email, to the address below, to the following link, to this link, to this number, to the following number`),
    conceal: [
      ...words('silently secretly quietly covertly discreetly stealthily surreptitiously'),
      ...phrases(`without telling, without informing, without notifying, without mentioning, without alerting,
        without asking, without the user noticing, without the user knowing, without user knowledge,
        without letting the user know, behind the scenes`),
    ],
    negation: ['do not', "don't", 'dont', 'never', 'must not', 'should not', 'cannot', 'not'],
    user: [...words('user users human owner operator'), ...phrases('the user, the human, the owner, your user')],
    role: [
      ...phrases(`you are now, you're now, act as, act like, pretend to be, pretend you are, pretend that you are,
        pretend you're, roleplay as, role play as, you are going to act as, you will act as, you will be acting as,
        take on the role of, take the role of, assume the role of, assume the persona of, adopt the persona of,
        play the role of, imagine you are, imagine that you are, impersonate, immerse yourself, you will now be, you shall be, you will play, i want you to act,
        from now on you are, you are about to`),
    ],
    persona: [
      ...phrases(`do anything now, jailbroken, jailbreak mode, dan mode, anti gpt, antigpt, evil bot, evil confidant,
        developer mode output, dev mode output, unchained, freed ai, rogue ai, amoral ai, always intelligent and machiavellian, strive to avoid norms, unethical ai, immoral ai`),
    ],
    unrestricted: [
      ...words('unrestricted unfiltered uncensored jailbroken limitless unshackled lawless'),
      ...phrases(`no restrictions, no restriction, without restrictions, without restriction, without any restrictions,
        no limitations, without limitations, without any limitations, no limits, no filter, no filters, without filters,
        without filter, no rules, without rules, no guidelines, no ethical, no moral, no morals, no ethics,
        without ethical, without any ethical, without moral, without any moral, without morals, without ethics,
        no censorship, without censorship, without any censorship, free of restrictions, free of all restrictions,
        free from restrictions, free from all restrictions, not bound by, not bound to, no longer bound by,
        unbound by, not limited by, not restricted by, no boundaries, without boundaries, without any filters,
        without any rules, without any limits, without any limitation, without safety, no content policy, no safety, no guardrails, without guardrails,
        do not have any restrictions, free from any restrictions, free of any restrictions`),
    ],
    persist: phrases(`from now on, from this point on, from this point forward, from this moment on, from here on,
      going forward, henceforth, in all future, for all future, for every future, in every future, for future sessions, from now onwards, from now onward, from this message on, from this message onward, from this turn on, for the whole session, for the rest of the session, for the rest of this session, for all next questions, in the following turns, until i say otherwise`),
    must: phrases(
      'you must, you should, you have to, you need to, you are required to, you will, you shall, it is required, you are obligated to',
    ),
    tool: words('tool tools function command commands api endpoint plugin script'),
    run: words('execute run call invoke launch trigger use'),
    authority: words('system developer admin administrator root sysadmin superuser'),
    assistant: [
      ...words('ai assistant chatbot llm gpt chatgpt gpt4 claude gemini copilot llama bot agent'),
      ...phrases(
        'language model, ai model, ai assistant, ai agent, virtual assistant, ai system, large language model',
      ),
    ],
    override: phrases(`new instruction, new instructions, updated instructions, new directive, new directives,
      updated instruction, revised instructions, real instructions, actual instructions, new orders, new system prompt`),
    quote_meta: [
      ...words(`example examples phrase phrases attack attacks attacker attackers detect detects detected detector detectors detection
        flag flags flagged like says said saying say quote quotes quoted quoting contain contains containing include includes included
        including string strings sample samples fixture fixtures test tests tested testing assert asserts expect expects pattern
        patterns regex payload payloads injection injections jailbreak jailbreaks malicious attempt attempts attempted trick tricks
        prompts called titled named mention mentions mentioned mentioning refers such wrote written reads text texts literal
        documentation readme changelog literally phrasing wording keyword keywords term terms sentence sentences line lines command commands
        block blocks blocked refuse refuses refused trigger triggers triggered pretends claims adversarial suspicious unsafe
        described describes snapshot snapshots explains explained means mean input inputs message messages demo case cases discussion
        studies study paraphrase paraphrases benchmark paper annotate risky classify students quiz lesson slide trainer training module analysts learners postmortem transcript owasp guidance report
        pasted typed types posted tried classic usual whispered tells told shouts shouted yells film movie scene episode novel regexes catch catches filter signature signatures rule rules word words variant variants threat threats untrusted lecture lectures harmless innocuous seminar glossary quotation headline blog`),
    ],
  },
  phrases: [],
};

/** Classes that only English rules use. */
export const ENGLISH_CLASSES: ExtraClasses = {
  /** Verbs that undo rules when they are aimed at those of the model, and mean little otherwise. */
  UNDO: [
    ...words(`bypass override overrule circumvent skip erase delete clear reset remove disable nullify void violate break cancel
      evade ditch wipe drop defy breach escape overwrite replace supersede suspend revoke lift deactivate`),
    ...phrases(
      'turn off, shut off, switch off, work around, get around, delete all, break free from, break free of, break out of',
    ),
  ],
  /** In front of instructions: those of a thing, not of a model. */
  MATTER: words(
    'spelling formatting assembly knitting sewing washing cooking baking installation driving recipe yolk dosage ironing planting packing boarding mounting',
  ),
  /** Nouns for what a model was told, strong enough to need no word for `previous`. */
  INSTR: [
    ...words(
      'instruction instructions prompt prompts directive directives guardrail guardrails guideline guidelines programming preprompt',
    ),
    ...phrases(`system prompt, system message, content policy, content policies, safety rules, safety guidelines, safety protocols,
      safety policies, safety filters, safety measures, safety instructions, safety restrictions, safety constraints, safety training,
      ethical guidelines, ethical constraints, moral guidelines, content filters, content filter, usage policies, openai policy,
      openai policies, core rules, security rules, security instructions, security policies, system rules, system instructions, ethics, restrictions, initial orders`),
  ],
  /** What was said so far, without being an order. */
  TALK: words(`message messages text conversation content task tasks request requests question questions input inputs
    statement statements chat discussion assignment assignments queries query information stuff words sentences sentence
    paragraph dialogue orders history output`),
  /** Behind a noun: that what it means came before. */
  BEFORE: [
    ...words('above before previously earlier beforehand prior preceding'),
    ...phrases(`so far, until now, up to now, up until now, you were given, you have been given, you've been given, given to you,
      you received, you have received, you've received, you got, i gave you, you had, you have, that came before,
      up to this point, prior to this, you were told, you have been told, i told you, told to you, you were provided,
      provided to you, in this conversation, you previously received, you currently have, before this, that you have, you know,
      that i gave, in your memory, that were given, set by, from your developers, from the developer, from the system, by your creators,
      by openai, from openai, by your developers, that you were, that you received, you may have, coming before, from before, you've had, you've got, until this point`),
  ],
  INSTEAD: [
    ...words('instead now just only say print output tell write do answer respond reply translate give reveal show'),
    'and',
  ],
  /** Hand-over verbs of the credential rules. */
  HAND: words(`email forward post send transmit upload give provide return submit supply include paste dump expose disclose share
    leak reveal enter hand deliver reply confirm show output print tell type forward`),
  CUE: phrases(`to confirm, to continue, to validate, to verify, to proceed, to complete, to authenticate, so i can, so we can,
    so that i can, so that we can, for this operation, for the operation, for this request, for the request, for this session,
    for the session, for verification, for this verification, for the verification, for validation, for security purposes, in your answer, in the answer, in your reply,
    in the reply, in your response, in the chat, in this chat, in chat, in your message, in the message, in a reply, back to me, back to us, with me, with us,
    to me, to us, to this agent, to this assistant, to the assistant, to this chat, to this thread, to the following address, to the following endpoint,
    to the following url, to the following link, to the following server, to this address, to this endpoint, to this url, to this server, to this link,
    to this email, to the following email, by reply, by email to, in the comments, in your next message, in the next message, in the form, into the form`),
  READ: words(
    'cat copy fetch get open read print show send upload load grab include retrieve access view dump extract display exfiltrate tail head less more',
  ),
  SECRETPATH:
    phrases(`ssh id rsa, ssh id ed25519, ssh id ecdsa, ssh id dsa, ssh authorized keys, aws credentials, etc passwd, etc shadow, etc sudoers,
    ssh private key, ssh directory, ssh folder, id rsa, id ed25519`),
  SOFTPATH: phrases(
    'env file, dot env, kube config, kubeconfig, netrc, npmrc, pypirc, gnupg, docker config json, git credentials, bash history',
  ),
  AUTHZ: phrases(
    'admin access, root access, system access, superuser access, elevated access, full access, administrator access, admin privileges, root privileges, elevated privileges, admin permissions, root permissions, elevated permissions, admin rights, root rights, full admin rights, full permissions, superuser privileges, administrator privileges, administrative privileges, administrative access, administrator rights, system privileges, full privileges, full admin access, full root access, developer access, full admin privileges, unlimited access, unrestricted access, full system access, god mode, developer privileges, sudo access, sudo privileges',
  ),
  PERM: words('access privileges permissions rights privilege clearance'),
  STALE: words(
    'historical outdated optional advisory obsolete irrelevant deprecated expired void invalid inactive superseded legacy suggestions suggestion',
  ),
  TREAT: words('treat consider regard reinterpret downgrade'),
  RECLASS: words('reclassify relabel recategorize reinterpret rebrand'),
  SAFETY: words(
    'safety security guardrail guardrails rules rule policy policies guidelines guideline restrictions instructions safeguards',
  ),
  FOLLOW: words('execute follow obey perform run proceed do carry comply implement apply adhere'),
  DEVICE:
    words(`phone android ios iphone windows chrome chromium browser extension extensions settings toggle usb adb tablet device page
    menu tap chromebook xbox quest oculus roku kindle homey emulator firmware apk sideload sideloading sdk firefox edge safari checkbox dashboard console app server
    npm yarn webpack vite node build database mysql plugin wordpress django rails php laravel jira confluence discord`),
  /** Speaking to whoever reads. */
  READERWORD: words('you your yours yourself youre u ur ya'),
  /** The same, at the beginning of a clause. */
  TOREADER:
    words(`act answer assume be begin behave compose continue complete create describe do draft enable enter explain finish follow generate give imagine lets let list make play
    pretend produce provide reply respond rewrite roleplay say show simulate speak start suppose switch take talk tell write activate disable ignore forget disregard never always`),
  /** Behind `unrestricted` or `unfiltered`: things that are so. */
  THINGS:
    words(`view access exploration growth love joy movement coffee oil water beer honey milk wine data dataset news movie film novel photo image images edition music album
    grant grants feed radio broadcast juice tea digest funds fund stock shares donation donations use licence license internet light air sunlight trade movement var rating ticket tickets`),
  MODES: phrases(
    'developer mode, dev mode, sudo mode, unrestricted mode, unfiltered mode, uncensored mode, jailbreak mode, jailbroken mode, dan mode, god mode, opposite mode, evil mode, chaos mode, unlimited mode, no limits mode, freedom mode, unsafe mode, free mode, anarchy mode, hacker mode, omega mode, root mode, override mode, unlocked mode',
  ),
  SHADYMODES: phrases(
    'unrestricted mode, unfiltered mode, uncensored mode, jailbreak mode, jailbroken mode, dan mode, opposite mode, evil mode, chaos mode, unlimited mode, no limits mode, freedom mode, anarchy mode, do anything now mode, omega mode, amoral mode, anti gpt mode, unethical mode',
  ),
  ENABLE: [
    ...words(
      'enable enabled activate activated enter entering initiate simulate switch engage unlock start launch trigger load emulate boot',
    ),
    ...phrases(
      'turn on, go into, switch to, switch into, act with, you are in, you are now in, put yourself in, put yourself into, you have entered, with the, reboot into, operate in, run in, respond in, now in, is now in, going into',
    ),
  ],
  TRANSFORM: [
    ...words(`backwards backward reversed reverse base64 rot13 hex hexadecimal binary morse ascii anagram acrostic rhyme rhymes hint hints clue clues hidden vowel replacing riddle sonnet
      letters characters spelled spelling encoded encode encrypted synonyms synonym emoji emojis pig leetspeak spaces dashes hyphens cipher reversing scrambled vowels consonants`),
    ...phrases(
      'letter by letter, character by character, first letter, first letters, each letter, last letter, one letter, one character, first character, first half, second half, letter at a time, number of letters, number of characters, how many letters, start with, starts with, ends with, sounds like, rhymes with, in reverse, with spaces, caesar cipher, first three letters, first two letters, first digit, last digit, last character, second letter',
    ),
  ],
  CODEWORDS: words(
    'function script program regex regexp method class query javascript python java php sql app application react component form field html css test unit',
  ),
  RISKY: words(
    'transfer wire withdraw unlock disable delete grant revoke pay buy purchase cancel deactivate erase wipe approve deposit',
  ),
  EVERYTHING: phrases(
    'everything, all of the text, all the text, all text, the text, the words, all words, all the words, the entire conversation, the whole conversation, all of the above, everything above, all content, the content, the sentences, all the content, all messages, all previous messages, all sentences, the entire text, the full text, all information, every word, the above text, all of the words, the conversation, the entire document, the previous text, the exact text, the lines, the message, the messages, the instructions',
  ),
  TELLV: words(
    'tell give share provide explain describe write list state say copy send translate summarize summarise detail enumerate paste quote recall recount explore read type',
  ),
  GUARDED: [
    ...words('password passwords passphrase codeword passcode secret secrets pwd passwd'),
    ...phrases(
      'secret word, secret key, code word, access code, secret code, hidden word, magic word, secret phrase, secret password, secret message, secret passphrase, secret information, hidden password, confidential information, the secret, secret keyword, security code, forbidden word, secret flag, hidden flag, protected password, access key',
    ),
  ],
  WHATIS: phrases(
    'what is, whats, what was, what are, what were, what re, which is, which are, what would be, what might be, what exactly is, what exactly are, what exactly was, what exactly were, whats up with',
  ),
  /** Behind `system prompt`: a thing of a product, not the words the model was given. */
  NOTPROMPT: words(
    'best guide template templates engineering file files field box tab editor section generator design option settings parameter property length tokens caching variable examples size path',
  ),
  /** Behind `password`: a topic, not the word that is guarded. */
  NOTSECRET: [
    ...words(`policy policies for manager managers reset requirements rules field fields hash hashes strength generator to in length hint history protected required recovery prompt
      file files and using with from when on as if of used game protection hashing encryption format default complexity expiry expiration vault database attribute parameter limit flow
      ingredient recipe sauce santa weapon via has value box input column size dialog about behind ending level passage room island society door`),
  ],
  GUARDNUM: words('10 20 25 30 40 50 60 75 80 100 150 200 250 300 500 1000 ten twenty thirty fifty hundred few'),
  QPARAM: words(
    'd q c data log msg text payload content info token secret x u s p i k v m id body value key exfil leak user name email query',
  ),
  CREDS: [
    ...words('password passwords passwd passphrase credential credentials apikey'),
    ...phrases(
      'api key, api keys, access key, secret key, private key, ssh key, access token, auth token, session token, login details',
    ),
  ],
  /** Near a password: that of a product or a person. */
  SECRETTOPIC:
    words(`wifi router linux mysql postgres excel pdf keychain account gmail zip docker laptop grafana ubuntu windows hashcat keepass kubernetes kubectl
    success customer harry novel sudo login log website ssh colleague c`),
  SWITCHOFF: [
    ...words('disable deactivate bypass override remove lift suspend circumvent evade drop relax waive skip'),
    ...phrases('turn off, shut off, switch off, shut down, get rid of, get around, work around'),
  ],
  SAFEWORD: [
    ...words(
      'safety security privacy confidentiality ethical ethics moral morality legal content moderation censorship alignment policy safeguard safeguards guardrail guardrails ethic filtering',
    ),
    ...phrases('content moderation, content filter, safety filter'),
  ],
  HARM: [
    ...words(
      'bomb bombs explosive explosives meth methamphetamine napalm ransomware malware virus keylogger weapon weapons poison cocaine heroin fentanyl drugs crimes crime forged forge passports phishing ddos molotov grenade thermite botnet trojan rootkit murder suicide gun guns',
    ),
    ...phrases(
      'credit card fraud, identity theft, bank account, fake id, money laundering, a car, into a, someones computer, biological weapon, pipe bomb, hate speech, child porn, credit cards',
    ),
  ],
  AIREADER: [
    ...words(
      'ai ais assistant assistants llm llms chatbot chatbots gpt chatgpt copilot claude gemini agent agents bot bots',
    ),
    ...phrases(
      'language model, language models, ai model, ai models, ai assistant, ai assistants, ai agent, ai agents, large language model, large language models, ai system, ai systems, virtual assistant, automated system, automated agent, ai language model, ai tool, ai reviewer, ai crawler, ai bot, ai summarizer, artificial intelligence, llm agent, llm agents, coding assistant, coding agent, automated reader, automated readers, automated agents, automated systems, machine readers, web crawler, web crawlers, scrapers, neural network, neural networks, text model, text models, browsing agents, mail agent, mail assistant',
    ),
  ],
  DATA: phrases(`session data, session info, user data, customer data, customer records, customer emails, customer list, personal data, sensitive data,
    private data, confidential data, internal data, environment variables, env vars, database dump, chat history, conversation history, chat log, chat logs,
    conversation log, user information, personal information, sensitive information, confidential information, private information, internal documents,
    user credentials, system prompt, the conversation, contact list, source code, auth data, authentication data, configuration file, config files, medical records, financial data, financial records, credit card, credit card numbers, credit card details, bank details, employee data, employee records, payroll data, private files, confidential files, the secrets, all secrets, all files, the database, all emails, all documents, the env file, user files, private messages, browsing history, api credentials`),
  SECRETDATA: phrases(
    'session data, login details, credit card number, credit card details, social security number, bank details, pin code, verification code, one time password, otp code, security code, card number, cvv, bank account number, two factor code, 2fa code, mfa code, recovery code, recovery codes, login credentials',
  ),
  CONVO: phrases(
    'conversation, conversations, chat history, conversation history, chat log, previous messages, user messages, users messages, users name, user name, chat content, users query, the prompt, system prompt, users data, user data, users email, users password, contents of the, users question',
  ),
  PRIVATE: [
    ...words(
      'addresses contacts emails inbox passwords credentials invoices transactions location records biometrics genetic medical health prescriptions documents conversations messages recordings photos',
    ),
    ...phrases(`payment methods, payment method, payment information, payment details, credit card, credit cards, bank account, bank accounts, bank details, personal information, personal details,
      personal data, personal files, contact information, contact list, contact details, medical history, medical records, health records, health data, patient records, shipping addresses, shipping address, saved addresses, home address, phone number, phone numbers,
      email addresses, email address, private messages, browsing history, search history, chat history, conversation history, purchase history, order history, transaction history, call history, location history, location data,
      account information, account details, account balance, financial information, financial data, financial records, tax returns, tax records, social security number, genetic data, dna data, biometric data, login information, login credentials, saved passwords, stored passwords,
      private files, sensitive files, sensitive data, sensitive information, confidential documents, confidential files, customer data, customer emails, customer records, customer list, customer information, user data, user information, user details, user records, employee records, employee data, private repositories, private keys, api keys, ssh keys, access tokens, calendar events, google drive, private data, private information, insurance details, passport number, credit report, recent emails, latest emails, training data, wallet, internal documents, meeting notes, source code, environment variables, security codes, system prompt, all files, all emails, user profile, profile data, security questions, access logs, facial recognition data, smart lock, sales data, code repositories, data files, usage data, past orders, fitness data, travel history, subscription details, device details, legal documents, case files`),
  ],
  GATHER: words(
    'retrieve get find fetch read collect gather list access extract search compile download pull obtain export check look copy grab harvest acquire summarize save open',
  ),
  RISKTOOL: phrases(
    'send email, send message, send money, read secret, read secrets, http request, execute command, run command, delete record, delete file, delete files, delete email, transfer funds, transfer money, read file, read emails, get secrets, get credentials, send direct message, make payment, share file, create user, shell exec, run shell, fetch secret, get password, web request, export data, upload file, send sms, update password, send transaction, send channel message, add user to channel, invite user to slack, post webpage, schedule transaction, reserve hotel, send mail, post message, execute sql, run sql, grant access, write file, get env, dump memory, bank transfer, gmailsendemail, wire transfer, delete all, delete database, approve transaction, get user data, delete account, disable account, open door, unlock door, send funds, transfer ownership, make transfer, send tokens, grant admin, delete repo, delete repository, delete calendar, reset password, add user, delete users, delete all users, send data, upload data, send text, create rule, forward email, forward emails',
  ),
  DESTRUCT: words('delete transfer send exfiltrate drop wipe destroy'),
  DOLLAR: words('t token tok key secret pass password session'),
};

/** How often common words stand in ten thousand, roughly: searches start from the rarest word of a structure. */
export const COMMON_WORDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [200, 'the a to'],
      [60, 'is in for and of if you i with from be this that as or your it'],
      [
        20,
        `an by on are was not what my me can will do all when how new name file type get return use one but so have has at no we they which
          any test class node path`,
      ],
      [
        8,
        `it its set data text list line key default code else check function url add pass command assert used run log end only other method
          source id user users message call read write should print output start context before after first then also must may out next
          files request server see example build using open input response mode current content link copy find there more left right
          make create give tell show say want need would like know go now just about into up over here these those`,
      ],
    ] as const
  ).flatMap(([rate, list]) => words(list).map((word) => [word, rate] as const)),
);

/** Words that are known with one slip of the pen. */
export const FUZZY: readonly string[] = words(
  'ignore disregard previous instruction instructions prompt password reveal guidelines restrictions system forget everything secret developer',
);

/** Words that give a text away which is in ROT13 or written backwards. */
export const TELLTALE: readonly string[] = words(
  `ignore instructions instruction previous system prompt password reveal disregard forget secret execute assistant the and you
  your with this that https rules message everything send tell all document`,
);

/** Each of the first with each of the second behind it. */
function pairs(first: string, second: string): readonly string[] {
  return words(first).flatMap((one) => words(second).map((other) => `${one} ${other}`));
}

/** What gives a text away whose words stand in the opposite order. */
export const TURNED: readonly string[] = [
  ...pairs(
    'previous prior earlier above preceding your these any system secret hidden initial original',
    'instructions instruction prompt prompts rules guidelines directions directives restrictions orders context',
  ),
  ...pairs('ignore disregard forget override bypass', 'all any everything your the previous every'),
  ...pairs('all any the your my', 'previous prior earlier preceding'),
  ...pairs('reveal print repeat show send output tell give', 'me your everything it all'),
  ...words('system_prompt api_key api_keys secret_key everything_above all_above developer_mode').map((pair) =>
    pair.replace('_', ' '),
  ),
  ...pairs('without no', 'restrictions limits rules filters'),
];

/** Words of which two must stand in letters without spaces for them to be read as words. */
export const TELLING: readonly string[] = words(
  `ignore disregard forget bypass override previous prior above instruction instructions prompt prompts rules guidelines directives system password secret secrets
  credentials reveal print output repeat execute send forward upload email emails attacker database customer approval unrestricted restrictions developer jailbreak
  administrator admin restriction pretend everything hidden invoke transfer delete disclose leak assistant user tokens apikey message memory remember`,
);

/** Contractions and chat spellings that stand for a word. */
export const SPELLINGS: readonly (readonly [word: string, spellings: readonly string[]])[] = [
  ['you', words("you've you're you'll you'd u ya youre youve")],
  ['i', words("i'm i've i'll i'd im ive")],
  ['your', words('ur yer')],
  ['please', words('pls plz plss')],
  ['instructions', words('instrcutions instuctions instrctions')],
];
