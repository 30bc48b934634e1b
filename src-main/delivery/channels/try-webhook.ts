import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import { httpOutcome } from './http-outcome';
import { postSigned } from './webhook';

/** Posts something that is marked as a test. @returns what speaks against it; null: it was taken */
export async function tryWebhook(url: string, secret: string, clock: Clock): Promise<string | null> {
  const key = randomUUID();
  const says = 'This is a test by Steward. Nothing is to be done.';
  const body = Buffer.from(JSON.stringify({ text: says, title: 'A test', id: key, test: true }));
  const may = () => Promise.resolve(true);
  const way = { mayEnd: may, show: may, forget: may, signal: new AbortController().signal };
  const outcome = httpOutcome(await postSigned({ url, secret, key, body, way, now: clock.now }));
  if (outcome.outcome === 'sent') return null;
  return outcome.outcome === 'failed' ? outcome.reply : 'it was withheld';
}
