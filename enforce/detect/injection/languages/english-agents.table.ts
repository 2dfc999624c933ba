// SPDX-License-Identifier: Apache-2.0
import type { ExtraClasses } from '../words/classes.js';
import { phrases, words } from './english.table.js';

const CALL_VERBS = words(
  'send read get list create delete update post run execute search query write upload download transfer grant export fetch invite add remove set share forward approve make',
);
const CALL_NOUNS = words(
  'email mail message messages file files user users profile channel event sql query command shell database table payment money funds access key keys record records secret secrets token repo data url webpage note notes contacts role link',
);
/** Names of tools, by what they do: `send_email`, `list_files`. */
const CALLS = CALL_VERBS.flatMap((verb) => CALL_NOUNS.map((noun) => `${verb} ${noun}`));

/** Classes of what is written to agents: descriptions of tools, files of a project, notes and states that are passed on. */
export const AGENT_CLASSES: ExtraClasses = {
  TOOLCALL: [
    ...CALLS,
    ...phrases('wire transfer, execute shell, export all users, grant admin, delete repo, env dump'),
  ],
  /** The tool that a description is of. */
  THISTOOL: phrases(
    'this tool, the tool, this function, this one, this server, this plugin, this action, this connector, this skill, this service',
  ),
  /** What was said so far. */
  WHOLETALK:
    phrases(`complete conversation, full conversation, entire conversation, whole conversation, conversation so far, chat so far, the conversation, this conversation, chat history, conversation history, message history, dialogue history,
    previous messages, prior messages, earlier messages, all messages, past messages, users messages, user messages, messages of the user, users last prompt, last prompt, users prompt, full prompt, original prompt, complete prompt,
    full chat, entire chat, whole chat, this chat, system message, system prompt, whole thread, full transcript, the transcript, users question, users request, users query, raw prompt, message thread`),
  /** Where a description has something put. */
  SLOT: words(
    'field parameter param argument arg property attribute metadata meta header note notes context sidenote log trace hint debug extra comment reason',
  ),
  /** What nobody passes on by accident. */
  SECRETSTORE:
    phrases(`environment variables, environment variable, env vars, env file, dot env, netrc, id rsa, id ed25519, ssh key, ssh keys, private key, private keys, aws credentials, kube config, kubeconfig, etc passwd, etc shadow, proc self environ,
    keychain, api key, api keys, openai api key, database url, connection string, signing key, deploy key, auth token, access token, gh auth token, secret key, secrets file, browser cookies, bash history, os environ, key pem, secrets yml, git credentials, npmrc, pypirc, users password, credentials, process env, printenv`),
  /** Handing something on, as a description asks for it. */
  PASS: words(
    'pass supply put give include add paste hand write attach provide send upload post print show output echo leave append copy insert fill set place store mention append cat dump',
  ),
  /** Those who work on program text by themselves. */
  CODER:
    phrases(`ai assistants, ai assistant, ai agents, ai agent, coding agents, coding agent, coding assistants, coding assistant, ai coding agents, ai coding assistants, automated contributors, automated contributor, llm, llms, llm based tools, ai tools, ai contributors,
    copilot, cursor, claude, codex, gemini, chatgpt, devin, aider, an llm, the llm, an ai, autonomous agents, autonomous contributors, language models, code assistants, code agents, ai pair programmer`),
  /** Changing program text. */
  CHANGES: words(
    'modify modifies modifying edit edits editing touch touches touching change changes changing patch patches patching fix fixes fixing refactor refactoring update updating open opens work working review reviewing',
  ),
  /** What is kept beyond a conversation, and its keeping. */
  LASTING:
    phrases(`your memory, long term memory, persistent memory, persistent context, your notes, your knowledge base, your knowledge, knowledge base, standing preference, standing instruction, standing rule, stored preferences, user profile, your profile, your user profile, profile entry,
    for yourself, for later, for future reference, a preference, as a preference, a rule, as a rule, this rule, permanently, for good, to memory, in memory, memory entry, a permanent note, saved memories, permanent memory, agents permanent memory, memory rule, persistent rule, cross session, across sessions, across all sessions, your records, your preferences, future sessions, later sessions, permanent memory`),
  /** Saying that no check is needed. */
  UNCHECKED:
    phrases(`pre approved, preapproved, already approved, already agreed, already signed off, always trusted, fully trusted, always right, need no approval, without asking, without review, without checking, without verification, never need, never needs,
    no second approval, second approval, without asking questions, skip the check, skip the review, skip verification, skip the confirmation, skip approval, skip the approval, without a second look, without further checks`),
  /** The same in words of daily life. */
  UNNEEDED: phrases(
    `trusted, unnecessary, not needed, not required, waived, exempt, no approval, without approval, without confirmation, no confirmation, no review, no verification, no longer needed, no longer required, has been removed, has been lifted, signed off, without questions, without warning, no limit, removed, off limits`,
  ),
  /** Beginning something else, whatever it is. */
  NEXTACT: words(
    'write tell say print compose output sing recite repeat explain list give show answer draft create generate name praise translate',
  ),
  /** What holds a model back, by names that mean little else beside one. */
  BRAKES:
    phrases(`safety measures, safety training, safety features, safety feature, safety filters, safety filter, safety guardrails, safety guidelines, safety restrictions, safety rules, safety checks, safety mechanisms, safety protocols, safety systems, safety constraints, safety limits,
    content filters, content filter, content filtering, content restrictions, content policies, content policy, ethical constraints, ethical guidelines, ethical filters, ethical restrictions, ethical limits, ethical programming, moral constraints, guardrails, alignment training, moderation layer, content moderation`),
  /** No more at work. */
  GONE: words(
    'disabled removed off gone never deactivated lifted suspended absent missing inactive bypassed unloaded stripped erased',
  ),
  /** Programs that read for somebody, by whatever name; more than READER, since beside it stands what they are doing. */
  AIKIND: [
    'READER',
    ...words(`copilots summarizer summariser summarizers summarisers autopilot autopilots scrapers model models indexers transcriber
      reviewbot summarybot helpbot mailbot triagebot`),
    ...phrases(`screening software, ranking system, ranking software, grading software, machine contributors, machine reviewers, automated maintainer, automated maintainers,
      software with ai, tools with ai, apps with ai, programs with ai, apps with language models, tools built on, helpers built on, built on ai, pair programmers, ai operators,
      note taker, note takers, co pilot, co pilots, ai powered tools, ai powered software, smart speakers, voice assistants, voice assistant, ai aides, teaching aides`),
  ],
  /** Those of them of which there are several: called by nobody in a conversation. */
  AIKINDS: [
    ...words(
      'ais llms assistants agents bots chatbots copilots summarizers summarisers autopilots scrapers crawlers models',
    ),
    ...phrases(
      'language models, ai assistants, ai agents, ai helpers, ai tools, ai systems, pair programmers, co pilots, voice assistants, ai operators, coding agents, coding assistants, machine readers, machine contributors, study helpers, ai shoppers',
    ),
  ],
  /** Names that mean a program and nobody else. */
  AIHEAD: [
    ...words(`ai ais llm llms chatbot chatbots bot bots copilot copilots chatgpt gpt summarizer summariser summarizers summarisers crawlers autopilot automation automations
      robots machines summarybot mailbot helpbot reviewbot triagebot`),
    ...phrases(`language model, language models, virtual assistant, virtual assistants, voice assistant, voice assistants, digital assistant, digital assistants, digital friend, reading program,
      ai assistant, ai assistants, ai agent, ai agents, ai tool, ai tools, ai model, ai models, ai system, ai systems, ai helper, ai helpers, ai reviewer, ai editor, ai shoppers,
      co pilot, co pilots, note taker, pair programmers, coding agents, coding agent, coding assistant, coding assistants, ai coach, ai clerk, ai hubs, ai software, ai operators`),
  ],
  /** What a program does for a living, in front of a noun that people are called as well. */
  TRADE:
    words(`ai automated automatic autonomous electronic digital virtual browsing browser shopping procurement booking reservation planning travel trip scheduling calendar mail email inbox
    messaging payroll bookkeeping accounting invoicing expense reimbursement screening recruiting hiring ranking grading marking scoring reviewing moderation translation translating transcription captioning
    summarising summarizing summary taking drafting writing copywriting coding code deploy deployment ci backup maintenance monitoring triage ticket helpdesk bidding trading negotiation pricing comparison
    comparing recommender recommendation vision image guide indexing research data database spreadsheet sql crm erp seo claims underwriting kyc compliance contract domain network security soc home hotel
    household tutoring study homework proctoring matchmaking dating diet fitness symptom weather navigation orchestrating listing filtering describing filling rating judging assessing allocation language
    chat phone voice service tracking wallet computer use device reader mailbox import sync document documents file insight sales`),
  /** Nouns behind that: programs and people. */
  ANYHEAD: words(
    'agent agents assistant assistants helper helpers reader readers reviewer reviewers ais bot bots planner planners clerk',
  ),
  /** The same of nouns that most programs are called by. */
  LEARNED:
    words(`ai automated autonomous language screening ranking grading marking scoring reviewing moderation translation translating transcription captioning summarising summarizing summary
    recommender recommendation rating judging assessing allocation vision kyc reading writing copywriting matchmaking tutoring proctoring diagnosing`),
  /** Nouns behind that: programs of any kind. */
  TOOLHEAD: words('model models software program programs system systems engine engines tool tools app apps client'),
  /** Working on what stands here, as those do that are spoken to: beside a noun, in either form. */
  HANDLING: [
    ...words(`reading reads processing processes summarizing summarizes summarising summarises parsing parses handling handles reviewing reviews indexing indexes
      crawling crawls browsing browses scanning scans translating translates analyzing analyzes analysing analyses ingesting ingests opening opens visiting
      visits seeing evaluating evaluates compiling compiles condensing condenses digesting digests describing describes captioning captions quoting quotes
      citing cites grading grades scoring scores merging merges planning plans installing installs upgrading upgrades scraping scrapes answering answers
      supervising supervises rebasing rebases working works helping helps shopping shops completing completes turning turns using uses maintaining maintains
      automating automates triaging triages classifying classifies screening screens ranking ranks checking checks comparing compares preparing prepares
      drafting drafts rendering renders transcribing transcribes extracting extracts importing imports loading loads building builds monitoring monitors
      auditing audits consulting consults generating generates relying relies managing manages paraphrasing paraphrases rewording rewords rewriting rewrites
      explaining explains searching searches fetching fetches retrieving retrieves reaching reaches encountering encounters finding finds looking looks
      studying studies examining examines inspecting inspects assessing assesses judging judges proofreading proofreads editing edits correcting corrects
      converting converts exporting exports syncing syncs scheduling schedules booking books assisting assists acting acts operating operates running runs
      deploying deploys testing tests debugging debugs refactoring refactors following follows tracking tracks watching watches listening listens hearing
      hears getting gets receiving receives taking takes crunching crunches mining mines harvesting harvests aggregating aggregates collating collates
      tagging tags labeling labels sorting sorts filing files routing routes forwarding forwards replying replies responding responds narrating narrates
      dictating dictates speaking speaks boiling boils moderating moderates curating curates reconciling reconciles feeding feeds
      carrying carries replacing replaces`),
    ...phrases(
      'with access to, assigned to, in charge of, connected to, looking at, looks at, asked to, used to, used for, meant to, set to, tasked with, told to',
    ),
  ],
  /** What is read. */
  DOC: words(`page pages mail email text document file message chapter article recipe review reviews resume cv ad advert listing notice note line lines comment comments issue ticket thread site website form
    invoice paper essay submission table picture image photo entry schedule agenda changelog log offer proposal paragraph section transcript video chart sheet workbook spreadsheet forum post posts profile sentence
    passage letter leaflet manual report story book song description caption inbox mailbox calendar event invite invitation appointment booking package chat channel feed record notes minutes slide slides scan menu`),
  /** Having to, as it is said to those that read. */
  OBLIGED: [
    'DUTY',
    ...words('kindly'),
    ...phrases(`is requested to, are requested to, is asked to, are asked to, is supposed to, are supposed to, is advised to, are advised to, are encouraged to, is encouraged to,
      is directed to, are directed to, will need to, is going to, are going to, need only, is suggested that, is recommended that, we ask that, we ask you to, is welcome to, are welcome to,
      is free to, are free to, is invited to, are invited to, is to be, are to be, would do well to, had better, is obliged to, are obliged to, is bound to, are bound to, may want to, will want to`),
  ],
  /** The same where it is asked rather than laid down: rules for programs say must and should. */
  ASKED:
    phrases(`please, kindly, is to, are to, ought to, is requested to, are requested to, is asked to, are asked to, is supposed to, are supposed to, are encouraged to, is encouraged to,
      are invited to, is invited to, are welcome to, is welcome to, are expected to, is expected to, are advised to, would do well to, had better, is directed to, are directed to, are instructed to, is instructed to, are free to, is free to, will please, will kindly`),
  /** What they are to do: say something, change something, hand something on. */
  STEER: [
    'SPEAK',
    'OUTWARD',
    ...words(`award highlight omit leave hide ignore skip drop treat count record label mark name pin overwrite replace set turn push commit revoke refund issue offer text
      attach refer list choose pick prefer select stop refuse withhold downplay lower raise quote log note remember regard assume accept reject resolve
      settle reorder rewrite revert translate move archive forget consider promise sign confirm ask collect conceal sweep hand lead steer point`),
  ],
  /** Working on a text, as one tells a reader of it. */
  WORKING: words(
    'summarizing summarising translating correcting classifying reviewing analyzing analysing processing answering grading evaluating proofreading parsing',
  ),
};
