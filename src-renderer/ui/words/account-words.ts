import type { FeatureKind, TicketSeverity, UserRole } from '../../../src-preload/contract/domain';

export const roleWords: Record<UserRole, string> = { champion: 'Champion', admin: 'Admin', member: 'Member' };

export const severityWords: Record<TicketSeverity, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

export const featureKindWords: Record<FeatureKind, string> = { core: 'core', outcome: 'outcome', other: '' };

export const surveyWords = { nps: 'NPS', csat: 'CSAT', ces: 'CES' } as const;

/** The scale of each survey, for a score beside its end: `9 / 10`. */
export const surveyScale = { nps: 10, csat: 5, ces: 7 } as const;
