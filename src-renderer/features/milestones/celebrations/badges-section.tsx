import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ownBadges } from '../../../../src-preload/contract/celebrations/badges';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { BadgePicture } from '../../../ui/badges/badge-picture';
import { IconButton } from '../../../ui/icon-button';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { AddBadgeDialog } from './add-badge-dialog';
import { badgeTitles } from './badge-titles';
import classes from './celebrations.module.css';

/** Steward's badges, and those of the company's own. */
export function BadgesSection() {
  const isAdmin = useMay('admin');
  const [isAdding, setIsAdding] = useState(false);
  const own = useQuery(trpc.celebrations.badges.queryOptions()).data?.badges ?? [];
  const remove = useMutation(
    trpc.celebrations.removeBadge.mutationOptions({ onSuccess: () => notifyDone('The badge is removed.') }),
  );
  return (
    <Section
      title="Badges"
      note="Which one a milestone has is said in the milestone"
      actions={
        isAdmin && (
          <Button size="compact-sm" variant="default" onClick={() => setIsAdding(true)}>
            Add a badge
          </Button>
        )
      }
    >
      <ul className={classes.badges}>
        {own.map(({ id, name, address, usedBy, isPending }) => (
          <li key={id} className={classes.badge}>
            <BadgePicture own="star" address={address} size={40} />
            <span className={classes.badgeName}>
              <bdi>{name}</bdi> {isPending && <PendingBadge />}
              {usedBy.length > 0 && <span className={classes.below}>{usedBy.join(', ')}</span>}
            </span>
            {isAdmin && !isPending && usedBy.length === 0 && (
              <IconButton label={`Remove ${name}`} onClick={() => remove.mutate({ id })}>
                <IconX size={15} stroke={1.6} />
              </IconButton>
            )}
          </li>
        ))}
        {ownBadges.map((name) => (
          <li key={name} className={classes.badge}>
            <BadgePicture own={name} size={40} />
            <span className={classes.badgeName}>{badgeTitles[name]}</span>
          </li>
        ))}
      </ul>
      {isAdding && <AddBadgeDialog onClose={() => setIsAdding(false)} />}
    </Section>
  );
}
