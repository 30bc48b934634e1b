import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ListedRule } from '../../../src-preload/contract/rules/rule-entry';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/section';
import { RuleTable } from './rule-table';

/** Rule 2 stands before Rule 10. */
const order = new Intl.Collator('en', { numeric: true });

/** From so many on a field finds them. */
const searchableFrom = 10;

/** The company's rules, those found by name where one searches. */
export function RuleSection({ rules }: { rules: readonly ListedRule[] }) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = rules
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => order.compare(a.name, b.name));
  return (
    <Section
      title="The company’s own"
      padding="flush"
      actions={
        rules.length >= searchableFrom && (
          <TextInput
            aria-label="Search rules"
            placeholder="Search"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )
      }
    >
      {rules.length === 0 ? (
        <EmptyState
          title="There is no rule yet"
          text="A rule says in conditions which accounts, or which of their contacts, need somebody. Write one, see who matches now, and try it on the past."
        />
      ) : shown.length === 0 ? (
        <EmptyState title="No rule is called that" />
      ) : (
        <RuleTable rules={shown} />
      )}
    </Section>
  );
}
