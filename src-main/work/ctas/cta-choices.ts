import type { CtaChoices } from '../../../src-preload/contract/ctas/cta';
import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { companyDay } from '../../store/copy/company-calendar';
import { readManagers, readWhose } from '../../store/ctas/read-people';
import { readRules } from '../../store/rules/read-rules';
import type { ReadDb } from '../../store/types';
import { workingDaysOf } from './working-days';

/** Working days one click away. */
const spans = [0, 1, 3, 5, 10] as const;

/** What somebody chooses from who writes a call to action about an account. @throws StewardError not_found */
export function ctaChoices(db: ReadDb, accountId: number, now: number): CtaChoices {
  const account = readWhose(db, accountId);
  if (account === undefined)
    throw new StewardError('not_found', 'This account is not in your copy any more.');
  const today = companyDay(db, now);
  const after = workingDaysOf(db, account.country);
  return {
    accountName: account.name,
    externalId: account.externalId,
    days: spans
      .map((workingDays) => ({ workingDays, day: formatDay(after(today, workingDays)) }))
      // Over a weekend today and one working day from now are the same.
      .filter(({ day }, place, all) => all[place - 1]?.day !== day),
    people: readManagers(db),
    ownerName: account.ownerName,
    playbooks: readRules(db).flatMap(({ definition }) =>
      definition.actions.flatMap((action) =>
        action.kind === 'playbook' && action.title !== ''
          ? [
              {
                title: action.title,
                tasks: action.tasks
                  .filter(({ title }) => title.trim() !== '')
                  .map(({ title, dueWorkingDays }) => ({
                    title,
                    due: formatDay(after(today, dueWorkingDays)),
                  })),
              },
            ]
          : [],
      ),
    ),
  };
}
