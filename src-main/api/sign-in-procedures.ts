import { signInStateSchema } from '../../src-preload/contract/sign-in';
import { readingLocked, router } from './procedure';

export const signInProcedures = router({
  state: readingLocked.output(signInStateSchema).query(({ ctx }) => ({
    lock: ctx.lease?.lock() ?? null,
    opensUntil: ctx.lease?.opensUntil() ?? null,
    erased: ctx.erased?.() ?? null,
    sync: ctx.sync.status(),
  })),
});
