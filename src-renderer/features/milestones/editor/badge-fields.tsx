import { Checkbox, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ownBadges } from '../../../../src-preload/contract/celebrations/badges';
import type { MilestoneDefinition } from '../../../../src-preload/contract/milestones/milestone-definition';
import { trpc } from '../../../api/client';
import { badgeTitles } from '../celebrations/badge-titles';
import { MilestoneBadge } from '../celebrations/milestone-badge';

interface BadgeFieldsProps {
  milestone: MilestoneDefinition;
  onChange: (milestone: MilestoneDefinition) => void;
}

const usual = '';

/** Which badge it has, and whether reaching it is celebrated. */
export function BadgeFields({ milestone, onChange }: BadgeFieldsProps) {
  const own = useQuery(trpc.celebrations.badges.queryOptions()).data?.badges ?? [];
  const { badge, celebrate, ...rest } = milestone;
  const choices = [
    { value: usual, label: 'That of its category' },
    ...own.map(({ id, name }) => ({ value: id, label: name })),
    ...ownBadges.map((name) => ({ value: name, label: badgeTitles[name] })),
  ];
  const isKnown = badge === undefined || choices.some(({ value }) => value === badge);
  const picture = (value: string) => (
    <MilestoneBadge badge={value === usual ? undefined : value} category={milestone.category} size={20} />
  );
  return (
    <>
      <Select
        label="Badge"
        allowDeselect={false}
        leftSection={picture(badge ?? usual)}
        data={isKnown ? choices : [...choices, { value: badge, label: 'One that is gone' }]}
        value={badge ?? usual}
        renderOption={({ option }) => (
          <Group gap={8} wrap="nowrap">
            {picture(option.value)}
            {option.label}
          </Group>
        )}
        onChange={(value) =>
          onChange({
            ...rest,
            ...(celebrate !== undefined && { celebrate }),
            ...(value !== null && value !== usual && { badge: value }),
          })
        }
      />
      <Checkbox
        label="Celebrate it"
        description="Where celebrations are on"
        checked={celebrate !== false}
        onChange={({ currentTarget: { checked } }) =>
          onChange({
            ...rest,
            ...(badge !== undefined && { badge }),
            ...(!checked && { celebrate: false }),
          })
        }
      />
    </>
  );
}
