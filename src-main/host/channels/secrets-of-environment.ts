import { type ChannelSecrets, channelSecretsSchema } from '../../../src-preload/contract/channels';
import { StewardError } from '../../lib/steward-error';

/**
 * By what a service sends beside mail: `STEWARD_WEBHOOK_SECRET`. From the environment, because what stands in a command line
 * everybody on the machine can read.
 * @throws StewardError `invalid_input` in words that say nothing of the secret
 */
export function secretsOfEnvironment(environment: NodeJS.ProcessEnv): ChannelSecrets {
  const webhook = environment['STEWARD_WEBHOOK_SECRET'];
  if (webhook === undefined || webhook === '') return {};
  const read = channelSecretsSchema.safeParse({ webhook });
  if (read.success) return read.data;
  throw new StewardError(
    'invalid_input',
    `STEWARD_WEBHOOK_SECRET can’t be used: ${read.error.issues[0]?.message ?? 'it is no secret'}.`,
  );
}
