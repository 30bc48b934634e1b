import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import type { Attribute } from '../../../../src-preload/contract/attributes';
import { FilterPill } from '../../../ui/filter/filter-pill';
import classes from './more-parts.module.css';
import { OwnFieldControl } from './own-field-control';
import { testOf, testWords, withTest } from './own-field-words';

interface OwnFieldPartsProps {
  filter: AccountFilter;
  fields: readonly Attribute[];
  onChange: (filter: AccountFilter) => void;
}

/** The company's own fields that the filter asks about, and a menu of the others. */
export function OwnFieldParts({ filter, fields, onChange }: OwnFieldPartsProps) {
  const [asked, setAsked] = useState<string | null>(null);
  const shown = fields.filter(({ name }) => name === asked || testOf(filter, name) !== undefined);
  const others = fields.filter((field) => !shown.includes(field));
  const undeclared = (filter.attributes ?? []).filter(({ name }) =>
    fields.every((field) => field.name !== name),
  );
  return (
    <>
      {shown.map((field) => {
        const test = testOf(filter, field.name);
        return (
          <FilterPill
            key={field.name}
            label={field.label}
            words={test === undefined ? null : testWords(test, field.type)}
            onClear={() => onChange(withTest(filter, field.name, undefined))}
            startsOpen={field.name === asked}
            onClosed={() => setAsked(null)}
          >
            <OwnFieldControl
              field={field}
              test={test}
              onChange={(next) => onChange(withTest(filter, field.name, next))}
            />
          </FilterPill>
        );
      })}
      {undeclared.map(({ name }) => (
        <FilterPill
          key={name}
          label={name}
          words="no longer declared"
          onClear={() => onChange(withTest(filter, name, undefined))}
        >
          The company no longer declares this field, so that no account fits.
        </FilterPill>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start" width={200} returnFocus={false}>
          <Menu.Target>
            <UnstyledButton className={classes.more}>
              <IconPlus size={13} stroke={1.8} />
              Own fields
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
            {others.map(({ name, label }) => (
              <Menu.Item key={name} onClick={() => setAsked(name)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
