import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Dimension,
  type MeasureId,
  measureCatalogue,
  type Profile,
} from '../../../../src-preload/contract/health-config';
import { trpc } from '../../../api/client';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { dimensionWords } from '../../../ui/words/health-words';
import {
  addableMeasures,
  type ProfileTarget,
  withAddedMeasure,
  withMeasure,
  withoutMeasure,
  withProfile,
} from './draft/config-draft';
import type { ConfigDraft } from './draft/use-config-draft';
import { dimensionShares, measureShare } from './draft/weight-shares';
import { MeasureEditor, MeasureHead } from './measure-editor';

interface MeasuresEditorProps {
  draft: ConfigDraft;
  target: ProfileTarget;
  profile: Profile;
  place: string;
  dimension: Dimension;
}

/** The measures of one dimension: weight, breakpoints and what a missing value does. */
export function MeasuresEditor({ draft, target, profile, place, dimension }: MeasuresEditorProps) {
  const [open, setOpen] = useState<MeasureId | null>(null);
  const { measures } = profile.dimensions[dimension];
  const dimensionShare = dimensionShares(profile)[dimension];
  const changeProfile = (change: (profile: Profile) => Profile) =>
    draft.update((config) => withProfile(config, target, change));

  const usual = useQuery(trpc.settings.usualMeasures.queryOptions()).data;

  function add(id: MeasureId): void {
    if (usual === undefined) return;
    draft.update((config) => withAddedMeasure(config, target, dimension, id, usual));
    setOpen(id);
  }

  return (
    <Section
      title={`Measures of ${dimensionWords[dimension].toLowerCase()}`}
      note="Breakpoints turn raw values into 0 to 100 points, straight in between and flat outside"
      actions={
        <AddMeasure choices={usual === undefined ? [] : addableMeasures(profile, target)} onAdd={add} />
      }
      padding="flush"
    >
      {measures.length === 0 ? (
        <EmptyState title="No measures" text="Without a measure this dimension takes no part in the score." />
      ) : (
        <div>
          <MeasureHead />
          {measures.map((measure, index) => (
            <MeasureEditor
              key={measure.id}
              measure={measure}
              share={{ ofDimension: measureShare(profile, dimension, measure.id), ofScore: dimensionShare }}
              place={`${place}.dimensions.${dimension}.measures.${index}`}
              problems={draft.problems}
              open={open === measure.id}
              onToggle={() => setOpen(open === measure.id ? null : measure.id)}
              onChange={(change) =>
                changeProfile((before) => withMeasure(before, dimension, measure.id, change))
              }
              onRemove={() => changeProfile((before) => withoutMeasure(before, dimension, measure.id))}
            />
          ))}
        </div>
      )}
    </Section>
  );
}

function AddMeasure({ choices, onAdd }: { choices: readonly MeasureId[]; onAdd: (id: MeasureId) => void }) {
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          disabled={choices.length === 0}
        >
          Add measure
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {choices.map((id) => (
          <Menu.Item key={id} onClick={() => onAdd(id)} title={measureCatalogue[id].help}>
            {measureCatalogue[id].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
