import { Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { fewestOwners } from '../../../../src-preload/contract/reports/books';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';

/** Whether people see figures of their own book and work. */
export function PersonalFigures() {
  const shown = useQuery(trpc.reports.personalFigures.queryOptions()).data?.areShown;
  const mayChange = useMay('admin');
  const save = useMutation(
    trpc.sending.set.mutationOptions({
      onSuccess: (_, { personalFigures }) =>
        notifyDone(
          personalFigures
            ? 'Everybody sees their own figures in Reports, Books.'
            : 'Nobody sees figures of one person any more, not even their own.',
        ),
    }),
  );
  return (
    <Section
      title="Personal figures"
      note={`In Reports, Books: one’s own are seen by oneself alone, those of others only in sums of ${fewestOwners} owners or more. ${mayChange ? 'For the whole company' : 'Admins change it'}`}
    >
      <Switch
        label="People see figures of their own book and work"
        checked={shown ?? true}
        disabled={!mayChange || shown === undefined || save.isPending}
        onChange={({ currentTarget: { checked } }) => save.mutate({ personalFigures: checked })}
      />
    </Section>
  );
}
