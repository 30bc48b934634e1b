import type { AccountToWriteTo, Foreseen } from '../../../../src-preload/contract/interventions/launch';
import { formatSoon } from '../../../ui/format/instant';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { holdWords } from '../../../ui/words/hold-words';
import { named } from '../../../ui/words/named';
import { type ChosenContacts, recipientsOf } from './chosen-contacts';

export interface SummedHolds {
  /** Who would get it: those of whom nothing is known, too. */
  readonly to: { readonly organizationId: number; readonly contactIds: number[] }[];
  readonly goes: number;
  readonly waits: number;
  /** Only for a reason that is given. */
  readonly needReason: number;
  readonly left: number;
  readonly words: string;
}

/** What becomes of all that are chosen, in one line; whom it would never reach is left out. */
export function summedHolds(
  accounts: readonly AccountToWriteTo[],
  chosen: ChosenContacts,
  foreseen: ReadonlyMap<number, Foreseen>,
  isPersonal: boolean,
  now: number,
): SummedHolds {
  const names = new Map(
    accounts.flatMap(({ contacts }) => contacts.map((each) => [each.contactId, each.name])),
  );
  const counts = { goes: 0, waits: 0, needs_reason: 0, ends: 0 };
  let latest = 0;
  const to = recipientsOf(chosen).flatMap(({ organizationId, contactIds }) => {
    const reached = contactIds.filter((id) => {
      const seen = foreseen.get(id);
      if (seen === undefined) {
        counts.goes += 1;
        return true;
      }
      const { kind } = holdWords(seen, named(names.get(id) ?? ''), isPersonal, now);
      counts[kind] += 1;
      if (kind === 'waits') latest = Math.max(latest, seen.at);
      return kind !== 'ends';
    });
    return reached.length === 0 ? [] : [{ organizationId, contactIds: reached }];
  });
  const all = counts.goes + counts.waits + counts.needs_reason;
  const parts = [
    formatPlural(all, 'message'),
    ...(counts.waits > 0
      ? [
          `${formatCount(counts.waits)} waiting${latest > 0 ? `, until ${formatSoon(latest, now)} at the latest` : ''}`,
        ]
      : []),
    ...(counts.ends > 0 ? [`${formatPlural(counts.ends, 'contact')} left out`] : []),
  ];
  return {
    to,
    goes: counts.goes,
    waits: counts.waits,
    needReason: counts.needs_reason,
    left: counts.ends,
    words: parts.join('; '),
  };
}
