import type { SavedReportState } from '../../../src-preload/contract/reports/saved-report';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { checkNewView } from './views';

interface NewSavedReport {
  readonly name: string;
  readonly state: SavedReportState;
  readonly shared: boolean;
}

/**
 * Keeps a report under a name, among the other views. @returns its key
 * @throws StewardError conflict for a taken name, forbidden for one that the role may not share
 */
export function saveReport(context: ActionContext, { name, state, shared }: NewSavedReport): string {
  return decide(context, 'save view', (tx) => {
    checkNewView(tx, name, shared);
    const patch = { name, view: { report: state }, shared };
    return operate(tx, context, { kind: 'view.save', patch, subject: null });
  });
}
