import { z } from 'zod';
import {
  inboxAccountInputSchema,
  inboxAccountSchema,
  inboxAccountTestSchema,
} from '../../src-preload/contract/inbox-account';
import {
  mailAccountInputSchema,
  mailAccountSchema,
  mailAccountTestSchema,
} from '../../src-preload/contract/mail-account';
import { fileChoiceSchema } from '../../src-preload/contract/reports/files';
import { proofSchema, sendingChangeSchema, sendingSchema } from '../../src-preload/contract/sending';
import {
  exportedSuppressionsSchema,
  importedSuppressionsSchema,
  importSuppressionsInputSchema,
  suppressInputSchema,
  suppressionListSchema,
} from '../../src-preload/contract/suppressions';
import { proveUnsubscribe } from '../company/sending/prove-unsubscribe';
import { readSending, releaseSending, setSending } from '../company/sending/sending-settings';
import {
  everySuppression,
  importSuppressions,
  readSuppressionList,
  suppressAddress,
} from '../company/sending/suppressions';
import { writeSuppressions } from '../reports/export-suppressions';
import { administering, heavyReading, heavyWork, managing, reading, router } from './procedure';
import { saveTable } from './save-table';

const nothing = z.object({});

/** How the company sends: asked of its database each time, which decides who may change it. */
export const sendingProcedures = router({
  get: heavyReading.output(sendingSchema).query(({ ctx }) => ctx.company.ask(readSending)),
  set: administering(['sending', 'reports'])
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
  account: reading.output(mailAccountSchema).query(({ ctx }) => ctx.mailAccount.standing()),
  useAccount: managing(['sending'])
    .input(mailAccountInputSchema.nullable())
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.mailAccount.use(input);
      return {};
    }),
  testAccount: heavyWork([])
    .input(mailAccountInputSchema)
    .output(mailAccountTestSchema)
    .mutation(({ ctx, input }) => ctx.mailAccount.test(input)),
  inbox: reading.output(inboxAccountSchema).query(({ ctx }) => ctx.inboxAccount.standing()),
  useInbox: managing(['sending'])
    .input(inboxAccountInputSchema.nullable())
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.inboxAccount.use(input);
      return {};
    }),
  lookNow: managing([])
    .output(nothing)
    .mutation(({ ctx }) => {
      ctx.inboxAccount.lookNow();
      return {};
    }),
  testInbox: heavyWork([])
    .input(inboxAccountInputSchema)
    .output(inboxAccountTestSchema)
    .mutation(({ ctx, input }) => ctx.inboxAccount.test(input)),
  suppressions: administering([])
    .input(nothing)
    .output(suppressionListSchema)
    .mutation(({ ctx }) => ctx.company.ask(readSuppressionList)),
  suppress: administering(['sending'])
    .input(suppressInputSchema)
    .output(z.object({ changed: z.boolean() }))
    .mutation(async ({ ctx, input: { address, suppressed } }) => ({
      changed: await ctx.company.ask((session) => suppressAddress(session, address, suppressed)),
    })),
  importSuppressions: administering(['sending'])
    .input(importSuppressionsInputSchema)
    .output(importedSuppressionsSchema)
    .mutation(({ ctx, input }) =>
      ctx.company.ask((session) => importSuppressions(session, Buffer.from(input.text))),
    ),
  exportSuppressions: administering([])
    .input(fileChoiceSchema)
    .output(exportedSuppressionsSchema)
    .mutation(async ({ ctx, input: { format = 'csv' } }) => {
      let withoutAddress = 0;
      const saved = await saveTable(ctx, 'addresses that get nothing', format, async (file) => {
        const written = await ctx.company.ask((session) =>
          writeSuppressions(everySuppression(session), file),
        );
        withoutAddress = written.withoutAddress;
        return written.rows;
      });
      return { ...saved, withoutAddress };
    }),
  release: administering(['sending'])
    .input(nothing)
    .output(nothing)
    .mutation(async ({ ctx }) => {
      await ctx.company.ask(releaseSending);
      return {};
    }),
});
