import type { Clock } from '../../ports/clock';
import { sendSms } from './sms';

export interface TriedSms {
  /** Where the provider is asked, as the company has set it. */
  readonly address: string;
  readonly account: string;
  readonly sender: string;
  readonly to: string;
  readonly token: string;
  readonly clock: Clock;
}

/** Sends something that is marked as a test. @returns what speaks against it; null: it was taken */
export async function trySms({
  address,
  account,
  sender,
  to,
  token,
  clock,
}: TriedSms): Promise<string | null> {
  const may = () => Promise.resolve(true);
  const outcome = await sendSms({
    ...{ token, clock },
    endpoint: `${address.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages.json`,
    form: { to, from: sender, text: 'This is a test by Steward.', reportTo: null },
    way: { mayEnd: may, show: may, forget: may, signal: new AbortController().signal },
  });
  if (outcome.outcome === 'sent') return null;
  return outcome.outcome === 'failed' ? outcome.reply : 'it was withheld';
}
