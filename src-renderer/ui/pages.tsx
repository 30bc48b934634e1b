import { Button, Group } from '@mantine/core';
import { formatCount } from './format/number';

export const pageRows = 50;

/** Walks a list page by page; nothing where one page has it all. */
export function Pages({
  page,
  total,
  onPage,
}: {
  page: number;
  total: number;
  onPage: (page: number) => void;
}) {
  if (total <= pageRows) return null;
  const last = Math.ceil(total / pageRows) - 1;
  return (
    <Group gap={6}>
      <span className="soft number">
        {formatCount(page * pageRows + 1)} to {formatCount(Math.min(total, (page + 1) * pageRows))}
      </span>
      <Button variant="default" size="compact-sm" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Newer
      </Button>
      <Button variant="default" size="compact-sm" disabled={page >= last} onClick={() => onPage(page + 1)}>
        Older
      </Button>
    </Group>
  );
}
