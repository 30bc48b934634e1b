import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { channelName } from '../../../src-preload/contract/channels';
import { categoryName } from '../../../src-preload/contract/templates/category-words';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import type { Template } from '../../../src-preload/contract/templates/templates';
import { trpc } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Instant } from '../../ui/day';
import { PendingBadge } from '../../ui/pending-badge';
import { FactTable } from '../../ui/table/fact-table';
import classes from './template-table.module.css';
import { languageName, problemCounts, problemWords } from './template-words';

type Listed = Omit<Template, 'mjml'>;

/** Templates by name, with what is wrong with one as of today's rules. */
export function TemplateTable({ templates }: { templates: readonly Listed[] }) {
  const findings = useQuery(trpc.templates.findings.queryOptions()).data ?? [];
  const problemsOf = new Map(findings.map(({ id, problems }) => [id, problems]));
  return (
    <FactTable
      columns={[
        'Name',
        'Subject',
        'Category',
        'Language',
        { name: 'Version', align: 'right' },
        'Saved',
        'By',
        'To mend',
      ]}
    >
      {templates.map((template) => (
        <TemplateRow key={template.id} template={template} problems={problemsOf.get(template.id) ?? []} />
      ))}
    </FactTable>
  );
}

function TemplateRow({ template, problems }: { template: Listed; problems: readonly TemplateProblem[] }) {
  const { id, name, subject, channel, category, language, version, at, author } = template;
  const isGrave = problems.some(({ weight }) => weight === 'error');
  return (
    <tr data-past={template.isArchived || undefined}>
      <th scope="row">
        <Link to="/templates/$id" params={{ id }} dir="auto" className={classes.name}>
          {name}
        </Link>{' '}
        {channel !== 'email' && <Badge tone="none">{channelName(channel)}</Badge>}{' '}
        {template.isTransactional && (
          <Badge tone="none" title="Goes to people who unsubscribed, too; admins change it">
            Transactional
          </Badge>
        )}{' '}
        {template.isArchived && <Badge tone="none">Archived</Badge>} {template.isPending && <PendingBadge />}
      </th>
      <td data-room="wide" dir="auto">
        {subject}
      </td>
      <td>{categoryName(category)}</td>
      <td title={language}>{languageName(language)}</td>
      <td data-align="right">{version}</td>
      <td>
        <Instant at={at} past />
      </td>
      <td>{author}</td>
      <td>
        {problems.length === 0 ? (
          <span className="faint">–</span>
        ) : (
          <Badge tone={isGrave ? 'poor' : 'middle'} title={problems.map(problemWords).join('\n')}>
            {problemCounts(problems)}
          </Badge>
        )}
      </td>
    </tr>
  );
}
