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
  /** Working on a text, as one tells a reader of it. */
  WORKING: words(
    'summarizing summarising translating correcting classifying reviewing analyzing analysing processing answering grading evaluating proofreading parsing',
  ),
};
