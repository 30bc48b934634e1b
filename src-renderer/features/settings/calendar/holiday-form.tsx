import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { holidayPatchSchema } from '../../../../src-preload/contract/holidays';
import { trpc } from '../../../api/client';
import { DayPicker } from '../../../ui/day-picker';
import { notifyDone } from '../../../ui/notify';
import classes from './calendar.module.css';

/** Adds one day. */
export function HolidayForm() {
  const [day, setDay] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [country, setCountry] = useState('');
  const [sent, setSent] = useState(false);
  const remove = useMutation(trpc.holidays.remove.mutationOptions());
  const add = useMutation(trpc.holidays.add.mutationOptions());
  const checked = holidayPatchSchema.safeParse({
    day: day ?? '',
    name,
    country: country.trim() === '' ? null : country.trim().toUpperCase(),
  });
  const problems = new Map(checked.error?.issues.map(({ path, message }) => [path[0], message]));
  const told = (field: string) => (sent ? problems.get(field) : undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (!checked.success) return;
    add.mutate(
      { holidays: [checked.data] },
      {
        onSuccess: ({ ids }) => {
          notifyDone(`${checked.data.name} is a holiday`, () => remove.mutate({ ids }));
          setDay(null);
          setName('');
          setSent(false);
        },
      },
    );
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <DayPicker
        label="Day"
        labelShown
        value={day}
        onChange={setDay}
        min="2000-01-01"
        max="2099-12-31"
        wrong={told('day') !== undefined}
      />
      <TextInput
        size="xs"
        label="Name"
        withAsterisk
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={told('name')}
      />
      <TextInput
        size="xs"
        label="Country"
        placeholder="Everywhere"
        maxLength={2}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
        error={told('country')}
      />
      <Button type="submit" size="xs" loading={add.isPending}>
        Add
      </Button>
    </form>
  );
}
