import { StewardError } from '../../lib/steward-error';
import { readBadges } from '../../store/celebrations/read-badges';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Adds a badge of the company's own. @param picture an SVG that was looked through, or a PNG in base64 @returns its key */
export function addBadge(
  context: ActionContext,
  patch: { readonly name: string; readonly kind: 'svg' | 'png'; readonly picture: string },
): string {
  return decide(context, 'badge.add', (tx) => {
    if (readBadges(tx).some(({ name }) => name.toLowerCase() === patch.name.toLowerCase()))
      throw new StewardError('conflict', `A badge named ${patch.name} exists already. Choose another name.`, {
        name: 'This name is taken.',
      });
    return operate(tx, context, { kind: 'badge.add', patch: { ...patch }, subject: null });
  });
}

/** One that is gone already is no error. @throws StewardError conflict for one that milestones have, with their names */
export function removeBadge(context: ActionContext, id: string): void {
  decide(context, 'badge.remove', (tx) => {
    const badge = readBadges(tx).find((one) => one.id === id);
    if (badge === undefined) return;
    const users = JSON.parse(badge.usedBy) as string[];
    if (users.length > 0)
      throw new StewardError(
        'conflict',
        `“${badge.name}” is the badge of ${users.map((name) => `“${name}”`).join(', ')}. Choose another one there first, then remove it.`,
      );
    operate(tx, context, { kind: 'badge.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}
