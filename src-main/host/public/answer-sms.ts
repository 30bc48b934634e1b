import type { IncomingMessage } from 'node:http';
import type { ChoicesDoor } from './mail-choices';
import { readBody } from './read-request';
import { isSignedBy, mostSmsBytes, readSmsPost } from './read-sms';

export interface AnsweringSms {
  readonly door: ChoicesDoor;
  /** By which the provider signs; null: this host knows none. */
  readonly token: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Takes what the SMS provider posts, where it is the provider that does.
 * @returns the status of the answer: 503 has the provider come again
 */
export async function answerSms(
  request: IncomingMessage,
  path: string,
  { door, token, now }: AnsweringSms,
): Promise<number> {
  if (request.method !== 'POST') return 405;
  const body = await readBody(request, mostSmsBytes);
  if (body === null) return 413;
  if (token === null) return 404;
  const fields = new URLSearchParams(body.toString('utf8'));
  const pages = await door.pages();
  const given = request.headers['x-twilio-signature'];
  if (pages === null || typeof given !== 'string' || !isSignedBy(token, pages + path, fields, given))
    return 403;
  const post = readSmsPost(path, fields, now());
  if (post === null) return 400;
  const outcome = await (post.kind === 'report'
    ? door.reported(post.token, post.report)
    : door.cameIn(post.sms));
  if (outcome === 'later') return 503;
  return outcome === 'refused' ? 400 : 200;
}
