import { z } from 'zod';
import {
  foreseeInputSchema,
  foresightSchema,
  launchChoicesInputSchema,
  launchChoicesSchema,
  launchedSchema,
  launchInputSchema,
  launchPreviewInputSchema,
  launchPreviewSchema,
} from '../../src-preload/contract/interventions/launch';
import {
  releasePatchSchema,
  stopPatchSchema,
} from '../../src-preload/contract/interventions/message-patches';
import {
  cancelInputSchema,
  consentInputSchema,
  contactConsentsInputSchema,
  contactConsentsSchema,
  decideInputSchema,
  messageDetailSchema,
  messageInputSchema,
  messageListInputSchema,
  messageListSchema,
  messageScopeSchema,
  outgoingSchema,
  sendingStateSchema,
  settleInputSchema,
} from '../../src-preload/contract/interventions/messages';
import {
  decideMessage,
  launch,
  recordConsent,
  releaseSending,
  settleMessage,
  stopSending,
  takeBack,
} from '../actions/messages/messages';
import { foreseeLaunch } from '../company/messages-foreseen';
import { StewardError } from '../lib/steward-error';
import { readLaunchChoices } from '../store/messages/read-choices';
import { readConsents } from '../store/messages/read-consents';
import { readMessage, readMessages } from '../store/messages/read-messages';
import { readOutgoing } from '../store/messages/read-outgoing';
import { readSending } from '../store/messages/read-sending';
import { launchesToForesee } from '../work/messages/foresee';
import { launchTimes } from '../work/messages/launch-times';
import { previewLaunch } from '../work/messages/preview-launch';
import { computing, heavyReading, managing, reading, router } from './procedure';
import { replyProcedures } from './replies-procedures';

const nothing = z.object({});
const deciding = managing(['interventions', 'rules', 'monitor']);
const referenceOf = ({ id, externalId }: z.infer<typeof cancelInputSchema>['account']) => ({
  organizationId: id,
  externalId,
});

export const interventionProcedures = router({
  replies: replyProcedures,
  list: reading
    .input(messageListInputSchema)
    .output(messageListSchema)
    .query(({ ctx, input }) => readMessages(ctx.store.read, input, ctx.clock.now())),
  read: reading
    .input(messageInputSchema)
    .output(messageDetailSchema)
    .query(({ ctx, input }) => {
      const message = readMessage(ctx.store.read, input.runId);
      if (message === undefined)
        throw new StewardError('not_found', 'This message is not in your copy any more.');
      return message;
    }),
  outgoing: reading
    .input(messageScopeSchema)
    .output(outgoingSchema)
    .query(({ ctx, input }) => readOutgoing(ctx.store.read, input)),
  sending: reading
    .input(messageScopeSchema)
    .output(sendingStateSchema)
    .query(({ ctx, input }) => readSending(ctx.store.read, input, ctx.clock.now())),
  choices: reading
    .input(launchChoicesInputSchema)
    .output(launchChoicesSchema)
    .query(({ ctx, input: { organizationIds, channel } }) => ({
      accounts: readLaunchChoices(ctx.store.read, organizationIds, ctx.clock.now(), channel),
      times: launchTimes(ctx.store.read, organizationIds, ctx.clock.now()),
    })),
  foresee: heavyReading
    .input(foreseeInputSchema)
    .output(foresightSchema)
    .query(async ({ ctx, input }) => {
      const launches = launchesToForesee(ctx.store.read, input);
      return ctx.company.ask(async (session) => {
        const seen = [];
        for (const each of launches) seen.push({ ...(await foreseeLaunch(session, each)), asked: each });
        return {
          isStopped: seen.some(({ isStopped }) => isStopped),
          contacts: seen.flatMap(({ contacts }) => contacts),
          clocks: seen.map(({ of, zones, asked }) => ({
            organizationId: asked.account.organizationId,
            of,
            zones: [...zones],
          })),
        };
      });
    }),
  preview: computing
    .input(launchPreviewInputSchema)
    .output(launchPreviewSchema)
    .query(({ ctx, input }) =>
      previewLaunch({ db: ctx.store.read, mail: ctx.mail, now: ctx.clock.now() }, input),
    ),
  consents: reading
    .input(contactConsentsInputSchema)
    .output(contactConsentsSchema)
    .query(({ ctx, input }) => readConsents(ctx.store.read, input.organizationId, input.contactId)),
  launch: deciding
    .input(launchInputSchema)
    .output(launchedSchema)
    .mutation(({ ctx, input: { to, ...says } }) => ({
      launches: launch(ctx.actions, {
        ...says,
        to: to.map(({ account, contactIds }) => ({ account: referenceOf(account), contactIds })),
      }),
    })),
  cancel: deciding
    .input(cancelInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, entry } }) => {
      takeBack(ctx.actions, { account: referenceOf(account), entry });
      return {};
    }),
  decide: deciding
    .input(decideInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      decideMessage(ctx.actions, input);
      return {};
    }),
  settle: deciding
    .input(settleInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      settleMessage(ctx.actions, input);
      return {};
    }),
  stop: deciding
    .input(stopPatchSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      stopSending(ctx.actions, input);
      return {};
    }),
  release: deciding
    .input(releasePatchSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      releaseSending(ctx.actions, input.rule);
      return {};
    }),
  recordConsent: deciding
    .input(consentInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, ...consent } }) => {
      recordConsent(ctx.actions, { account: referenceOf(account), ...consent });
      return {};
    }),
});
