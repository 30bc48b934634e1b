import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';
import { rootCertificates } from 'node:tls';
import { errorMessage } from '../../lib/error-message';
import type { Way } from './channel';

/** What a server answered, or why it didn't. */
export interface Answered {
  /** Null: nothing was heard. */
  readonly status: number | null;
  /** Its first words, or those of the error. */
  readonly words: string;
  /** Of Retry-After, in seconds from now. */
  readonly retryAfter: number | null;
  /** Whether the last byte was handed over: from then on it may have been taken, whatever is heard. */
  readonly isHandedOver: boolean;
  /** The last byte was not to be handed over, and wasn't. */
  readonly isWithheld: boolean;
}

export interface PostPatience {
  /** Milliseconds for a connection and all but the last byte. */
  readonly reach: number;
  /** Milliseconds for the answer to the last byte. */
  readonly answer: number;
}

export interface Post extends Way {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly patience: PostPatience;
  /** Certificates (PEM) that vouch for the server beside those that are known; null: only those. */
  readonly ca: string | null;
  readonly now: () => number;
}

/** What of an answer is kept. */
const mostBytes = 2_000;

/**
 * Posts a body once and holds its last byte back until it may go: a server that was promised more can't have begun with it.
 * Follows nowhere, keeps no connection. Never rejects.
 */
export async function postHeld(post: Post): Promise<Answered> {
  const { body, patience, signal } = post;
  let isHandedOver = false;
  let isWithheld = false;
  let isHeard = false;
  const request = begun(post);
  request.once('response', () => {
    isHeard = true;
  });
  const ended = answerOf(request, post.now);
  const end = (words: string) => request.destroy(new Error(words));
  const onAbort = () => end('it was broken off');
  signal.addEventListener('abort', onAbort);
  let impatience = setTimeout(() => end(`no connection within ${patience.reach / 1000} s`), patience.reach);
  try {
    if (signal.aborted) onAbort();
    const isAnswered = await Promise.race([written(request, body.subarray(0, -1)), ended.then(() => true)]);
    if (!isAnswered) {
      clearTimeout(impatience);
      const may = await post.mayEnd().catch(() => false);
      // Meanwhile the server may have refused it, or somebody broke it off.
      if (!may) {
        isWithheld = true;
        end('the last byte was withheld');
      } else if (!isHeard && !signal.aborted && !request.destroyed) {
        isHandedOver = true;
        impatience = setTimeout(() => end(`no answer within ${patience.answer / 1000} s`), patience.answer);
        request.end(body.subarray(-1));
      }
    }
    return { ...(await ended), isHandedOver, isWithheld };
  } finally {
    clearTimeout(impatience);
    signal.removeEventListener('abort', onAbort);
    request.destroy();
  }
}

function begun({ url, headers, body, ca }: Post): ClientRequest {
  const ask = url.startsWith('https:') ? overTls : overHttp;
  const request = ask(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(body.length) },
    agent: false,
    ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
  });
  // Whoever uses it listens too; one that is over may fail in silence.
  request.on('error', () => undefined);
  request.setNoDelay(true);
  return request;
}

/** @returns false, once all of it is on its way; never, where the request failed before */
function written(request: ClientRequest, part: Buffer): Promise<false> {
  return new Promise((resolve) => {
    request.flushHeaders();
    request.write(part, (error) => {
      if (error == null) resolve(false);
    });
  });
}

type Heard = Pick<Answered, 'status' | 'words' | 'retryAfter'>;

function answerOf(request: ClientRequest, now: () => number): Promise<Heard> {
  return new Promise((resolve) => {
    const nothing = (words: string) => resolve({ status: null, words, retryAfter: null });
    request.once('error', (error) => nothing(errorMessage(error)));
    request.once('close', () => nothing('the connection ended'));
    request.once('response', (response) => {
      void beginningOf(response).then((words) => {
        const status = response.statusCode ?? null;
        resolve({ status, words, retryAfter: secondsOf(response.headers['retry-after'], now()) });
      });
    });
  });
}

/** A status that was heard stands, also where the words behind it don't come. */
function beginningOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = () => resolve(Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8').trim());
    const timer = setTimeout(done, 2_000);
    const end = () => {
      clearTimeout(timer);
      done();
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= mostBytes) end();
    });
    response.once('end', end).once('error', end).once('close', end);
  });
}

/** Seconds, or a date (RFC 9110); a day at most, and nothing where it is neither. */
export function secondsOf(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 86_400) : null;
}
