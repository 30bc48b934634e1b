import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type DeskNoticeKind,
  type DeskNotices,
  deskNoticeKinds,
  deskNoticesSchema,
} from '../../../../src-preload/contract/desk-notices';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import classes from '../sending/sending.module.css';

const kindNames: Readonly<Record<DeskNoticeKind, string>> = {
  risk: 'An account of mine comes into high or critical risk',
  approvals: 'A message asks me before it goes',
  replies: 'Somebody of my accounts writes back',
  mentions: 'A colleague mentions me in a note',
};

/** What this computer tells the manager of, as notices of the desktop. */
export function DesktopSection() {
  const wanted = useQuery(trpc.settings.notices.queryOptions());
  return (
    <Section
      title="Notices on this computer"
      note="While Steward is open, each thing once, several of a kind in one. A click leads there. What rules and celebrations tell keeps to the same hours"
    >
      <Loaded answer={wanted} waiting={<RowSkeletons count={4} />}>
        {(data) => <DesktopForm wanted={data} />}
      </Loaded>
    </Section>
  );
}

function DesktopForm({ wanted }: { wanted: DeskNotices }) {
  const [kinds, setKinds] = useState<readonly DeskNoticeKind[]>(wanted.kinds);
  const [from, setFrom] = useState(clockOf(wanted.quietFrom));
  const [until, setUntil] = useState(clockOf(wanted.quietUntil));
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.settings.setNotices.mutationOptions({ onSuccess: () => notifyDone('Saved, for this computer.') }),
  );
  const checked = deskNoticesSchema.safeParse({
    kinds,
    quietFrom: minuteOf(from),
    quietUntil: minuteOf(until),
  });
  const problemOf = (field: 'quietFrom' | 'quietUntil') =>
    sent && checked.error?.issues.some(({ path }) => path[0] === field) ? 'Write a time' : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) save.mutate(checked.data);
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {deskNoticeKinds.map((kind) => (
        <Switch
          key={kind}
          label={kindNames[kind]}
          checked={kinds.includes(kind)}
          onChange={({ currentTarget: { checked: isOn } }) =>
            setKinds((before) =>
              deskNoticeKinds.filter((one) => (one === kind ? isOn : before.includes(one))),
            )
          }
        />
      ))}
      <div className={classes.fields}>
        <TextInput
          type="time"
          label="No notices from"
          description="What comes meanwhile is told after"
          value={from}
          error={problemOf('quietFrom')}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label="No notices until"
          description="The same as from: no hour is quiet"
          value={until}
          error={problemOf('quietUntil')}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" variant="default" loading={save.isPending}>
          Save notices
        </Button>
      </div>
    </form>
  );
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteOf(clock: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(clock) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
