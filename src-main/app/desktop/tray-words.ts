import type { WhatWaits } from '../../../src-preload/contract/desktop';
import { counted } from '../../../src-preload/contract/words';

/** A line of the tray's menu that leads to a screen. */
export interface TrayLine {
  readonly label: string;
  readonly to: string;
}

export function trayLines(waits: WhatWaits | null): TrayLine[] {
  if (waits === null) return [{ label: 'Today', to: '/' }];
  const { today, overdueCtas, dueCtas, overdueTasks, dueTasks, approvals, replies } = waits;
  const lines: TrayLine[] = [
    {
      label: today === 0 ? 'Today: nothing needs you' : `Today: ${counted(today, 'account')}`,
      to: '/',
    },
  ];
  const due = dueWords(overdueCtas, dueCtas);
  if (due !== null) lines.push({ label: `CTAs: ${due}`, to: '/ctas' });
  const tasks = dueWords(overdueTasks, dueTasks);
  if (tasks !== null) lines.push({ label: `Tasks: ${tasks}`, to: '/tasks' });
  if (approvals > 0)
    lines.push({ label: `Approvals: ${counted(approvals, 'message')}`, to: '/interventions' });
  if (replies > 0) lines.push({ label: `Replies: ${counted(replies, 'mail')}`, to: '/interventions' });
  return lines;
}

/** What the icon says when the mouse rests on it. */
export function trayTip(waits: WhatWaits | null): string {
  const words = waits === null ? [] : trayLines(waits).map(({ label }) => label);
  return ['Steward', ...words].join('\n');
}

export function hasWork(waits: WhatWaits | null): boolean {
  return waits !== null && Object.values(waits).some((count) => count > 0);
}

function dueWords(overdue: number, due: number): string | null {
  const words = [...(overdue > 0 ? [`${overdue} overdue`] : []), ...(due > 0 ? [`${due} due today`] : [])];
  return words.length === 0 ? null : words.join(', ');
}
