import { Combobox } from '@mantine/core';
import { IconArrowRight, IconBuilding, IconNote, IconUser } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { named } from '../ui/words/named';
import classes from './palette.module.css';

/** Lines of a group. Each stays in its place, and other results only change its words: that draws the least. */
export const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

/** Made once: a line that stays the same is not drawn again. */
export const icons = {
  action: <IconArrowRight size={16} stroke={1.6} />,
  account: <IconBuilding size={16} stroke={1.6} />,
  contact: <IconUser size={16} stroke={1.6} />,
  text: <IconNote size={16} stroke={1.6} />,
};

export function NewCtas({
  accounts,
}: {
  accounts: readonly { readonly id: number; readonly name: string }[];
}) {
  return (
    <Combobox.Group label="New CTA">
      {accounts.map(({ id, name }, place) => (
        <Line
          key={places[place]}
          value={`cta:${id}`}
          icon={icons.action}
          name={`New CTA for ${name}`}
          detail=""
        />
      ))}
    </Combobox.Group>
  );
}

export function Found({
  kind,
  label,
  found,
}: {
  kind: 'account' | 'contact';
  label: string;
  found: readonly { readonly id: number; readonly name: string; readonly detail: string }[];
}) {
  return (
    <Combobox.Group label={label}>
      {found.map(({ id, name, detail }, place) => (
        <Line key={places[place]} value={`${kind}:${id}`} icon={icons[kind]} name={name} detail={detail} />
      ))}
    </Combobox.Group>
  );
}

export const Line = memo(function Line({
  value,
  icon,
  name,
  detail,
}: {
  value: string;
  icon: ReactNode;
  name: string;
  detail: string;
}) {
  return (
    <Combobox.Option value={value} className={classes.line}>
      <span className={classes.icon}>{icon}</span>
      <span className="truncate" title={name} dir="auto">
        {named(name)}
      </span>
      <span className={`${classes.detail} truncate`} title={detail}>
        {detail}
      </span>
    </Combobox.Option>
  );
});
