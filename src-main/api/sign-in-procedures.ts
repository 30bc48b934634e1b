import { z } from 'zod';
import {
  acceptInvitationInputSchema,
  changePasswordInputSchema,
} from '../../src-preload/contract/own-password';
import { signInStateSchema } from '../../src-preload/contract/sign-in';
import { acceptInvitation } from '../company/sign-in/accept-invitation';
import { changePassword } from '../company/sign-in/change-password';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import type { ApiContext } from './context';
import { ownWorkLocked, readingLocked, router } from './procedure';

const nothing = z.object({});
const signingIn = ownWorkLocked(['settings', 'monitor', 'profiles'], 'heavy');

export const signInProcedures = router({
  state: readingLocked.output(signInStateSchema).query(({ ctx }) => ({
    lock: ctx.lease?.lock() ?? null,
    opensUntil: ctx.lease?.opensUntil() ?? null,
    erased: ctx.erased?.() ?? null,
    sync: ctx.sync.status(),
  })),
  acceptInvitation: signingIn
    .input(acceptInvitationInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await connectWith(ctx, await acceptInvitation(input, ctx.clock.now()));
      return {};
    }),
  changePassword: signingIn
    .input(changePasswordInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      const url = ctx.connection.address();
      if (url === null)
        throw new StewardError(
          'not_ready',
          'No company is connected. Give its address under Settings, Connection.',
        );
      await connectWith(ctx, await changePassword(url, input));
      return {};
    }),
});

/** The server has the password already: what fails from here on says so. */
async function connectWith(ctx: ApiContext, url: string): Promise<void> {
  try {
    await ctx.connection.use(url);
  } catch (error) {
    throw new StewardError(
      'not_ready',
      `Your password is set at the company’s server, but this connection could not be kept: ${errorMessage(error)} Connect with the new password.`,
      undefined,
      { cause: error },
    );
  }
}
