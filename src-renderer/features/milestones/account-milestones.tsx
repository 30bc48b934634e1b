import { Button, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type {
  AccountPlan,
  AccountMilestones as Data,
} from '../../../src-preload/contract/milestones/milestones';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMay } from '../../api/use-may';
import { Day } from '../../ui/day';
import { EmptyState } from '../../ui/empty-state';
import { formatDay } from '../../ui/format/day';
import { notifyDone } from '../../ui/notify';
import { Section } from '../../ui/section';
import { SectionStack } from '../../ui/section-stack';
import { RowSkeletons } from '../../ui/skeletons';
import { FactTable } from '../../ui/table/fact-table';
import { useToday } from '../../ui/use-now';
import { ReachedSection } from './celebrations/reached-section';
import { PaceBadge } from './pace-badge';
import { ProgressBar } from './progress-bar';
import { ProgressDialog, type ProgressSubject } from './progress-dialog';
import { StandingRow } from './standing-row';

interface AccountMilestonesProps {
  id: number;
  externalId: string;
  name: string;
}

/** How an account comes on with its plans: what is next, what holds it up, and what moved. */
export function AccountMilestones({ id, externalId, name }: AccountMilestonesProps) {
  const answer = useQuery(trpc.milestones.ofAccount.queryOptions({ id }));
  const mayManage = useMay('manager');
  const [setting, setSetting] = useState<ProgressSubject | null>(null);
  const account = { accountId: id, externalId, account: name };
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={5} height={52} />}>
      {(data) => (
        <SectionStack>
          <ReachedSection id={id} />
          {data.plans.length === 0 && (
            <EmptyState
              title="It follows no success plan"
              text="Plans that are on come to the accounts that match them; you can give it one by hand."
            />
          )}
          {data.plans.map((plan) => (
            <PlanSection
              key={plan.planId}
              plan={plan}
              {...(mayManage && {
                onSet: (subject: Omit<ProgressSubject, keyof typeof account>) =>
                  setSetting({ ...subject, ...account }),
              })}
            />
          ))}
          {mayManage && <GivePlan id={id} externalId={externalId} data={data} />}
          <Movements movements={data.movements} />
          {setting && <ProgressDialog subject={setting} onClose={() => setSetting(null)} />}
        </SectionStack>
      )}
    </Loaded>
  );
}

type OnSet = (subject: Pick<ProgressSubject, 'milestone' | 'contact' | 'mode'>) => void;

function PlanSection({ plan, onSet }: { plan: AccountPlan; onSet?: OnSet }) {
  return (
    <Section
      title={plan.plan}
      note={
        plan.next === null ? (
          `Since ${formatDay(plan.startedOn)}`
        ) : (
          <>
            Since {formatDay(plan.startedOn)}. Next: <bdi>{plan.next.name}</bdi>
            {plan.next.dueOn && (
              <>
                , due <Day day={plan.next.dueOn} />
              </>
            )}
          </>
        )
      }
      actions={
        <>
          <PaceBadge pace={plan.pace} reasons={plan.reasons} />
          <ProgressBar progress={plan.progress} of={plan.plan} />
        </>
      }
      padding="flush"
    >
      <FactTable
        columns={[
          'Milestone',
          'Pace',
          'Progress',
          'Due or done',
          'What holds it up, and when it would be complete',
          { name: 'Actions', unseen: true },
        ]}
      >
        {plan.standings.map((standing) => (
          <StandingRow key={standing.id} standing={standing} {...(onSet && { onSet })} />
        ))}
      </FactTable>
    </Section>
  );
}

function GivePlan({ id, externalId, data }: { id: number; externalId: string; data: Data }) {
  const today = useToday();
  const assign = useMutation(trpc.milestones.assign.mutationOptions());
  const give = (plan: string, startedOn: string | null) =>
    assign.mutateAsync({ id, externalId, plan, startedOn });
  return (
    <Section title="Plans of this account">
      {data.others.length > 0 && (
        <Select
          label="Give it a plan from today on"
          placeholder="Choose a plan"
          w={280}
          data={data.others.map((plan) => ({ value: plan.id, label: plan.name }))}
          value={null}
          onChange={async (plan) => {
            if (plan === null) return;
            await give(plan, today);
            notifyDone('The account follows the plan', () => void give(plan, null));
          }}
        />
      )}
      {data.plans.map(({ planId, plan, startedOn }) => (
        <Button
          key={planId}
          mt="xs"
          mr="xs"
          size="compact-sm"
          variant="default"
          onClick={async () => {
            await give(planId, null);
            notifyDone(`The account follows “${plan}” no more`, () => void give(planId, startedOn));
          }}
        >
          End {plan}
        </Button>
      ))}
    </Section>
  );
}

function Movements({ movements }: Pick<Data, 'movements'>) {
  if (movements.length === 0) return null;
  return (
    <Section title="What moved" note="The latest first" padding="flush">
      <FactTable
        columns={[
          'Day',
          'Milestone',
          { name: 'From', align: 'right' },
          { name: 'To', align: 'right' },
          'By',
          'Why',
        ]}
      >
        {movements.map((movement) => (
          <tr key={movement.id}>
            <td>
              <Day day={movement.day} />
            </td>
            <th scope="row">
              <bdi>{movement.milestone}</bdi>
              {movement.contact && (
                <span className="soft">
                  {' '}
                  of <bdi>{movement.contact}</bdi>
                </span>
              )}
            </th>
            <td data-align="right">{movement.before}%</td>
            <td data-align="right">{movement.progress}%</td>
            <td>{movement.author === null ? 'counted' : <bdi>{movement.author}</bdi>}</td>
            <td data-room="text">
              <bdi>{movement.reason ?? ''}</bdi>
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}
