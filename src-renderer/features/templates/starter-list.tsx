import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { categoryName } from '../../../src-preload/contract/templates/category-words';
import type { templateListSchema } from '../../../src-preload/contract/templates/templates';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';

interface StarterListProps {
  starters: z.infer<typeof templateListSchema>['starters'];
  mayManage: boolean;
}

/** What a team begins with. One is looked at, and becomes the company's own once it is saved. */
export function StarterList({ starters, mayManage }: StarterListProps) {
  return (
    <Section
      title="To begin with"
      note="A copy of one becomes the company’s own when you save it"
      padding="flush"
    >
      <FactTable columns={['Name', 'When to send it', 'Category', { name: 'Action', unseen: true }]}>
        {starters.map(({ key, name, occasion, category }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td data-room="wide">{occasion}</td>
            <td>{categoryName(category)}</td>
            <td data-align="right">
              <Button
                variant="subtle"
                size="compact-xs"
                renderRoot={(props) => (
                  <Link to="/templates/$id" params={{ id: 'new' }} search={{ starter: key }} {...props} />
                )}
                aria-label={`${mayManage ? 'Begin with it' : 'Look at it'}: ${name}`}
              >
                {mayManage ? 'Begin with it' : 'Look at it'}
              </Button>
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}
