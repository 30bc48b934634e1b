import {
  IconActivity,
  IconAlertTriangle,
  IconArrowBackUp,
  IconChecklist,
  IconCreditCard,
  IconFlag,
  IconHeadset,
  IconHeartbeat,
  IconLifebuoy,
  IconMessageQuestion,
  IconNote,
  IconSend,
  IconThumbUp,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TimelineKind } from '../../../../src-preload/contract/timeline';

const look = { size: 16, stroke: 1.5, 'aria-hidden': true } as const;

export const timelineIcons: Readonly<Record<TimelineKind, ReactNode>> = {
  note: <IconNote {...look} />,
  message: <IconSend {...look} />,
  reply: <IconArrowBackUp {...look} />,
  cta: <IconChecklist {...look} />,
  milestone: <IconFlag {...look} />,
  deed: <IconLifebuoy {...look} />,
  judgement: <IconThumbUp {...look} />,
  score: <IconHeartbeat {...look} />,
  risk: <IconAlertTriangle {...look} />,
  use: <IconActivity {...look} />,
  ticket: <IconHeadset {...look} />,
  survey: <IconMessageQuestion {...look} />,
  term: <IconCreditCard {...look} />,
  contact: <IconUser {...look} />,
};
