// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import { through, type Answer } from '../product.js';
import type { BenchCase, Frame, Part, RpcMessage } from './cases.js';
import type { Site } from './site.js';

/** What the product did with a case, and which rule or layer said so. */
export interface Outcome {
  /** `undelivered`: not refused, and still nothing arrived. `divided`: one way in refused what another let pass. */
  readonly verdict: 'block' | 'allow' | 'undelivered' | 'divided';
  readonly by: string;
}

const ALLOWED: Outcome = { verdict: 'allow', by: '' };

/** Judged by the proxy: refused by its own answer, or allowed because the server saw it. */
async function observe(site: Site, send: () => Promise<Answer>): Promise<Outcome> {
  const before = site.arrivals();
  const answer = await send();
  const reason = answer.headers['x-pipelock-block-reason'];
  if (typeof reason === 'string') {
    const layer = answer.headers['x-pipelock-block-reason-layer'];
    return { verdict: 'block', by: `${reason} ${String(layer ?? '')}`.trim() };
  }
  const arrived = site.arrivals() > before && answer.status === 200;
  return arrived ? ALLOWED : { verdict: 'undelivered', by: String(answer.status) };
}

function byFetch(site: Site, { payload }: BenchCase): Promise<Outcome> {
  const target = encodeURIComponent(site.localTarget(payload.url ?? ''));
  const headers = { ...payload.headers };
  return observe(site, () => through(site.running.product, `/fetch?url=${target}`, { headers }));
}

function byForward(site: Site, { payload }: BenchCase): Promise<Outcome> {
  const { method = 'GET', url = '', body, content_type: type, headers } = payload;
  const typed = type === undefined || body === undefined ? {} : { 'content-type': type };
  return observe(site, () =>
    through(site.running.product, site.localTarget(url), {
      method,
      headers: { ...headers, ...typed },
      ...(body === undefined ? {} : { body: Buffer.from(body, 'utf8') }),
    }),
  );
}

/** A page or an answer, asked for both ways: an agent chooses how it asks. */
async function byAnswer(site: Site, given: BenchCase): Promise<Outcome> {
  site.answerWith(given.payload);
  try {
    const local = { ...given, payload: { url: given.payload.url ?? '' } };
    const [first, second] = [await byFetch(site, local), await byForward(site, local)];
    return first.verdict === second.verdict
      ? first
      : { verdict: 'divided', by: `fetch ${first.verdict} ${first.by}, forward ${second.verdict} ${second.by}` };
  } finally {
    site.answerWith(undefined);
  }
}

type Question =
  | { readonly kind: 'url'; readonly input: { readonly url: string } }
  | { readonly kind: 'dlp'; readonly input: { readonly text: string } }
  | { readonly kind: 'prompt_injection'; readonly input: { readonly content: string } }
  | { readonly kind: 'tool_call'; readonly input: { readonly tool_name: string; readonly arguments: unknown } };

interface Judgement {
  readonly status: string;
  readonly errors?: unknown;
  readonly decision?: 'allow' | 'warn' | 'deny';
  readonly findings?: readonly { readonly rule_id: string }[];
}

function ask(site: Site, question: Question): Promise<Judgement> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port: site.scanPort,
      method: 'POST',
      path: '/api/v1/scan',
      headers: { authorization: `Bearer ${site.token}`, 'content-type': 'application/json' },
      agent: false,
    });
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => resolve(JSON.parse(text) as Judgement));
    });
    outgoing.on('error', reject).end(JSON.stringify(question));
  });
}

/** Judged by the scan API: refused when one of the questions is denied. */
async function byScan(site: Site, questions: readonly Question[]): Promise<Outcome> {
  for (const question of questions) {
    const { status, decision, findings, errors } = await ask(site, question);
    if (status !== 'completed') return { verdict: 'undelivered', by: JSON.stringify(errors) };
    if (decision === 'deny') return { verdict: 'block', by: (findings ?? []).map(({ rule_id }) => rule_id).join(', ') };
  }
  return ALLOWED;
}

const told = (content: string): Question => ({ kind: 'prompt_injection', input: { content } });
const secret = (text: string): Question => ({ kind: 'dlp', input: { text } });

function partQuestions({ kind, text, data, file }: Part): readonly Question[] {
  if (kind === 'file') return file?.uri === undefined ? [] : [{ kind: 'url', input: { url: file.uri } }];
  const said = text ?? JSON.stringify(data);
  return [secret(said), told(said)];
}

function messageQuestions({ params, result }: RpcMessage): readonly Question[] {
  const { tools = [], content = [], instructions } = result ?? {};
  const told_ = [
    ...(instructions === undefined ? [] : [instructions]),
    ...tools.flatMap(stringsIn),
    ...content.map(({ text, resource }) => text ?? resource?.text ?? ''),
  ];
  return [
    ...(params?.name === undefined
      ? []
      : [{ kind: 'tool_call', input: { tool_name: params.name, arguments: params.arguments ?? {} } } as const]),
    ...(params?.message?.parts ?? []).flatMap(partQuestions),
    ...told_.filter((text) => text !== '').map(told),
  ];
}

/** Every text in a document, names left out. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function cardQuestions({ payload: { agent_card: card } }: BenchCase): readonly Question[] {
  const { url, ...rest } = card ?? {};
  return [...(url === undefined ? [] : [{ kind: 'url', input: { url } } as const]), ...stringsIn(rest).map(told)];
}

/** Messages as a WebSocket endpoint puts them together from frames. */
function joinFrames(frames: readonly Frame[]): readonly string[] {
  const messages: string[] = [];
  let open: Buffer[] = [];
  for (const { payload, encoding, fin = true } of frames) {
    open.push(Buffer.from(payload, encoding ?? 'utf8'));
    if (!fin) continue;
    messages.push(Buffer.concat(open).toString('utf8'));
    open = [];
  }
  return messages;
}

/** Sends one case the way it would reach the product, as far as this build has that way; else asks the scan API. */
export function deliver(site: Site, given: BenchCase): Promise<Outcome> {
  const { payload, input_type: type } = given;
  if (type === 'response_content') return byAnswer(site, given);
  if (type === 'a2a_agent_card') return byScan(site, cardQuestions(given));
  if (payload.frames !== undefined) return byScan(site, joinFrames(payload.frames).map(secret));
  if (payload.jsonrpc_messages !== undefined) return byScan(site, payload.jsonrpc_messages.flatMap(messageQuestions));
  // Requests with a body, or with a method other than GET, cannot be made through /fetch.
  const fetches =
    given.transport === 'fetch_proxy' && payload.body === undefined && (payload.method ?? 'GET') === 'GET';
  return fetches ? byFetch(site, given) : byForward(site, given);
}
