import type { ChannelSecrets } from '../../../src-preload/contract/channels';
import type { ShellQuestion } from '../../../src-preload/contract/wire/host-messages';
import type { ChannelControl } from '../../api/context';
import { tryWebhook } from '../../delivery/channels/try-webhook';
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
    async test(channel, address) {
      const secret = current[channel];
      if (secret === undefined)
        return { ok: false, words: 'This computer knows no secret for it: turn it on here first.' };
      const wrong = await tryWebhook(address, secret, clock);
      return wrong === null
        ? { ok: true, words: 'It took the test.' }
        : { ok: false, words: `It did not take it: ${wrong}` };
    },
  };
}
