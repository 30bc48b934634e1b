import type { Channel, ChannelSecrets } from '../../../src-preload/contract/channels';
import type { ShellQuestion } from '../../../src-preload/contract/wire/host-messages';
import type { ChannelControl } from '../../api/context';
import { makeVapidKeys, publicKeyOf } from '../../delivery/channels/push/vapid';
import { trySms } from '../../delivery/channels/try-sms';
import { tryWebhook } from '../../delivery/channels/try-webhook';
import { phoneNumber } from '../../lib/phone-number';
import { StewardError } from '../../lib/steward-error';
import type { Clock } from '../../ports/clock';

export interface ChannelControlOptions {
  /** By what this host sends as it starts. */
  readonly secrets: ChannelSecrets;
  /** They were given for this start, and are nobody's to change here. */
  readonly areSecretsGiven: boolean;
  readonly clock: Clock;
  readonly ask: (question: ShellQuestion) => Promise<unknown>;
  /** Sends by these from now on. */
  readonly sendBy: (change: { readonly secrets: ChannelSecrets }) => Promise<void>;
}

/** By what this desktop sends beside mail, if by anything. */
export function createChannelControl(options: ChannelControlOptions): ChannelControl {
  const { areSecretsGiven, clock, ask, sendBy } = options;
  let current = options.secrets;
  let isKept = !areSecretsGiven;
  return {
    standing: (channel) => ({
      sends: current[channel] !== undefined,
      isGiven: areSecretsGiven,
      isKept: isKept && current[channel] !== undefined,
    }),
    async use(channel, secret) {
      if (areSecretsGiven)
        throw new StewardError(
          'conflict',
          'The secret was given to Steward as it was started. Nothing was changed.',
        );
      const { [channel]: _before, ...others } = current;
      const next: ChannelSecrets = secret === null ? others : { ...others, [channel]: secret };
      const isNone = Object.keys(next).length === 0;
      const said = await ask({ kind: 'channel-secrets', secrets: isNone ? null : JSON.stringify(next) });
      isKept = said === 'kept';
      await sendBy({ secrets: next });
      current = next;
    },
    makePushKeys: makeVapidKeys,
    async test(set, to) {
      const secret = current[set.channel];
      if (secret === undefined)
        return { ok: false, words: 'This computer knows no secret for it: turn it on here first.' };
      if (set.channel === 'web_push')
        return publicKeyOf(secret) === set.sender
          ? { ok: true, words: 'The key here is the private one of the company’s two.' }
          : { ok: false, words: 'The key here is not the private one of the company’s two.' };
      const wrong = await (set.channel === 'sms'
        ? tryPhone(set, to ?? '', secret, clock)
        : tryWebhook(set.address, secret, clock));
      return wrong === null
        ? { ok: true, words: 'It took the test.' }
        : { ok: false, words: `It did not take it: ${wrong}` };
    },
  };
}

async function tryPhone(
  { address, account, sender }: Channel & { readonly address: string },
  written: string,
  token: string,
  clock: Clock,
): Promise<string | null> {
  const to = phoneNumber(written);
  if (to === null) return 'write a phone number with its country, such as +49 30 1234567';
  if (account === null || sender === null) return 'no account, or no number of yours, is set';
  return trySms({ address, account, sender, to, token, clock });
}
