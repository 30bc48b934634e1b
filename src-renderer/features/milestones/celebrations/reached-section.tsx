import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { Day } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import classes from './celebrations.module.css';
import { MilestoneBadge } from './milestone-badge';

/** The badges of an account: what it and its contacts have reached. Nothing where that is nothing yet. */
export function ReachedSection({ id }: { id: number }) {
  const badges = useQuery(trpc.celebrations.ofAccount.queryOptions({ id })).data?.badges ?? [];
  if (badges.length === 0) return null;
  return (
    <Section title="Badges" note={`${formatPlural(badges.length, 'milestone')} reached, the latest first`}>
      <ul className={classes.badges}>
        {badges.map(({ milestoneId, milestone, badge, category, reachedOn, contacts }) => (
          <li key={milestoneId} className={classes.badge}>
            <MilestoneBadge badge={badge} category={category} size={40} />
            <span className={classes.badgeName}>
              <bdi>{milestone}</bdi>
              <span className={classes.below}>
                {contacts === null ? <Day day={reachedOn} /> : formatPlural(contacts, 'contact')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
