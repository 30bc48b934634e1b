import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Monitor } from '../../../src-preload/contract/monitor';
import { trpc } from '../../api/client';
import { AccountLink } from '../../ui/account-link';
import { Instant } from '../../ui/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { notifyDone } from '../../ui/notify';
import { Section } from '../../ui/section';
import classes from './outbox-section.module.css';

/** Chains of the company's audit that are not what this computer remembers of them, and what to do about it. */
export function AuditFindings({ audit: { findings, total } }: { audit: Monitor['audit'] }) {
  const save = useMutation(
    trpc.audit.saveHeads.mutationOptions({
      onSuccess: ({ path }) => {
        if (path !== null) notifyDone(`What this computer remembers is saved to ${path}`);
      },
    }),
  );
  const shown = findings.length < total ? `; ${formatCount(findings.length)} are shown` : '';
  return (
    <Section
      title="The company’s audit"
      note={`${formatPlural(total, 'chain')} of it ${total === 1 ? 'is' : 'are'} not as this computer remembers${shown}. Your accounts and what you wrote are as they were`}
      padding="flush"
      actions={
        <Button variant="default" fw={400} loading={save.isPending} onClick={() => save.mutate()}>
          Save what is remembered
        </Button>
      }
    >
      <ol className={classes.list}>
        {findings.map(({ chain, accountId, words, noticedAt }) => (
          <li key={chain} className={classes.line}>
            <p>
              {words}{' '}
              <span className="faint">
                Noticed <Instant at={noticedAt} past />.
              </span>{' '}
              {accountId !== null && <AccountLink id={accountId}>Open the account</AccountLink>}
            </p>
          </li>
        ))}
      </ol>
      <p className={classes.pending}>
        Where a backup was restored that is to be expected. Save what is remembered and give it to your
        administrator, who runs <code>steward doctor --audit --heads FILE</code> and, where there is a good
        reason, anchors the audit anew with <code>--re-anchor --reason</code>: then this is over by itself.
        Without one, somebody with full rights on the server has removed or changed rows.
      </p>
    </Section>
  );
}
