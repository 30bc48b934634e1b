import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Listening, listenAt } from '../service/listen-at';
import { answerSms } from './answer-sms';
import type { ChoicesDoor } from './mail-choices';
import {
  awayPage,
  choicesPage,
  doneWords,
  type PublicPage,
  policyOf,
  tooManyPage,
  unclearPage,
  unknownPage,
} from './public-page';
import { readBody, readChoice, tokenOf } from './read-request';
import { smsPathOf } from './read-sms';

export interface PublicDoorOptions {
  /** host:port */
  readonly place: string;
  readonly door: ChoicesDoor;
  /** By which the provider signs what it posts of SMS; null: none is taken here. */
  readonly smsToken: () => string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** In a minute: of one link, whoever comes; of one client; of all. Mailboxes send the clicks of many from few machines. */
const perLink = 30;
const perClient = 600;
const perMinute = 3_000;

/**
 * Answers whoever comes by the link of a mail: GET shows what they may choose and changes nothing, POST does it, as often as it comes.
 * For the company's own proxy, which speaks TLS with the world.
 * @throws StewardError `invalid_input` where nothing can listen there
 */
export function openPublicDoor(options: PublicDoorOptions): Promise<Listening> {
  const limits = createLimits();
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const sms = smsPathOf(request.url ?? '');
      if (sms !== null) return void takeSms(request, response, sms, options, limits);
      answer(request, options, limits)
        .catch((error: unknown) => {
          // Neither link nor client: who unsubscribes is nobody's business but the company's database's.
          options.log.warn({ err: error }, 'a page to unsubscribe could not be answered');
          return awayPage();
        })
        .then((page) => send(request, response, page))
        .catch(() => response.destroy());
    },
  );
  return listenAt(server, options.place);
}

async function takeSms(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { door, smsToken, now, log }: PublicDoorOptions,
  limits: Limits,
): Promise<void> {
  const wait = await limits(clientOf(request), null);
  const status =
    wait !== null
      ? 503
      : await answerSms(request, path, { door, token: smsToken(), now }).catch((error: unknown) => {
          log.warn({ err: error }, 'what an SMS provider said could not be taken');
          return 503;
        });
  if (!request.complete) response.setHeader('connection', 'close');
  // No words: nothing is answered to whoever wrote.
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
  response.end(status === 200 ? '<?xml version="1.0" encoding="UTF-8"?><Response/>' : undefined);
}

/** @param token null: of no link */
type Limits = (client: string, token: string | null) => Promise<number | null>;

/** @returns asks for one request; answers the seconds to wait where there were too many, else null */
function createLimits(): Limits {
  const [links, clients, all] = [perLink, perClient, perMinute].map(
    (points) => new RateLimiterMemory({ points, duration: 60 }),
  );
  return async (client, token) => {
    try {
      await all?.consume('all');
      await clients?.consume(client);
      if (token !== null) await links?.consume(token);
      return null;
    } catch (refused) {
      const { msBeforeNext } = Object(refused) as { msBeforeNext?: number };
      return Math.max(1, Math.ceil((msBeforeNext ?? 60_000) / 1000));
    }
  };
}

async function answer(
  request: IncomingMessage,
  { door }: PublicDoorOptions,
  limits: Limits,
): Promise<PublicPage> {
  const { method, url = '', headers } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return { ...unclearPage(), status: 405 };
  const token = tokenOf(url);
  const wait = await limits(clientOf(request), token ?? 'none');
  if (wait !== null) return tooManyPage(wait);
  if (token === null) return unknownPage(null);
  if (method !== 'POST') {
    const choices = await door.look(token);
    return choices.outcome === 'known' ? choicesPage(choices, null) : unknownPage(choices.brand ?? null);
  }
  const body = await readBody(request);
  const choice = body === null ? null : await readChoice(body, headers['content-type'] ?? '');
  if (choice === null) return unclearPage();
  const outcome = await door.choose(token, choice);
  if (outcome === 'later') return awayPage();
  const after = await door.look(token);
  if (outcome === 'unknown' || after.outcome === 'unknown') return unknownPage(after.brand ?? null);
  const category = choice.category ?? after.category;
  return choicesPage(after, doneWords(category, choice.wanted, after.brand ?? null));
}

/** Whom the proxy on this machine names last, which is whom it saw itself; else who is there. */
function clientOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const isProxy = /^(127\.|::1$|::ffff:127\.)/.test(peer);
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return isProxy && named !== undefined && named !== '' ? named.slice(0, 100) : peer;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, html, retryAfter }: PublicPage,
): void {
  if (status === 405) response.setHeader('allow', 'GET, HEAD, POST');
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  // What was not read of a body that was too long.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'content-security-policy': policyOf(html),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'browsing-topics=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}
