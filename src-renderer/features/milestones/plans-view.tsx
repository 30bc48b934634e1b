import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  ListedMilestone,
  ListedPlan,
  MilestoneList,
} from '../../../src-preload/contract/milestones/milestones';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { EmptyState } from '../../ui/empty-state';
import { formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { PendingBadge } from '../../ui/pending-badge';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { PageSkeleton } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import { MilestoneDialog } from './editor/milestone-dialog';
import { PlanDialog } from './editor/plan-dialog';
import { PlanOutline } from './editor/plan-outline';
import { categoryWords } from './milestone-words';

type Edited =
  | { readonly what: 'milestone'; readonly entry: ListedMilestone | null }
  | { readonly what: 'plan'; readonly entry: ListedPlan | null };

/** The company's success plans, and the milestones that they are made of. */
export function PlansView() {
  const list = useQuery(trpc.milestones.list.queryOptions());
  const [edited, setEdited] = useState<Edited | null>(null);
  useMilestone('interactive', list.isSuccess);
  return (
    <Loaded answer={list} waiting={<PageSkeleton />}>
      {(all) => (
        <SectionStack>
          {all.locked && <Alert color="gray">{all.locked}</Alert>}
          {all.plans.length === 0 && all.milestones.length === 0 ? (
            <Nothing
              locked={all.locked !== null}
              onNew={() => setEdited({ what: 'milestone', entry: null })}
            />
          ) : (
            <>
              <PlanSections all={all} onEdit={setEdited} />
              <MilestoneSection all={all} onEdit={setEdited} />
            </>
          )}
          {edited?.what === 'milestone' && (
            <MilestoneDialog all={all} saved={edited.entry} onClose={() => setEdited(null)} />
          )}
          {edited?.what === 'plan' && (
            <PlanDialog all={all} saved={edited.entry} onClose={() => setEdited(null)} />
          )}
        </SectionStack>
      )}
    </Loaded>
  );
}

function Nothing({ locked, onNew }: { locked: boolean; onNew: () => void }) {
  const add = useMutation(
    trpc.milestones.addStarters.mutationOptions({
      onSuccess: ({ added }) =>
        notifyDone(
          `${formatPlural(added, 'milestone', 'milestones')} and two plans are there; the plans are off`,
        ),
    }),
  );
  if (locked) return <EmptyState title="No milestones yet" text="Admins write them." />;
  return (
    <EmptyState
      title="No milestones yet"
      text="Begin with nine that fit any product and two plans of them, or write your own."
      action={
        <>
          <Button loading={add.isPending} onClick={() => add.mutate()}>
            Add a set to begin with
          </Button>{' '}
          <Button variant="default" onClick={onNew}>
            New milestone
          </Button>
        </>
      }
    />
  );
}

interface PartProps {
  all: MilestoneList;
  onEdit: (edited: Edited) => void;
}

function PlanSections({ all, onEdit }: PartProps) {
  return (
    <>
      {all.locked === null && (
        <div>
          <Button variant="default" onClick={() => onEdit({ what: 'plan', entry: null })}>
            New plan
          </Button>
        </div>
      )}
      {all.plans.map((plan) => (
        <Section
          key={plan.id}
          title={plan.name}
          note={`${plan.definition.isOn ? 'On' : 'Off'}, ${formatPlural(plan.accounts, 'account follows', 'accounts follow')} it. ${plan.definition.description}`}
          actions={
            <>
              {plan.isPending && <PendingBadge />}
              {all.locked === null && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => onEdit({ what: 'plan', entry: plan })}
                >
                  Edit {plan.name}
                </Button>
              )}
            </>
          }
        >
          <PlanOutline
            milestones={all.milestones}
            chosen={plan.definition.milestones}
            onOpen={(entry) => onEdit({ what: 'milestone', entry })}
          />
        </Section>
      ))}
    </>
  );
}

function MilestoneSection({ all, onEdit }: PartProps) {
  return (
    <Section
      title="Milestones"
      padding="flush"
      actions={
        all.locked === null && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onEdit({ what: 'milestone', entry: null })}
          >
            New milestone
          </Button>
        )
      }
    >
      <FactTable
        columns={['Milestone', 'Category', 'Complete when', { name: 'Points', align: 'right' }, 'Used by']}
      >
        {all.milestones.map((milestone) => (
          <tr key={milestone.id}>
            <th scope="row">
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => onEdit({ what: 'milestone', entry: milestone })}
              >
                {milestone.name}
              </Button>
              {milestone.isPending && <PendingBadge />}
            </th>
            <td>{categoryWords[milestone.definition.category]}</td>
            <td data-room="text">
              {milestone.definition.audience === 'contact' && 'Of each contact: '}
              {milestone.sentence}
            </td>
            <td data-align="right">{milestone.definition.points}</td>
            <td data-room="text">
              <bdi>{milestone.usedBy.join(', ')}</bdi>
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}
