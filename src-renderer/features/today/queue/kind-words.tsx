import {
  IconAlertTriangle,
  IconAt,
  IconBarrierBlock,
  IconCalendarDue,
  IconChecklist,
  IconConfetti,
  IconDoorExit,
  IconFileX,
  IconHeartbeat,
  IconHelpCircle,
  IconMailCheck,
  IconMailQuestion,
  IconMessageReply,
  IconMoonStars,
  IconTicket,
  IconTrendingDown,
} from '@tabler/icons-react';
import type { TodayKind } from '../../../../src-preload/contract/today';
import classes from './kind-words.module.css';

export const kindWords: Record<TodayKind, string> = {
  at_risk: 'At risk',
  leaving: 'Leaving',
  ended: 'Ended',
  urgent_ticket: 'Urgent ticket',
  worry: 'Worry',
  score_drop: 'Score drop',
  renewal: 'Renewal',
  silent: 'Silent',
  cta: 'To do',
  reply: 'Reply',
  approval: 'To approve',
  unsettled: 'Unsettled',
  stuck: 'Stuck plan',
  celebration: 'Celebration',
  set_back: 'Sent back',
  mention: 'Mentioned',
};

/** Several kinds, the first one first: `At risk · Silent`. */
export function kindsInWords(kinds: readonly TodayKind[]): string {
  return kinds.map((kind) => kindWords[kind]).join(' · ');
}

const icons: Record<TodayKind, typeof IconMoonStars> = {
  at_risk: IconAlertTriangle,
  leaving: IconDoorExit,
  ended: IconHelpCircle,
  urgent_ticket: IconTicket,
  worry: IconHeartbeat,
  score_drop: IconTrendingDown,
  renewal: IconCalendarDue,
  silent: IconMoonStars,
  cta: IconChecklist,
  reply: IconMessageReply,
  approval: IconMailCheck,
  unsettled: IconMailQuestion,
  stuck: IconBarrierBlock,
  celebration: IconConfetti,
  set_back: IconFileX,
  mention: IconAt,
};

export function KindIcon({ kind }: { kind: TodayKind }) {
  const Icon = icons[kind];
  return (
    <span className={classes.icon} data-kind={kind} aria-hidden="true">
      <Icon size={17} stroke={1.7} />
    </span>
  );
}
