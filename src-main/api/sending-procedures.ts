import { z } from 'zod';
import { proofSchema, sendingChangeSchema, sendingSchema } from '../../src-preload/contract/sending';
import { proveUnsubscribe } from '../company/sending/prove-unsubscribe';
import { readSending, releaseSending, setSending } from '../company/sending/sending-settings';
import { administering, heavyReading, router } from './procedure';

const nothing = z.object({});

/** How the company sends: asked of its database each time, which decides who may change it. */
export const sendingProcedures = router({
  get: heavyReading.output(sendingSchema).query(({ ctx }) => ctx.company.ask(readSending)),
  set: administering(['sending'])
    .input(sendingChangeSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.company.ask((session) => setSending(session, input));
      return {};
    }),
  prove: administering(['sending'])
    .input(nothing)
    .output(proofSchema)
    .mutation(({ ctx }) => ctx.company.ask(proveUnsubscribe)),
  release: administering(['sending'])
    .input(nothing)
    .output(nothing)
    .mutation(async ({ ctx }) => {
      await ctx.company.ask(releaseSending);
      return {};
    }),
});
