import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type MeansKind, meansKinds } from '../../../../src-preload/contract/effect/measured-means';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { ExportButtons } from '../../../ui/export-buttons';
import { formatDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { meansWords } from '../../../ui/words/effect-words';
import classes from './effect-tab.module.css';
import { EffectTable } from './effect-table';

/** What came of rules, sequences, templates and channels. */
export function EffectTab() {
  const { of = 'rule' } = useSearch({ from: '/company/interventions' });
  const navigate = useNavigate({ from: '/interventions' });
  const list = useQuery({
    ...trpc.effect.list.queryOptions({ kind: of }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Effect of"
          value={of}
          onChange={(kind) =>
            void navigate({ search: { show: 'effect', of: kind as MeansKind }, replace: true })
          }
          data={meansKinds.map((kind) => ({ value: kind, label: meansWords[kind] }))}
        />
      </div>
      <Loaded answer={list} waiting={<RowSkeletons count={6} height={56} />}>
        {({ rows, through }) =>
          rows.length === 0 || through === null ? (
            <EmptyState
              title={through === null ? 'Nothing was measured yet' : nothingTitles[of]}
              text="What rules and messages do is measured each night. The first 90 days of an account show whether it stays."
            />
          ) : (
            <Section
              title={`Effect of ${meansWords[of].toLowerCase()}`}
              note={`Through ${formatDay(through)}: who left within 90 days, with it and without. Intervals are 95% for all rows together, at whatever moment one looks`}
              padding="flush"
              actions={<ExportButton kind={of} />}
            >
              <EffectTable rows={rows} />
            </Section>
          )
        }
      </Loaded>
    </>
  );
}

const nothingTitles: Readonly<Record<MeansKind, string>> = {
  rule: 'No rule has fired yet',
  sequence: 'Nobody was let into a sequence yet',
  template: 'No message went by a template yet',
  channel: 'No message was made yet',
};

function ExportButton({ kind }: { kind: MeansKind }) {
  const { mutate, isPending, variables } = useMutation(
    trpc.effect.export.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, 'row')} saved to ${path}`);
      },
    }),
  );
  return (
    <ExportButtons
      size="compact-sm"
      writing={isPending ? (variables.format ?? 'csv') : null}
      onExport={(format) => mutate({ kind, format })}
    />
  );
}
