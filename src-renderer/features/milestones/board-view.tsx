import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFlag3 } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Board as BoardData, PlanCard } from '../../../src-preload/contract/milestones/milestones';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { useOwnerChoice } from '../../api/owner-choice';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { RowSkeletons } from '../../ui/skeletons';
import { Board } from './board/board';
import { BoardList } from './board/board-list';
import type { MilestoneSearch } from './milestone-search';
import classes from './milestones-screen.module.css';
import { ProgressDialog } from './progress-dialog';

interface BoardViewProps {
  search: MilestoneSearch;
  onSearch: (change: Partial<Record<keyof MilestoneSearch, unknown>>) => void;
}

/** Plans by their pace, as a board or as a list. */
export function BoardView({ search, onSearch }: BoardViewProps) {
  const { ownerId } = useOwnerChoice();
  const mayManage = useMay('manager');
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 200);
  const [completing, setCompleting] = useState<PlanCard | null>(null);
  const plan = search.plan ?? null;
  const answer = useQuery({
    ...trpc.milestones.board.queryOptions({ plan, owner: ownerId, search: looked }),
    placeholderData: keepPreviousData,
  });
  useMilestone('interactive', answer.isSuccess);
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Shown as"
          value={search.list === true ? 'list' : 'board'}
          onChange={(value) => onSearch({ list: value === 'list' ? true : undefined })}
          data={[
            { value: 'board', label: 'Board' },
            { value: 'list', label: 'List' },
          ]}
        />
        <Select
          aria-label="Plan"
          placeholder="All plans"
          clearable
          w={200}
          data={(answer.data?.plans ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={plan}
          onChange={(value) => onSearch({ plan: value ?? undefined })}
        />
        <TextInput
          aria-label="Account"
          placeholder="Account"
          w={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Loaded answer={answer} waiting={<RowSkeletons count={6} height={64} />}>
        {(board) =>
          board.cards.length === 0 ? (
            <NoPlans board={board} isNarrowed={plan !== null || looked !== '' || ownerId !== null} />
          ) : search.list === true ? (
            <div className={classes.room}>
              <BoardList cards={board.cards} />
            </div>
          ) : (
            <Board board={board} mayManage={mayManage} onComplete={setCompleting} />
          )
        }
      </Loaded>
      {completing?.next && (
        <ProgressDialog
          subject={{
            ...{
              accountId: completing.accountId,
              externalId: completing.externalId,
              account: completing.account,
            },
            milestone: { ...completing.next, progress: 0 },
            contact: null,
            mode: 'complete',
          }}
          onClose={() => setCompleting(null)}
        />
      )}
    </>
  );
}

function NoPlans({ board, isNarrowed }: { board: BoardData; isNarrowed: boolean }) {
  const icon = <IconFlag3 size={24} stroke={1.5} />;
  if (isNarrowed)
    return (
      <EmptyState
        icon={icon}
        title="No plan of this choice"
        text="Choose another plan, account or owner to see others."
      />
    );
  return (
    <EmptyState
      icon={icon}
      title="No account follows a success plan yet"
      text={
        board.plans.length === 0
          ? 'An admin writes plans, or adds a set to begin with.'
          : 'Switch a plan on, and it is given to the accounts that match it; or give one to an account by hand.'
      }
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/milestones" search={{ view: 'plans' }} {...props} />}
        >
          See the plans
        </Button>
      }
    />
  );
}
