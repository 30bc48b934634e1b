import {
  addProfileInputSchema,
  type ProfileChange,
  profileIdInputSchema,
  profilesSchema,
  renameProfileInputSchema,
  type ShownProfiles,
  shownProfilesSchema,
  signOutInputSchema,
} from '../../src-preload/contract/profiles';
import { countUnsent } from '../store/operations/unsent';
import type { ApiContext } from './context';
import { ownWorkLocked, readingLocked, router } from './procedure';

const changing = ownWorkLocked(['profiles']);

/** The desktop keeps the list, and starts the engine again where another connection is to be opened. */
export const profileProcedures = router({
  list: readingLocked.output(shownProfilesSchema).query(({ ctx }) => change(ctx, { change: 'none' })),
  readOfLoss: changing
    .output(shownProfilesSchema)
    .mutation(({ ctx }) => change(ctx, { change: 'read-of-loss' })),
  add: changing
    .input(addProfileInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'add', ...input })),
  open: changing
    .input(profileIdInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'open', ...input })),
  signOut: changing
    .input(signOutInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'sign-out', ...input })),
  eraseKept: changing
    .input(profileIdInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'erase-kept', ...input })),
  rename: changing
    .input(renameProfileInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'rename', ...input })),
  remove: changing
    .input(profileIdInputSchema)
    .output(shownProfilesSchema)
    .mutation(({ ctx, input }) => change(ctx, { change: 'remove', ...input })),
});

async function change(ctx: ApiContext, asked: ProfileChange): Promise<ShownProfiles> {
  const profiles = profilesSchema.parse(await ctx.askShell({ kind: 'profiles', change: asked }));
  return { ...profiles, unsent: countUnsent(ctx.store.read) };
}
