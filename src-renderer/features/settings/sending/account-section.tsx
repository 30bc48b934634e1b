import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type MailAccount,
  type MailAccountInput,
  mailAccountInputSchema,
} from '../../../../src-preload/contract/mail-account';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Badge } from '../../../ui/badge';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import classes from './sending.module.css';
import { LoginFields, ServerFields } from './server-fields';

/** Whether this computer sends the company's messages, and by what. Off unless somebody turns it on. */
export function AccountSection() {
  const answer = useQuery(trpc.sending.account.queryOptions());
  return (
    <Section
      title="This computer"
      note="Messages go by whoever sends: “steward run”, or desktops with a mail server of their own. Several share the work, and each message goes once"
    >
      <Loaded answer={answer} waiting={<RowSkeletons count={2} />}>
        {(standing) => (standing.account === null ? <AccountForm /> : <Standing standing={standing} />)}
      </Loaded>
    </Section>
  );
}

function Standing({ standing: { account, isGiven, isKept } }: { standing: MailAccount }) {
  const turnOff = useMutation(
    trpc.sending.useAccount.mutationOptions({
      onSuccess: () => notifyDone('This computer sends nothing any more; its password is forgotten.'),
    }),
  );
  return (
    <div className={classes.form}>
      <p>
        <Badge tone="healthy">Sends</Badge> by {account?.host}:{account?.port}
        {account?.user != null && ` as ${account.user}`}, while Steward is open.{' '}
        <span className="soft">
          {isGiven
            ? 'It was given as Steward was started.'
            : isKept
              ? 'The password is in the system’s keychain.'
              : 'This system has no keychain: the password is asked for again at the next start.'}
        </span>
      </p>
      {!isGiven && (
        <div>
          <Button variant="default" loading={turnOff.isPending} onClick={() => turnOff.mutate(null)}>
            Turn off
          </Button>
        </div>
      )}
    </div>
  );
}

type Written = Omit<MailAccountInput, 'port'> & { readonly port: number | undefined };

const usualPorts = { tls: 465, starttls: 587, none: 25 } as const;
const securities = [
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'tls', label: 'TLS from the first byte' },
  { value: 'none', label: 'None, to this computer alone' },
] as const;

function AccountForm() {
  const [written, setWritten] = useState<Written>({
    ...{ host: '', security: 'starttls', user: '', password: '' },
    port: 587,
  });
  const [sent, setSent] = useState(false);
  const test = useMutation(trpc.sending.testAccount.mutationOptions({ meta: { showsItsErrors: true } }));
  const use = useMutation(
    trpc.sending.useAccount.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('This computer sends from now on, while Steward is open.'),
    }),
  );
  const checked = mailAccountInputSchema.safeParse(written);
  const problemOf = (field: keyof Written) =>
    sent ? checked.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const change = (part: Partial<Written>) => {
    test.reset();
    setWritten((before) => ({ ...before, ...part }));
  };
  const failure = use.error ?? test.error;

  function ask(deed: (account: MailAccountInput) => void): void {
    setSent(true);
    if (checked.success) deed(checked.data);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    ask((account) => use.mutate(account));
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p>This computer sends nothing.</p>
      <div className={classes.fields}>
        <ServerFields
          placeholder="smtp.acme.example"
          securities={securities}
          usualPorts={usualPorts}
          written={written}
          problemOf={problemOf}
          onChange={change}
        />
        <LoginFields written={written} problemOf={problemOf} onChange={change} />
      </div>
      {test.data && (
        <p role="status" className={classes.proof} data-proved={test.data.ok || undefined}>
          {test.data.words}
        </p>
      )}
      {failure && <p role="alert">{callErrorOf(failure).message}</p>}
      <div className={classes.buttons}>
        <Button type="submit" loading={use.isPending}>
          Send from this computer
        </Button>
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() => ask((account) => test.mutate(account))}
        >
          Test the connection
        </Button>
      </div>
    </form>
  );
}
