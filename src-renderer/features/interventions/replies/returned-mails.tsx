import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncomingMail } from '../../../../src-preload/contract/interventions/incoming';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { formatPlural } from '../../../ui/format/number';
import { Pages, pageRows } from '../../../ui/pages';
import { Section } from '../../../ui/section';
import { MailTable } from './mail-table';
import { useOpenedMail } from './opened-mail';
import { useMailDeeds } from './use-mail-deeds';

/** What came back to the messages of one account, or of one contact of it; nothing where nothing did. */
export function ReturnedMails({ organizationId, contactId }: { organizationId: number; contactId?: number }) {
  const [page, setPage] = useState(0);
  const list = useQuery(
    trpc.interventions.replies.list.queryOptions(
      {
        ...{ group: 'all', organizationId, offset: page * pageRows, limit: pageRows },
        ...(contactId !== undefined && { contactId }),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <Loaded answer={list} waiting={null}>
      {({ mails, total }) =>
        total > 0 && <Returned mails={mails} total={total} page={page} onPage={setPage} />
      }
    </Loaded>
  );
}

interface ReturnedProps {
  readonly mails: readonly IncomingMail[];
  readonly total: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Returned({ mails, total, page, onPage }: ReturnedProps) {
  const deeds = useMailDeeds();
  const { open, dialog } = useOpenedMail(mails, deeds);
  const waiting = mails.filter(({ isWaiting }) => isWaiting).length;
  return (
    <Section
      title="Replies and bounces"
      note={`${formatPlural(total, 'mail')}, the latest first${waiting === 0 ? '' : `; ${formatPlural(waiting, 'reply', 'replies')} to answer`}`}
      padding="flush"
      actions={<Pages page={page} total={total} onPage={onPage} />}
    >
      <MailTable mails={mails} deeds={deeds} onOpen={open} ofOneAccount />
      {dialog}
    </Section>
  );
}
