import type { SavedReportState } from '../../../src-preload/contract/reports/saved-report';
import type { ActionContext } from '../action-context';
import { keepView, type NewView } from './views';

interface NewSavedReport extends NewView {
  readonly state: SavedReportState;
}

/** Keeps a report under a name. @returns its key @throws as `keepView` */
export function saveReport(context: ActionContext, { state, ...view }: NewSavedReport): string {
  return keepView(context, view, { report: state });
}
