import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import {
  addBadgeInputSchema,
  badgeFileSchema,
  badgeIdSchema,
  badgesSchema,
  celebrationListInputSchema,
  celebrationListSchema,
  celebrationPreviewInputSchema,
  celebrationPreviewSchema,
  celebrationSignInputSchema,
  celebrationSignSchema,
  celebrationStateSchema,
  celebrationWordsInputSchema,
  decideCelebrationInputSchema,
  lookedAtBadgeSchema,
  reachedBadgesSchema,
  setCelebratingInputSchema,
} from '../../src-preload/contract/celebrations/celebrations';
import { addBadge, removeBadge } from '../actions/celebrations/badges';
import { addWords, decideCelebration, setCelebrating } from '../actions/celebrations/celebrations';
import { badgeAddress, pictureOfFile } from '../lib/badges/badge-picture';
import { listBadges } from '../work/celebrations/list-badges';
import {
  celebratingState,
  listCelebrations,
  reachedBadges,
  signOfCelebrations,
} from '../work/celebrations/list-celebrations';
import { previewCelebration } from '../work/celebrations/preview-celebration';
import { administering, computing, managing, reading, router } from './procedure';

const nothing = z.object({});
const deciding = managing(['celebrations', 'interventions', 'monitor']);
const setting = administering(['celebrations', 'milestones', 'monitor']);
const accountOf = ({ id, externalId }: z.infer<typeof celebrationWordsInputSchema>['account']) => ({
  organizationId: id,
  externalId,
});

export const celebrationProcedures = router({
  state: reading.output(celebrationStateSchema).query(({ ctx }) => celebratingState(ctx.store.read)),
  list: reading
    .input(celebrationListInputSchema)
    .output(celebrationListSchema)
    .query(({ ctx, input }) => listCelebrations(ctx.store.read, input, ctx.clock.now())),
  sign: reading
    .input(celebrationSignInputSchema)
    .output(celebrationSignSchema)
    .query(({ ctx, input }) => ({
      sign: signOfCelebrations(ctx.store.read, input.owner, ctx.clock.now()),
    })),
  preview: computing
    .input(celebrationPreviewInputSchema)
    .output(celebrationPreviewSchema)
    .query(({ ctx, input }) =>
      previewCelebration({ db: ctx.store.read, mail: ctx.mail, now: ctx.clock.now() }, input),
    ),
  setCelebrating: setting
    .input(setCelebratingInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      setCelebrating(ctx.actions, input.settings);
      return {};
    }),
  addWords: deciding
    .input(celebrationWordsInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, ...said } }) => {
      addWords(ctx.actions, { ...said, account: accountOf(account) });
      return {};
    }),
  decide: deciding
    .input(decideCelebrationInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, ...decided } }) => {
      decideCelebration(ctx.actions, { ...decided, account: accountOf(account) });
      return {};
    }),
  ofAccount: reading
    .input(accountIdInputSchema)
    .output(reachedBadgesSchema)
    .query(({ ctx, input }) => ({ badges: reachedBadges(ctx.store.read, input.id) })),
  badges: reading.output(badgesSchema).query(({ ctx }) => ({ badges: listBadges(ctx.store.read) })),
  lookAtBadge: administering([])
    .input(badgeFileSchema)
    .output(lookedAtBadgeSchema)
    .mutation(({ input }) => {
      const { leftOut, ...picture } = pictureOfFile(Buffer.from(input.file, 'base64'));
      return { kind: picture.kind, address: badgeAddress(picture) ?? '', leftOut: [...leftOut] };
    }),
  addBadge: setting
    .input(addBadgeInputSchema)
    .output(badgeIdSchema)
    .mutation(({ ctx, input: { name, file } }) => {
      const { kind, picture } = pictureOfFile(Buffer.from(file, 'base64'));
      return { id: addBadge(ctx.actions, { name, kind, picture }) };
    }),
  removeBadge: setting
    .input(badgeIdSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeBadge(ctx.actions, input.id);
      return {};
    }),
});
