import { mailboxSchema, mailIdInputSchema, openedMailSchema } from '../../src-preload/contract/mailbox';
import { StewardError } from '../lib/steward-error';
import { reading, router } from './procedure';

/** What the mail server of a company to try things out on has taken: it passes nothing on. */
export const mailboxProcedures = router({
  list: reading
    .output(mailboxSchema)
    .query(async ({ ctx }) => (ctx.mailbox === null ? null : { mails: await ctx.mailbox.list() })),
  read: reading
    .input(mailIdInputSchema)
    .output(openedMailSchema)
    .query(({ ctx, input }) => {
      if (ctx.mailbox === null)
        throw new StewardError('not_found', 'There is no mailbox here: only the sample company has one.');
      return ctx.mailbox.read(input.id);
    }),
});
