import { dayOfInstant } from '../../src-main/lib/day';
import type { GrownCompany } from './grown-company';

/** Who leaves falls silent two months before: a model that learns it foretells better than chance. */
export function silentBeforeLeaving(company: GrownCompany): GrownCompany {
  const left = new Map(
    company.organizations.flatMap(({ organizationId = 0, churnedAt }) =>
      churnedAt == null ? [] : [[organizationId, dayOfInstant(churnedAt)] as const],
    ),
  );
  const pages = company.pages.filter(({ organizationId, day }) => {
    const leaves = left.get(organizationId);
    return leaves === undefined || day < leaves - 60;
  });
  return { ...company, pages };
}
