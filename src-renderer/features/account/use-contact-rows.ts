import { useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import type { contactRowSchema } from '../../../src-preload/contract/account';
import { trpc } from '../../api/client';
import type { RowSource } from '../../ui/table/column';

export type ContactRow = z.infer<typeof contactRowSchema>;

const pageRows = 100;

interface ContactRows {
  rows: RowSource<ContactRow>;
  /** Undefined until the first page is here. */
  total: number | undefined;
  error: unknown;
  refetch: () => void;
  onRange: (first: number, last: number) => void;
}

/** The contacts of an account, of which only the pages in sight are fetched. */
export function useContactRows(id: number, search: string): ContactRows {
  const [pages, setPages] = useState({ first: 0, last: 0 });
  const inSight = Array.from({ length: pages.last - pages.first + 1 }, (_, index) => pages.first + index);
  const answers = useQueries({
    queries: inSight.map((page) =>
      trpc.account.contacts.queryOptions({
        id,
        ...(search && { search }),
        offset: page * pageRows,
        limit: pageRows,
      }),
    ),
  });
  const total = answers.find((answer) => answer.data)?.data?.total;
  const onRange = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / pageRows), last: Math.floor(last / pageRows) };
    setPages((before) => (before.first === next.first && before.last === next.last ? before : next));
  }, []);
  return {
    rows: {
      count: total ?? 0,
      at: (index) => answers[Math.floor(index / pageRows) - pages.first]?.data?.rows[index % pageRows],
    },
    total,
    error: answers.find((answer) => answer.error)?.error,
    refetch: () => {
      for (const answer of answers) void answer.refetch();
    },
    onRange,
  };
}
