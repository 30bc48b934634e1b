import {
  type DesktopState,
  desktopSchema,
  type HabitsChange,
  habitsChangeSchema,
  whatWaitsSchema,
} from '../../src-preload/contract/desktop';
import { whatWaits } from '../work/today/what-waits';
import type { ApiContext } from './context';
import { ownWork, reading, router } from './procedure';

/** What Steward does on the desktop beside its windows; the main process keeps and does it. */
export const desktopProcedures = router({
  state: reading.output(desktopSchema).query(({ ctx }) => change(ctx, {})),
  change: ownWork(['desktop'])
    .input(habitsChangeSchema)
    .output(desktopSchema)
    .mutation(({ ctx, input }) => change(ctx, input)),
  waits: reading.output(whatWaitsSchema).query(({ ctx }) => whatWaits(ctx.store.read, ctx.clock.now())),
});

async function change(ctx: ApiContext, asked: HabitsChange): Promise<DesktopState> {
  return desktopSchema.parse(await ctx.askShell({ kind: 'desktop', change: asked }));
}
