import type { Milestone } from '../../store/milestones/read-definitions';

/** What use completes comes bit by bit, and what is contacts', one contact after the other. */
export function comesAtOnce({
  definition: { audience, completion },
}: Pick<Milestone, 'definition'>): boolean {
  return audience === 'account' && completion.by !== 'activity';
}
