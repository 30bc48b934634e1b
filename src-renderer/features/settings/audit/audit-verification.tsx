import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditVerification } from '../../../../src-preload/contract/audit/audit';
import { trpc } from '../../../api/client';
import { formatInstant } from '../../../ui/format/instant';
import { formatCount } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FindingList } from '../finding-list';
import classes from './audit-screen.module.css';

const refreshMs = 500;

/** Whether every chain of the audit is as it was written, looked through at a word. */
export function AuditVerificationSection() {
  const queryClient = useQueryClient();
  const standing = useQuery({
    ...trpc.audit.verification.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? refreshMs : false),
  }).data;
  const told = { onSettled: () => queryClient.invalidateQueries(trpc.audit.verification.queryFilter()) };
  const verify = useMutation(trpc.audit.verify.mutationOptions(told));
  const cancel = useMutation(trpc.audit.cancelVerification.mutationOptions(told));
  const isRunning = standing?.state === 'running';
  return (
    <Section
      title="Verification"
      note="Each row holds the hash of the one before: who edits, removes or adds one in between leaves a trace. What this computer remembers of the chains is compared as well"
      actions={
        isRunning ? (
          <Button variant="default" fw={400} loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Stop
          </Button>
        ) : (
          <Button variant="default" fw={400} loading={verify.isPending} onClick={() => verify.mutate()}>
            Verify the audit
          </Button>
        )
      }
    >
      {standing && <Standing {...standing} />}
    </Section>
  );
}

function Standing({ state, doneRows, totalRows, until, findings, problem }: AuditVerification) {
  if (state === 'never') return <p className="soft">Not verified since Steward was started.</p>;
  if (state === 'running') {
    const share = totalRows === 0 ? 0 : (100 * doneRows) / totalRows;
    return (
      <div className={classes.progress} role="status">
        <Progress className={classes.bar} value={share} aria-label="How far it is" />
        <span className="number">
          {formatCount(doneRows)} of {formatCount(totalRows)} rows
        </span>
      </div>
    );
  }
  if (state === 'cancelled')
    return <p role="status">Stopped. Nothing can be said of the audit as a whole.</p>;
  if (state === 'failed' || until === null) return <p role="alert">{problem}</p>;
  const isWhole = findings.every(({ level }) => level !== 'error');
  const when = formatInstant(until);
  return (
    <FindingList
      label="What verification found"
      title={
        isWhole
          ? `Whole until ${when}: all ${formatCount(totalRows)} rows are as they were written.`
          : `Not whole, as of ${when}.`
      }
      findings={findings}
    />
  );
}
