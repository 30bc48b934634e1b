import { z } from 'zod';
import {
  contactDepartureInputSchema,
  contactDepartureSchema,
  incomingInputSchema,
  incomingListSchema,
  settleDepartureInputSchema,
  settleReplyInputSchema,
  unmatchedMailsSchema,
} from '../../src-preload/contract/interventions/incoming';
import { settleDeparture, settleReply } from '../actions/messages/replies';
import { readUnmatched } from '../company/sending/read-unmatched';
import { countBlocked, readDeparture, readIncoming } from '../store/messages/read-incoming';
import { heavyReading, managing, reading, router } from './procedure';

const nothing = z.object({});
const week = 7 * 24 * 3_600_000;

/** What came back to messages: of the copy; of mails that are about none the company is asked. */
export const replyProcedures = router({
  list: reading
    .input(incomingInputSchema)
    .output(incomingListSchema)
    .query(({ ctx, input }) => ({
      ...readIncoming(ctx.store.read, input),
      blocked: countBlocked(ctx.store.read, ctx.clock.now() - week, input.ownerId ?? null),
    })),
  unmatched: heavyReading.output(unmatchedMailsSchema).query(({ ctx }) => ctx.company.ask(readUnmatched)),
  departure: reading
    .input(contactDepartureInputSchema)
    .output(contactDepartureSchema)
    .query(({ ctx, input }) => ({
      departure: readDeparture(ctx.store.read, input.organizationId, input.contactId),
    })),
  settle: managing(['interventions', 'today', 'monitor'])
    .input(settleReplyInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      settleReply(ctx.actions, input);
      return {};
    }),
  settleDeparture: managing(['interventions', 'account', 'monitor'])
    .input(settleDepartureInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      settleDeparture(ctx.actions, input.departureId);
      return {};
    }),
});
