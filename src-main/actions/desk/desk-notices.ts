import type { DeskNotices } from '../../../src-preload/contract/desk-notices';
import { writeDeskNotices } from '../../store/desk/notices';
import { type ActionContext, decide } from '../action-context';

/** What this desktop tells of, and when it is quiet. */
export function saveDeskNotices(context: ActionContext, wanted: DeskNotices): void {
  decide(context, 'save notices', (tx) => writeDeskNotices(tx, wanted));
}
