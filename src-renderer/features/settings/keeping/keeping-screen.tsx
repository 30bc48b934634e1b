import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Retention } from '../../../../src-preload/contract/retention';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { KeepDialog } from './keep-dialog';
import { KeepingTable } from './keeping-table';
import { SweepDialog } from './sweep-dialog';

/** How long what piles up is kept: asked of the company's database each time. Who may change it is offered that. */
export function KeepingScreen() {
  const answer = useQuery({ ...trpc.retention.get.queryOptions(), refetchOnMount: 'always' });
  const [opened, setOpened] = useState<Retention | 'sweep' | null>(null);
  const close = () => setOpened(null);
  useMilestone('interactive', answer.isSuccess);
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={10} />}>
      {({ retentions, mayChange }) => (
        <Section
          title="Keeping and removing"
          note={
            mayChange
              ? 'What is kept no longer goes each night, by whoever computes for the company. Each change stands in the audit'
              : 'For the whole company. Admins who see every account change it'
          }
          padding="flush"
          actions={mayChange && <Button onClick={() => setOpened('sweep')}>Remove what is due…</Button>}
        >
          <KeepingTable retentions={retentions} {...(mayChange && { onChange: setOpened })} />
          {opened === 'sweep' && <SweepDialog onClose={close} />}
          {opened !== null && opened !== 'sweep' && <KeepDialog retention={opened} onClose={close} />}
        </Section>
      )}
    </Loaded>
  );
}
