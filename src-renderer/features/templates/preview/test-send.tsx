import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { TemplateDraft } from '../../../../src-preload/contract/templates/templates';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import type { ContactChoice } from './contact-choice';
import classes from './many-contacts.module.css';

/** As often as the company is asked how it stands. */
const lookEvery = 5_000;

/** Sends what the preview shows to one's own address; it counts as no contact's mail. */
export function TestSend({ draft, contact }: { draft: TemplateDraft; contact: ContactChoice }) {
  const may = useMay('manager');
  const send = useMutation(trpc.templates.sendTest.mutationOptions({ meta: { showsItsErrors: true } }));
  const standing = useQuery({
    ...trpc.templates.testStanding.queryOptions({ id: send.data?.id ?? '' }),
    enabled: send.data !== undefined,
    gcTime: 0,
    refetchInterval: (query) => (isOver(query.state.data?.stage) ? false : lookEvery),
  });
  const { chosen } = contact;
  if (!may || chosen === null) return null;
  return (
    <div className={classes.line}>
      <Button
        variant="default"
        loading={send.isPending}
        onClick={() =>
          send.mutate({ ...draft, organizationId: chosen.organizationId, contactId: chosen.userId })
        }
      >
        Send a test to myself
      </Button>
      <span role="status" className="soft">
        {send.error !== null && callErrorOf(send.error).message}
        {send.data !== undefined && standingWords(send.data.address, standing.data)}
      </span>
    </div>
  );
}

function isOver(stage: string | undefined): boolean {
  return stage === 'sent' || stage === 'failed';
}

function standingWords(
  address: string,
  standing: { stage: string; reply: string | null } | null | undefined,
): string {
  if (standing?.stage === 'sent') return `Sent to ${address}, as the preview shows it.`;
  if (standing?.stage === 'failed')
    return standing.reply === 'no answer'
      ? `Not sent to ${address}: no runner of the company sent it in time.`
      : `Not sent to ${address}: the mail server said “${standing.reply ?? 'nothing'}”.`;
  return `On its way to ${address}: the next runner that sends takes it, within half a minute where one is at work.`;
}
