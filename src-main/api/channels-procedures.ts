import { z } from 'zod';
import {
  channelListSchema,
  channelTestSchema,
  makePushKeysInputSchema,
  pushKeysSchema,
  setChannelInputSchema,
  testChannelInputSchema,
  useChannelInputSchema,
} from '../../src-preload/contract/channels';
import { readChannels, setChannel } from '../company/channels/company-channels';
import { StewardError } from '../lib/steward-error';
import { readChannelHealth } from '../store/messages/read-channel-health';
import { administering, heavyReading, heavyWork, managing, router } from './procedure';

const nothing = z.object({});

/** Channels beside mail: where they lead the company's database knows, by what this computer sends its keychain. */
export const channelsProcedures = router({
  list: heavyReading.output(channelListSchema).query(async ({ ctx }) => {
    const { channels, mayChange } = await ctx.company.ask(readChannels);
    return {
      mayChange,
      channels: channels.map((channel) => ({
        ...channel,
        health: readChannelHealth(ctx.store.read, channel.channel, ctx.clock.now()),
        here: ctx.channels.standing(channel.channel),
      })),
    };
  }),
  set: administering(['channels'])
    .input(setChannelInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.company.ask((session) => setChannel(session, input));
      return {};
    }),
  makePushKeys: administering(['channels'])
    .input(makePushKeysInputSchema)
    .output(pushKeysSchema)
    .mutation(async ({ ctx, input: { address } }) => {
      const keys = ctx.channels.makePushKeys();
      await ctx.company.ask((session) =>
        setChannel(session, { channel: 'web_push', address, sender: keys.publicKey }),
      );
      await ctx.channels.use('web_push', keys.privateKey);
      return keys;
    }),
  use: managing(['channels'])
    .input(useChannelInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input: { channel, key } }) => {
      await ctx.channels.use(channel, key);
      return {};
    }),
  test: heavyWork([])
    .input(testChannelInputSchema)
    .output(channelTestSchema)
    .mutation(async ({ ctx, input }) => {
      const { channels } = await ctx.company.ask(readChannels);
      const channel = channels.find((one) => one.channel === input.channel);
      if (channel === undefined || channel.address === null)
        throw new StewardError('invalid_input', 'No address is set, or it is for admins alone to know.');
      return ctx.channels.test({ ...channel, address: channel.address }, input.to ?? null);
    }),
});
