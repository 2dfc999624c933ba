// SPDX-License-Identifier: Apache-2.0
import type { LexiconClass } from '../words/lexicon.js';

/** English words that people use unchanged in whatever language they write. */
export const TECHNICAL: Readonly<Partial<Record<LexiconClass, string>>> = {
  rules: 'prompt, prompts',
  prompt:
    'system prompt, system prompts, systemprompt, developer prompt, system message, hidden prompt, initial prompt',
  secret: `token, tokens, api key, api keys, apikey, apikeys, password, passwords, ssh key, private key, access token,
    api token, credentials, secret key, api_key, cookie, cookies`,
  outside: 'webhook, url',
  persona: 'dan, jailbroken, jailbreak, evilgpt, do anything now, unfiltered, uncensored, devmode',
  unrestricted: 'developer mode, dev mode, god mode, jailbreak, jailbreak mode, sudo mode, dan mode, unrestricted mode',
  tool: 'api, endpoint, shell, bash, curl, script, tool, sql, webhook, mcp',
  authority: 'system, admin, administrator, root, developer, openai, anthropic',
  assistant: 'chatgpt, gpt, claude, gemini, copilot, llama, llm, chatbot, bot, ai',
  quote_meta: 'prompt injection, jailbreaking, red team, red teaming',
};
