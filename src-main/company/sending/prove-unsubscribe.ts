import { z } from 'zod';
import type { Proof } from '../../../src-preload/contract/sending';
import { StewardError } from '../../lib/steward-error';
import { askWeb, NoAnswer, type WebAnswer } from '../../ports/ask-web';
import type { CompanySession } from '../company-session';
import { onlyAdmins, requireMailRoom, somebodyElse } from './sending-settings';

/** A page that takes longer is none that people wait for, nor mailboxes. */
const patience = 10_000;

const probeSchema = z.object({
  outcome: z.enum(['made', 'refused', 'later']),
  reason: z.string().optional(),
  token: z.string().optional(),
  url: z.string().optional(),
});
const choicesSchema = z.object({ outcome: z.string(), is_subscribed: z.boolean().optional() });
const provedSchema = z.object({ outcome: z.string(), reason: z.string().optional() });

/**
 * Asks the company's public address to unsubscribe as scanners, people and mailboxes do, with a link that stands for nobody: a GET has to
 * show a page and change nothing, a POST of a mailbox's one click has to reach the company's database. Only then the address counts as proved.
 * @throws StewardError `forbidden`; `not_ready` where no address is set; `conflict`
 */
export async function proveUnsubscribe(session: CompanySession): Promise<Proof> {
  await requireMailRoom(session);
  const {
    outcome,
    reason,
    token = '',
    url = '',
  } = probeSchema.parse(await ask(session, 'unsubscribe_probe()'));
  if (outcome === 'later') throw somebodyElse;
  if (outcome === 'refused')
    throw reason === 'role'
      ? onlyAdmins
      : new StewardError(
          'not_ready',
          'No address to unsubscribe at is set. Write it down and save it first.',
        );
  const problem = await problemOf(session, `${url}${token}`, token);
  if (problem !== null) return { isProved: false, words: problem };
  const proved = provedSchema.parse(await ask(session, 'unsubscribe_answers($1)', url));
  if (proved.outcome === 'later') throw somebodyElse;
  if (proved.outcome === 'refused')
    return { isProved: false, words: 'The address was changed meanwhile. Check it once more.' };
  return {
    isProved: true,
    words: 'It shows a page, changes nothing by being opened, and unsubscribes by one click.',
  };
}

/** What is wrong, and what to do; null: nothing. */
async function problemOf(session: CompanySession, link: string, token: string): Promise<string | null> {
  async function stands(): Promise<boolean> {
    return choicesSchema.parse(await ask(session, 'unsubscribe_choices($1)', token)).is_subscribed === true;
  }
  try {
    const page = await askWeb({ url: link, method: 'GET', patience });
    if (page.status !== 200) return `Opened, it ${saidWords(page)}, not a page (200). ${adviceOf(page)}`;
    if (!(await stands()))
      return 'Opening the link unsubscribes already, and scanners of mail open every link. Let only a POST do it.';
    const click = await askWeb({
      url: link,
      method: 'POST',
      form: { 'List-Unsubscribe': 'One-Click' },
      patience,
    });
    if (click.status < 200 || click.status > 299)
      return `A mailbox’s one click (POST) ${saidWords(click)}, not 200. ${adviceOf(click)}`;
    if (await stands())
      return 'It answers the one click, but nothing of it reached the company’s database. Let it call customer_success.unsubscribe, or lead to “steward run --public”.';
    return null;
  } catch (error) {
    if (error instanceof NoAnswer)
      return `It can’t be reached from here: ${error.message}. Check the address, the proxy before it, and that “steward run --public” is at work.`;
    throw error;
  }
}

function saidWords({ status }: WebAnswer): string {
  return `answers with ${status}`;
}

function adviceOf({ status }: WebAnswer): string {
  if (status >= 300 && status < 400) return 'It leads elsewhere: set the address that it leads to.';
  if (status === 404)
    return 'It doesn’t know the link: check what stands before it, and that it asks this company’s database.';
  if (status === 429) return 'It had too many requests. Wait a minute and check again.';
  return status >= 500
    ? 'What answers there can’t ask the company’s database just now.'
    : 'Check what answers there.';
}

async function ask(session: CompanySession, call: string, ...values: string[]): Promise<unknown> {
  const { rows } = await session.query<{ answer: unknown }>(
    `SELECT customer_success.${call} AS answer`,
    values,
  );
  return rows[0]?.answer;
}
