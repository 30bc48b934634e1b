import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Team, TeamMember } from '../../../../src-preload/contract/team';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { UnlockDialog } from '../../../api/unlock-dialog';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { DeviceSection } from '../devices/device-section';
import { HandOverDialog } from './hand-over-dialog';
import { ImportDialog } from './import-dialog';
import { InviteDialog } from './invite-dialog';
import { AssignDialog, RemoveDialog } from './member-dialogs';
import { MemberTable } from './member-table';
import { PersonalFigures } from './personal-figures';

type Opened =
  | { readonly what: 'unlock' | 'invite' | 'import' | 'hand over' }
  | { readonly what: 'assign' | 'remove'; readonly member: TeamMember };

/** Who is in the team, as what, and whose accounts are whose: asked of the company's database each time, never copied. */
export function TeamScreen() {
  const team = useQuery(trpc.team.get.queryOptions());
  const isAdmin = useMay('admin');
  useMilestone('interactive', team.isSuccess);
  return (
    <Loaded answer={team} waiting={<RowSkeletons count={6} />}>
      {(data) => (
        <SectionStack>
          <TeamSection team={data} />
          <PersonalFigures />
          {isAdmin && <DeviceSection whose="everybody" />}
        </SectionStack>
      )}
    </Loaded>
  );
}

function TeamSection({ team }: { team: Team }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const isAdmin = useMay('admin');
  const lock = useMutation(trpc.team.lock.mutationOptions());
  const { members, keeper } = team;
  const open = (what: 'unlock' | 'invite' | 'import' | 'hand over') => () => setOpened({ what });

  return (
    <Section
      title="Team"
      note={noteOf(team, isAdmin)}
      padding="flush"
      actions={
        keeper === null ? (
          isAdmin && <Button onClick={open('unlock')}>Unlock changes…</Button>
        ) : (
          <>
            <Button variant="default" loading={lock.isPending} onClick={() => lock.mutate()}>
              Lock
            </Button>
            <Button variant="default" onClick={open('hand over')}>
              Hand over a book…
            </Button>
            <Button variant="default" onClick={open('import')}>
              Import assignments…
            </Button>
            <Button onClick={open('invite')}>Invite…</Button>
          </>
        )
      }
    >
      {members.length === 0 ? (
        <EmptyState title="Nobody is in the team yet" />
      ) : (
        <MemberTable
          members={members}
          {...(keeper !== null && { onOpen: (what, member) => setOpened({ what, member }) })}
        />
      )}
      {opened && <OpenedDialog opened={opened} team={team} onClose={() => setOpened(null)} />}
    </Section>
  );
}

function noteOf({ keeper }: Team, isAdmin: boolean): string {
  if (keeper !== null) return `Changes are unlocked as ${keeper.login}, and stand in the company’s audit`;
  if (isAdmin) return 'As the company’s database has it now. Changes want the login that made the company';
  return 'You, as the company’s database knows you now. Admins see the whole team';
}

function OpenedDialog({ opened, team, onClose }: { opened: Opened; team: Team; onClose: () => void }) {
  switch (opened.what) {
    case 'unlock':
      return <UnlockDialog what="changes of the team" onClose={onClose} />;
    case 'invite':
      return <InviteDialog team={team} onClose={onClose} />;
    case 'import':
      return <ImportDialog onClose={onClose} />;
    case 'hand over':
      return <HandOverDialog managers={team.managers} onClose={onClose} />;
    case 'assign':
      return <AssignDialog member={opened.member} team={team} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog member={opened.member} onClose={onClose} />;
  }
}
