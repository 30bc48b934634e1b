import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import classes from './calendar.module.css';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

interface Properties {
  /** Monday 1 to Sunday 7, the earlier first. */
  readonly workedDays: readonly number[];
  readonly mayChange: boolean;
}

/** Which days of the week the company works. */
export function WorkingWeek({ workedDays, mayChange }: Properties) {
  const [chosen, setChosen] = useState<readonly number[]>(workedDays);
  const save = useMutation(
    trpc.sending.set.mutationOptions({
      onSuccess: () => notifyDone('Due days count by this week from now on, for everybody.'),
    }),
  );
  const isChanged = chosen.join() !== workedDays.join();

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (chosen.length > 0) save.mutate({ workedDays: [...chosen] });
  }

  return (
    <Section
      title="Working week"
      note={
        mayChange
          ? 'For the whole company: due days, tasks of rules and working mornings count by it'
          : 'Due days, tasks of rules and working mornings count by it. Admins change it'
      }
    >
      <form className={classes.week} onSubmit={submit} noValidate>
        <fieldset className={classes.days}>
          <legend className="visually-hidden">Days that are worked</legend>
          {days.map((name, place) => (
            <Checkbox
              key={name}
              label={name}
              checked={chosen.includes(place + 1)}
              disabled={!mayChange}
              onChange={({ currentTarget: { checked } }) =>
                setChosen((before) =>
                  days.flatMap((_day, at) =>
                    (at === place ? checked : before.includes(at + 1)) ? [at + 1] : [],
                  ),
                )
              }
            />
          ))}
        </fieldset>
        {mayChange && (
          <Button type="submit" disabled={!isChanged || chosen.length === 0} loading={save.isPending}>
            Save the week
          </Button>
        )}
        {chosen.length === 0 && (
          <p role="alert" className={classes.problem}>
            Choose at least one day: without one nothing would ever be due.
          </p>
        )}
      </form>
    </Section>
  );
}
