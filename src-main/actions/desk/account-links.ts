import type { AccountLinkTemplate } from '../../../src-preload/contract/links';
import { writeAccountLinks } from '../../store/desk/account-links';
import { type ActionContext, decide } from '../action-context';

/** Links from accounts to other systems, in place of those before. */
export function saveAccountLinks(context: ActionContext, links: readonly AccountLinkTemplate[]): void {
  decide(context, 'save links', (tx) => writeAccountLinks(tx, links));
}
