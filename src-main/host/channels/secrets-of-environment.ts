import {
  type ChannelSecrets,
  channelSecretsSchema,
  ownChannels,
} from '../../../src-preload/contract/channels';
import { StewardError } from '../../lib/steward-error';

const names = {
  webhook: 'STEWARD_WEBHOOK_SECRET',
  sms: 'STEWARD_SMS_TOKEN',
  web_push: 'STEWARD_PUSH_KEY',
} as const;

/**
 * By what a service sends beside mail: `STEWARD_WEBHOOK_SECRET`, `STEWARD_SMS_TOKEN`, `STEWARD_PUSH_KEY`. From the environment, because what stands in a
 * command line everybody on the machine can read.
 * @throws StewardError `invalid_input` in words that say nothing of the secret
 */
export function secretsOfEnvironment(environment: NodeJS.ProcessEnv): ChannelSecrets {
  let secrets: ChannelSecrets = {};
  for (const channel of ownChannels) {
    const secret = environment[names[channel]];
    if (secret === undefined || secret === '') continue;
    const read = channelSecretsSchema.safeParse({ [channel]: secret });
    if (!read.success)
      throw new StewardError(
        'invalid_input',
        `${names[channel]} can’t be used: ${read.error.issues[0]?.message ?? 'it is no secret'}.`,
      );
    secrets = { ...secrets, ...read.data };
  }
  return secrets;
}
