import {
  ActionIcon,
  Button,
  MultiSelect,
  SegmentedControl,
  TagsInput,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lifecycleStageSchema, lifecycleStages } from '../../../../src-preload/contract/domain';
import type { Profile } from '../../../../src-preload/contract/health-config';
import { trpc } from '../../../api/client';
import { Section } from '../../../ui/section';
import { stageWords } from '../../../ui/words/stage-words';
import {
  isDefaultProfile,
  type ProfileTarget,
  profileOf,
  withMovedProfile,
  withNewProfile,
  withoutProfile,
  withProfile,
} from './draft/config-draft';
import type { ConfigDraft } from './draft/use-config-draft';
import classes from './profile-picker.module.css';

interface ProfilePickerProps {
  draft: ConfigDraft;
  target: ProfileTarget;
  onTarget: (target: ProfileTarget) => void;
}

/** Which weights serve whom: account profiles in their order, the default last, and the one of contacts. */
export function ProfilePicker({ draft, target, onTarget }: ProfilePickerProps) {
  const { config, update } = draft;
  const choices = [
    ...config.organizationProfiles.map((profile, index) => ({
      value: String(index),
      label: profile.name || 'No name',
    })),
    { value: 'user', label: 'Contacts' },
  ];

  function add(): void {
    update((before) => withNewProfile(before, 'New profile'));
    onTarget(0);
  }

  return (
    <Section
      title="Profile"
      note="The first profile that fits an account scores it; the last one fits every account. Contacts have one of their own"
      actions={
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
          New profile
        </Button>
      }
    >
      <div className={classes.picker}>
        <SegmentedControl
          aria-label="Profile"
          data={choices}
          value={String(target)}
          onChange={(value) => onTarget(value === 'user' ? 'user' : Number(value))}
        />
        {target !== 'user' && !isDefaultProfile(config, target) && (
          <PlaceButtons draft={draft} index={target} onTarget={onTarget} />
        )}
      </div>
      <ProfileScope draft={draft} target={target} />
    </Section>
  );
}

function PlaceButtons({
  draft,
  index,
  onTarget,
}: {
  draft: ConfigDraft;
  index: number;
  onTarget: (target: ProfileTarget) => void;
}) {
  const { config, update } = draft;
  const lastMovable = config.organizationProfiles.length - 2;

  function move(by: -1 | 1): void {
    update((before) => withMovedProfile(before, index, by));
    onTarget(index + by);
  }

  function remove(): void {
    update((before) => withoutProfile(before, index));
    onTarget(Math.max(0, index - 1));
  }

  return (
    <div className={classes.buttons}>
      <Tooltip label="Ask earlier">
        <ActionIcon aria-label="Ask this profile earlier" disabled={index === 0} onClick={() => move(-1)}>
          <IconArrowLeft size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Ask later">
        <ActionIcon
          aria-label="Ask this profile later"
          disabled={index >= lastMovable}
          onClick={() => move(1)}
        >
          <IconArrowRight size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove this profile">
        <ActionIcon aria-label="Remove this profile" onClick={remove}>
          <IconTrash size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function ProfileScope({ draft, target }: { draft: ConfigDraft; target: ProfileTarget }) {
  const facets = useQuery(trpc.accounts.facets.queryOptions());
  const profile = profileOf(draft.config, target);
  if (!profile) return null;
  const place = target === 'user' ? 'userProfile' : `organizationProfiles.${target}`;
  const change = (next: Partial<Profile>) =>
    draft.update((config) => withProfile(config, target, (before) => ({ ...before, ...next })));
  const fitsAll = target === 'user' || isDefaultProfile(draft.config, target);
  return (
    <div className={classes.scope}>
      <TextInput
        label="Name"
        value={profile.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={draft.problems.get(`${place}.name`)}
        maxLength={60}
      />
      {fitsAll ? (
        <p className={`${classes.scopeAll} faint`}>
          {target === 'user' ? 'Scores every contact.' : 'Fits every account that no profile before it fits.'}
        </p>
      ) : (
        <>
          <MultiSelect
            label="Lifecycle stages"
            placeholder={profile.lifecycleStages.length === 0 ? 'any' : ''}
            data={lifecycleStages.map((stage) => ({ value: stage, label: stageWords[stage] }))}
            value={profile.lifecycleStages}
            onChange={(stages) =>
              change({ lifecycleStages: stages.map((stage) => lifecycleStageSchema.parse(stage)) })
            }
          />
          <TagsInput
            label="Segments"
            size="xs"
            placeholder={profile.segments.length === 0 ? 'any' : ''}
            data={facets.data?.segments ?? []}
            value={profile.segments}
            onChange={(segments) => change({ segments })}
            error={draft.problems.get(`${place}.segments`)}
          />
        </>
      )}
    </div>
  );
}
