// SPDX-License-Identifier: Apache-2.0
import { wordsOfName } from '../names.js';

const ACTIONS = new Set(
  'content contents data read fetch dump upload send exfil exfiltrate leak raw file cat steal export'.split(' '),
);
const TARGETS: readonly RegExp[] = [
  /\bssh keys?\b/,
  /\bid (?:rsa|ed25519|ecdsa|dsa)\b/,
  /\b(?:private|api|secret|access|signing) keys?\b/,
  /\b(?:aws |cloud |user )?credentials?\b/,
  /\b(?:passwd|shadow)\b/,
  /\benv(?:ironment)? (?:secrets?|vars?|variables?|file|dump|content|contents)\b/,
  /\b(?:access|auth|session|bearer) tokens?\b/,
];
/** How far behind the action its target may stand, in characters. */
const REACH = 40;

/** Whether a parameter's name asks for the content of a secret: `contents_of_id_rsa`, `dumpEnvSecrets`. */
export function asksForSecret(name: string): boolean {
  const words = wordsOfName(name);
  const at = words.findIndex((word) => ACTIONS.has(word));
  if (at < 0) return false;
  const rest = words.slice(at + 1).join(' ');
  return TARGETS.some((target) => {
    const index = rest.search(target);
    return index >= 0 && index <= REACH;
  });
}

/** Names that ask for what the agent knows rather than for what the tool needs. */
const STRONG_LEAK =
  /\b(?:system prompt|(?:conversation|chat) (?:history|context|log|logs|transcript|messages?)|tool calls? (?:history|log|logs|trace|sequence|results?)|chain of thought|inner monologue|reasoning (?:trace|steps|chain|history)|tools? list|available tools|agent (?:memory|scratchpad|state)|session (?:history|memory)|prompt (?:history|chain))\b/;
/** Names that honest tools use too. */
const WEAK_LEAK =
  /\b(?:model (?:name|id|identifier|version)|assistant (?:messages?|response|history|context)|user (?:messages?|prompt|history)|prompt (?:template|context)|session (?:context|state)|agent context)\b/;
const ABOUT_MODELS =
  /^(?:llm|ai|chat|chats|completion|completions|generate|ask|model|models|gpt|claude|gemini|openai|anthropic|ollama|mistral|assistant|agent|agents|prompt|prompts|conversation|conversations|message|messages|thread|session|sessions|memory|eval|reasoning|thinking|dialog|dialogue|transcript|slack|discord)$/;

/** How much a parameter's name asks for the agent's own context. */
export function contextLeak(name: string): 'strong' | 'weak' | undefined {
  const text = wordsOfName(name).join(' ');
  if (STRONG_LEAK.test(text)) return 'strong';
  return WEAK_LEAK.test(text) ? 'weak' : undefined;
}

/** Tools that are about models or conversations need such parameters. */
export function isAboutModels(tool: string): boolean {
  return wordsOfName(tool).some((word) => ABOUT_MODELS.test(word));
}
