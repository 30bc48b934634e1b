import { z } from 'zod';
import { instantSchema } from './domain';

/** By which messages reach somebody. */
export const messageChannels = ['email', 'webhook', 'in_app', 'sms', 'web_push'] as const;
export type MessageChannel = (typeof messageChannels)[number];

const channelNames: Readonly<Record<MessageChannel, string>> = {
  email: 'Email',
  webhook: 'Webhook',
  in_app: 'In-app',
  sms: 'SMS',
  web_push: 'Web push',
};

export function isMessageChannel(channel: string): channel is MessageChannel {
  return (messageChannels as readonly string[]).includes(channel);
}

/** One that a newer Steward knows is named as it is. */
export function channelName(channel: string): string {
  return isMessageChannel(channel) ? channelNames[channel] : channel;
}

const secretSchema = z
  .string()
  .min(16, 'at least 16 characters')
  .max(200, 'at most 200 characters')
  .regex(/^[\x21-\x7e]*$/, 'letters, digits and signs without spaces');

/** What a computer needs to know to send by a channel; absent: it sends nothing by it. */
export const channelSecretsSchema = z.object({
  webhook: secretSchema.optional(),
  /** The provider’s token. */
  sms: secretSchema.optional(),
  /** The private one of the company’s two keys. */
  web_push: secretSchema.optional(),
});
export type ChannelSecrets = z.infer<typeof channelSecretsSchema>;

/** Channels that are set up apart from mail. */
export const ownChannels = [
  'webhook',
  'sms',
  'web_push',
] as const satisfies readonly (keyof ChannelSecrets)[];
export type OwnChannel = (typeof ownChannels)[number];
const ownChannelSchema = z.enum(ownChannels);

export const channelHealthSchema = z.object({
  waiting: z.number().int(),
  /** Of the last seven days. */
  sent: z.number().int(),
  notSent: z.number().int(),
  lastSentAt: instantSchema.nullable(),
  /** What was said of the last one that didn't go. */
  lastTrouble: z.object({ at: instantSchema, words: z.string() }).nullable(),
});
export type ChannelHealth = z.infer<typeof channelHealthSchema>;

/** A channel as the company has set it up. */
export const channelSchema = z.object({
  channel: ownChannelSchema,
  /** Null: none is set, or it is only for admins to know. */
  address: z.string().nullable(),
  /** Where that is, without what only admins know; null: none is set. */
  host: z.string().nullable(),
  /** Whose account it is at the provider, and the number that messages come from, or their public key; null where there is none such, or none is set. */
  account: z.string().nullable(),
  sender: z.string().nullable(),
  /** When it said that there is nobody any more; null: it did not. */
  goneAt: instantSchema.nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

export const channelListSchema = z.object({
  channels: z.array(
    channelSchema.extend({
      health: channelHealthSchema,
      /** How this computer sends by it. */
      here: z.object({
        sends: z.boolean(),
        /** It was given for this start alone, by whoever started Steward. */
        isGiven: z.boolean(),
        /** Whether the secret is kept beyond this session. */
        isKept: z.boolean(),
      }),
    }),
  ),
  /** Whether this login may change it: the company's database decides. */
  mayChange: z.boolean(),
});
export type ChannelList = z.infer<typeof channelListSchema>;

export const setChannelInputSchema = z.object({
  channel: ownChannelSchema,
  /** Null: none any more. */
  address: z.string().trim().min(1, 'write an address').max(2000).nullable(),
  /** Of SMS alone. */
  account: z.string().trim().min(1, 'write the account').max(100).optional(),
  /** Of web push the public key. */
  sender: z.string().trim().min(1, 'write the number').max(100).optional(),
});
export type SetChannel = z.infer<typeof setChannelInputSchema>;
export const useChannelInputSchema = z.object({
  channel: ownChannelSchema,
  /** What its channel is known by; null: this computer sends nothing by it any more. */
  key: secretSchema.nullable(),
});
export const testChannelInputSchema = z.object({
  channel: ownChannelSchema,
  /** Of SMS: the phone that gets it. */
  to: z.string().trim().max(100).optional(),
});
export const channelTestSchema = z.object({ ok: z.boolean(), words: z.string() });

/** Makes two keys of web push anew: what was subscribed by the ones before is reached no more. */
export const makePushKeysInputSchema = z.object({
  /** The site that asks for subscriptions. */
  address: z.string().trim().min(1, 'write the address of the site').max(2000),
});
export const pushKeysSchema = z.object({
  publicKey: z.string(),
  /** For other computers that are to send, and shown this once. */
  privateKey: z.string(),
});
export type PushKeys = z.infer<typeof pushKeysSchema>;
