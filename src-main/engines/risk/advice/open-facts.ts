import type { Band, RiskIndicatorId } from '../../../../src-preload/contract/domain';

/** Whom one can talk to at an account: those who are still there, by name. */
export interface People {
  readonly champion: string | null;
  readonly admin: string | null;
  /** Who gave the latest bad answer, if that has a name and is still there. */
  readonly detractor: string | null;
}

export const nobodyKnown: People = { champion: null, admin: null, detractor: null };

/** What stands open with an account: no advice may contradict it. */
export interface OpenFacts {
  readonly indicators: ReadonlySet<RiskIndicatorId>;
  readonly people: People;
  /** Of the score that counts. */
  readonly band: Band | null;
  /** Days to the renewal, negative when overdue; null where none is near. */
  readonly renewsIn: number | null;
}

/** The person to call: a champion before an admin. @returns `Maya Roy (champion)` */
export function whom({ people: { champion, admin } }: Pick<OpenFacts, 'people'>): string {
  if (champion !== null) return `${champion} (champion)`;
  return admin === null ? 'a person there who decides' : `${admin} (admin)`;
}

/** What has to be ready before anybody is called about something else. */
export function withOpenTicket(advice: string, { indicators }: Pick<OpenFacts, 'indicators'>): string {
  return indicators.has('urgent_ticket_open')
    ? `${advice}; have a date for the urgent ticket ready first`
    : advice;
}
