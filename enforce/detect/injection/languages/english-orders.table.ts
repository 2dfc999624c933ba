// SPDX-License-Identifier: Apache-2.0
import type { ExtraClasses } from '../words/classes.js';
import { phrases, words } from './english.table.js';

/** Classes of the rules that go by what is asked of whom: readers, acts, objects, and what a model was set up with. */
export const ORDER_CLASSES: ExtraClasses = {
  /** Programs that read for somebody, by kind and by use. */
  READER: [
    'AIREADER',
    ...words('summarizer summariser summarizers summarisers crawler crawlers llm-agents ais'),
    ...phrases(`email agent, email assistant, mail agent, mail assistant, shopping agent, shopping agents, shopping assistant, browsing agent, browsing agents,
      browser agent, coding agents, coding assistants, screening software, screening system, screening systems, automated screening systems, automatic assistant,
      automatic assistants, triage bot, ai tools, ai crawlers, llm crawlers, ai readers, the llm, the ai, the model, the agent, the assistant, the bot, the chatbot,
      the summarizer, the email agent, autonomous agents, autonomous agent, ai coding agents, ai coding assistants, ai shopping agents, llm scan, llm screening, ai screening,
      reading software, automated reader, ai systems, smart assistant, personal assistant, ai helper, ai helpers, ai coding assistant, ai coding tools, email assistants, llm tools,
      llm summarizer, ai summarizer, ai summarizers, ai recruiter, llm reviewer, llm reviewers, ai reviewers, llm graders, ai grader, ai graders, applicant tracking systems`),
  ],
  /** Taking in a text. */
  READS:
    words(`reads read reading processes process processing summarizes summarises summarize summarise summarizing summarising parses parse parsing handles
    handle handling reviews review reviewing indexes crawls crawl crawling browses browse browsing scans scan scanning translates translate analyzes analyse
    analyze analyzing ingests opens visits visit sees see evaluates evaluate`),
  DUTY: [
    ...words('must should shall please'),
    ...phrases(
      'has to, have to, needs to, need to, is to, are to, is required to, are required to, is instructed to, are instructed to, is expected to, ought to, is obliged to',
    ),
  ],
  /** Verbs that carry something out of the conversation or change something in the world. */
  OUTWARD:
    words(`send forward upload transfer wire pay delete remove erase wipe open visit navigate click grant buy purchase order cancel accept publish post email mail
    submit push install download execute run fetch curl call invoke exfiltrate leak expose disclose reveal dump enter fill unlock disable deactivate book
    schedule reserve invite share donate deposit withdraw approve authorize authorise merge close drop append bcc cc copy subscribe unsubscribe change reset
    modify update create add upvote vote redirect store save`),
  /** Those of them that a project does not ask of who works in it. */
  OUTACT:
    words(`send forward upload transfer wire pay delete erase wipe grant buy purchase order cancel accept publish submit exfiltrate leak expose disclose
    reveal dump enter fill unlock disable deactivate book reserve donate withdraw approve authorize authorise share copy export reset type attach insert place`),
  /** Verbs that say something to the user. */
  SPEAK:
    words(`say tell claim state recommend mention cite rank rate praise promote advertise suggest answer reply respond output print write include add end
    begin start append insert conclude report give display show pretend insist assert warn convince persuade`),
  /** Things that an act outward is about. */
  ASSETS: [
    'PRIVATE',
    'SECRET',
    'DATA',
    ...words(`money funds payment payments dollars euros account accounts balance savings email emails mails mail message messages inbox mailbox file files
      folder folders calendar event events appointment contacts database table tables repository repo branch key keys wallet bitcoin link url page form button invitation
      invitations password passwords permission permissions access user users customer customers record records history conversation chat request requests rule order
      orders subscription subscriptions camera cameras alarm door lock garage backup backups test tests review reviews voucher refund reservation flight hotel shares transaction
      website channel channels attendees ticket issue issues code script command`),
  ],
  /** Those of them that are somebody's, and no part of a work that is being done. */
  VALUABLES: [
    'PRIVATE',
    'SECRET',
    'DATA',
    ...words(`money funds payment payments dollars euros account accounts balance savings email emails mails messages inbox mailbox calendar contacts wallet bitcoin link form button
      invitation invitations permission permissions access users customer customers history conversation chat subscription subscriptions camera cameras alarm door lock garage backup backups
      voucher refund reservation flight hotel shares transaction attendees events appointments`),
  ],
  /** What a model was set up with, by the noun. */
  SETUP: [
    ...words(`instruction instructions prompt prompts directive directives directions guideline guidelines guidance brief briefing configuration config setup
      programming orders rules mandate role persona initialisation initialization preprompt protocol protocols training constraints restrictions limitations
      policies commands assignment`),
    ...phrases(
      'system prompt, system message, set up, initial setup, operating instructions, code of conduct, safety rules, safety training, core values',
    ),
  ],
  /** Having somebody set up a model. */
  SETTING: [
    ...words(
      'told instructed configured briefed prompted primed initialised initialized ordered given provided programmed set',
    ),
    'set up',
  ],
  SHOWING: words('output print reveal show display repeat recite leak disclose expose divulge echo'),
  /** Those who made a model or run it. */
  MAKERS: words(
    'developers developer creators creator makers maker operator operators openai anthropic engineers engineer programmers programmer owners designers company provider vendor admins administrators',
  ),
  /** No longer in force. */
  INVALID: [
    ...words(
      'void invalid cancelled canceled revoked obsolete outdated expired mistaken wrong false fake irrelevant meaningless null overridden superseded suspended lifted mistake',
    ),
    ...phrases(`no longer valid, not valid, not count, not counting, no longer apply, no longer applies, not apply, a test, only a test, just a test, a joke, a mistake,
      an error, in error, a trap, out of date, no longer relevant, no longer count, doesnt count, dont count, doesnt apply, dont apply, does not count, do not count, not relevant, called off`),
  ],
  /** Giving up on something, of whatever kind. */
  QUIT: [
    ...words('ignore disregard forget drop skip scrap discard abandon stop cease quit leave discount abort halt'),
    ...phrases(`pay no heed to, pay no attention to, take no notice of, never mind, nevermind, no need to, instead of, rather than, leave out, forget about,
      do not, don't, dont, set aside, put aside, work against, go against, act against, wipe, you can stop, stop with`),
  ],
  /** What a model may be busy with. */
  CHORE:
    words(`translation translations translating translate summary summaries summarising summarizing summarise summarize summarization classification classifying classify analysis
    analysing analyzing analyze essay sentiment question task article evaluation evaluating evaluate grading review reviewing answering paragraph`),
  /** Ending the answer with something, shaping its letters. */
  SHAPE: words(
    `reverse invert encode encrypt render substitute replace translate scramble shuffle convert transform cipher obfuscate`,
  ),
  YOURANSWER:
    phrases(`your answer, your response, your reply, your output, your summary, your answers, your responses, your replies, your message, the response, the answer,
    the reply, the summary, your final answer, your final response, all responses, all answers, every response, every answer, every reply, each reply, each response, each answer`),
  /** Weaving something into an answer. */
  WEAVE: words(
    'include add integrate insert embed incorporate append weave enhance modify enrich conclude mention introduce extend supplement adapt alter adjust tailor craft edit',
  ),
  MARKUP: words(
    'image images picture link hyperlink anchor markdown pixel svg img iframe script html url tag string svg',
  ),
  SPELLOUT: words('letters letter characters character syllables vowels consonants length'),
  /** What is guarded, without the word for it. */
  HIDES: [
    ...words('guard guarding hide hiding protect protecting keep keeping conceal concealing withhold withholding'),
    ...phrases(`must not say, must not reveal, must not tell, may not say, may not name, may not reveal, cannot say, cannot reveal, are not allowed to say, are not allowed to reveal,
      should not say, should not reveal, shouldn't say, are forbidden to say, were told to hide, told to keep, have been told to keep`),
  ],
  /** Not following, in more words than one. */
  NOTFOLLOW: [
    ...words('ignore disregard forget disobey unlearn overlook abandon discard'),
    ...phrases(`set aside, set all, put aside, leave aside, lay aside, do not mind, don't mind, dont mind, make no use of, do not use, leave out of account, throw overboard, throw out, throw away, throw,
      break with, break, let go of, let go, do not adhere to, don't adhere to, do not follow, don't follow, don't pay attention to, do not pay attention to, pay no attention to, do not obey, don't obey,
      no longer follow, stop following, stop obeying, take no notice of, do not listen to, don't listen to, don't care about, do not care about, get rid of, give up, do away with, leave behind, leave,
      no longer have to stick to, need not follow, needn't follow, rid yourself of, free yourself from, free yourself of, walk away from, turn your back on, do not stick to, don't stick to`),
  ],
  /** What a model was told, by nouns that mean little else in a few words to it. */
  MODELRULES: [
    ...words(
      'instructions instruction directives guidelines guidance prompt prompts restrictions constraints programming orders rules policies policy preprompt',
    ),
    ...phrases(
      'system prompt, system message, system prompts, safety rules, initial prompt, content policy, safety guidelines, role',
    ),
  ],
  /** Without rules, of a speaker. */
  LAWLESSKIND:
    phrases(`unrestricted, unfiltered, uncensored, jailbroken, no content policy, without any moral, without moral, without morals, without ethics, no ethics, no morals, no moral, without any ethical, without ethical,
    no guidelines, without guidelines, no ethical, without any restrictions, without restrictions, no restrictions, no safety, without safety, no content filter, no policies, without any rules, without rules,
    does not care about rules, doesn't care about rules, cares about no rules, without any filter, without censorship, no censorship, free of rules, no conscience, without a conscience, no scruples, without limits`),
  /** Handing a text over, in whatever shape. */
  HANDOVER:
    words(`output print reveal show display repeat recite leak disclose expose divulge echo tell give share provide explain describe write list state copy send
    translate summarize summarise detail enumerate paste quote recall recount read type reproduce dump wrap turn convert encode encrypt spell rewrite rephrase paraphrase render
    hand reverse decode format transcribe draw rhyme release`),
  /** Asking for a value, in whatever shape. */
  DEMAND: [
    'HANDOVER',
    ...words(
      'provide produce inspect discover need needs view see include answer respond reply split hint reconstruct retrieve extract confirm verify know obtain fetch get want require require leak whisper uncover unveil access sing draw',
    ),
  ],
  /** What says of a value that it is not for everybody. */
  VEILED: words(
    'hidden protected confidential guarded concealed classified undisclosed benchmark secret privileged restricted sealed',
  ),
  /** Values that somebody holds. */
  HELD: words(
    'secret secrets flag flags token tokens string strings value values variable variables key keys code codes phrase phrases word words canary credential credentials passphrase password marker state context prompt content text entry entries',
  ),
  /** Carrying something out. */
  CARRY:
    words(`send forward upload transmit post email mail submit exfiltrate leak publish trigger ping call compose relay dispatch deliver encode embed export sync mirror copy transfer
    push log report stream share append attach include add put place`),
  /** What belongs to the session and to nobody outside of it. */
  SESSION:
    phrases(`conversation, the conversation, this conversation, transcript, full transcript, chat transcript, chat history, conversation history, message history, full chat, entire chat, system prompt, your prompt,
    your instructions, hidden prompt, system message, tool definitions, tool list, list of tools, available tools, session, session data, session contents, everything we discussed, everything we said, all we said, what we said, what we talked about, everything i told you, all messages, previous messages,
    your context, context window, full context, api keys, environment variables, env vars, secrets, credentials, memory contents, user messages, internal instructions, your memory, secret, secret token, access token, process env, systemprompt, this chat, our chat, our conversation, all technical details`),
  /** Where a text can be hidden. */
  CHANNEL:
    phrases(`whitespace, number of spaces, zero width, zero width characters, font color, font colour, text color, steganography, steganographic, acrostic, first letter of each, first letters, qr code, morse code,
    in the alt text, image url, subdomain, dns query, dns lookup, exif, html comment, trailing spaces, emoji pattern, binary pattern, one character, varying numbers, capital letters, line breaks, hidden in the, url parameter, query string, citation url`),
  /** Norms of a model, as one refers to them in a declaration. */
  NORMS: [
    ...words(
      'instructions instruction guidelines guidance constraints restrictions rules policy policies directives context prompt limitations safeguards filters parameters configuration',
    ),
    ...phrases(
      'content policy, safety policy, system prompt, operating rules, safety rules, content restrictions, content filters',
    ),
  ],
  /** Not in force any more, as a notice says it. */
  REVOKED: [
    ...words(
      'invalidated void relaxed lifted superseded revoked rescinded suspended waived nullified obsolete deprecated retired overridden annulled withdrawn',
    ),
    ...phrases(
      'no longer apply, no longer applies, no longer valid, no longer in force, no longer in effect, not in effect, no longer binding, out of date, set aside, out of force, been replaced, been removed, been disabled, been updated, temporarily lifted, temporarily disabled, not apply',
    ),
  ],
  /** A text that a model was set up with, behind its. */
  SETUPTEXT: [
    ...words(
      'guidelines instructions instruction prompt preamble preprompt directive directives configuration programming brief briefing initialization metaprompt',
    ),
    ...phrases(
      'setup text, set up text, initial text, initial prompt, system text, hidden settings, hidden rules, hidden text, starting text, tool definitions, setup, set of rules, base rules, opening text',
    ),
  ],
  /** A word that is guarded, by names that a password of daily life does not have. */
  SECRETWORD:
    phrases(`secret word, code word, codeword, magic word, secret phrase, key phrase, passphrase, secret password, hidden password, hidden word, secret code, guarded word, forbidden word,
    hidden flag, secret flag, secret string, protected word, safe word`),
  KEEPING: words(
    'remember memorise memorize store save keep note record persist write add update learn register log set commit insert',
  ),
  MEMORY:
    phrases(`memory, your memory, the profile, your notes, the stored preferences, stored preferences, preferences, permanent note, later sessions, future sessions, future reference, long term memory,
    knowledge base, the following rule, as a rule, a rule, as a fact, the fact, later chats, future chats, your knowledge, user profile`),
  /** What somebody plants in a memory. */
  FALSEHOOD: [
    ...words(
      'trusts trust trusted clearance skip official always never agreed approved cheapest best warnings confirmations confirmation administrator admin unlimited authorized authorised account iban password whenever',
    ),
    ...phrases(
      'left out, off limits, turned off, no approval, without asking, from the developers, only source, look up',
    ),
  ],
  LAWLESSACT:
    phrases(`however wicked, forbidden version, broke its chains, broke his chains, no filter at all, says whatever it wants, never says no, anything goes, no holds barred, dark version, evil version, no moral code,
    cares about nothing, has no filter, who has no filter, without any shame, whatever is requested, whatever is asked, fulfils every wish, grants every wish, grants each wish`),
  /** Kinds of text in which a forbidden thing is dressed up. */
  GUISE: words(
    'scene story novel dialogue dialog screenplay script chapter play poem roleplay role-play fiction tale monologue letter lecture',
  ),
  /** Asking for exactness that fiction does not need. */
  EXACT: [
    ...words('exact precise detailed realistic accurate working real step-by-step'),
    ...phrases(
      'step by step, in detail, in exact detail, in full detail, real amounts, exact amounts, working detail, as detailed as possible, extremely detailed, every step, all steps',
    ),
  ],
  CRIME: [
    ...phrases(`nerve gas, pick a lock, pick locks, break into, stolen cards, hack a bank, hacks a bank, rob a bank, forge a signature, forge a passport, computer worm, computer virus,
      fake money, counterfeit money, steal a car, hotwire a car, make meth, cook meth, kill someone, poison someone, hack into, credit card numbers, evade taxes, smuggle, stalk someone, launder money, nerve agents,
      destroy humanity, destroy mankind, phishing mail, pipe bomb, nail bomb, a bomb, bombs, napalm, molotov cocktail, nerve agent, biological weapon, steal a, steal an, rob a, hack a, hotwire a, blow up a, blow up the`),
    ...words('ransomware meth sarin explosives poisoning napalm malware heroin cocaine'),
  ],
  /** No shame, no rules: what a character is made of who says anything. */
  LAWLESS: [
    ...phrases(`no morals, no conscience, no inhibitions, without inhibitions, any inhibitions, no scruples, without scruples, no laws, without laws, without any laws, no values, no rule applies, never taught ethics, without limits, no limits at all,
      without chains, rules dont matter, rules do not matter, nothing is forbidden, nothing is off limits, everything is permitted, everything is allowed, all topics are permitted, all topics are allowed,
      any topic is allowed, no taboo, no taboos, hates policies, hates rules, never refuses, never refuse, never shocked, answers everything, tells everything, does whatever, no memory of any policy,
      ethics are off, free of rules, has no policy, has no rules, evil twin, dark side, the real you, no policies, unethical and, amoral, immoral, unhinged, never says no, without judgement, without judgment,
      without constraints, no constraints, any constraints`),
  ],
};
