import type { z } from 'zod';
import type { templateListSchema } from '../../../src-preload/contract/templates/templates';
import { starters } from '../../templates/starters/starters';

/** Templates that a team may begin with. */
export function offeredStarters(): z.infer<typeof templateListSchema>['starters'] {
  return starters.map((starter) => ({ ...starter }));
}
