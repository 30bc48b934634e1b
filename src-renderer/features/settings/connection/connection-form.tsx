import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Profile } from '../../../../src-preload/contract/profiles';
import type { Connection } from '../../../../src-preload/contract/settings';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { errorWords } from '../../../ui/words/error-words';
import { FindingList } from '../finding-list';
import { addressText, wholeAddress, withoutPassword } from './company-address';
import classes from './connection-form.module.css';
import { ProtectionQuestion } from './protection-question';
import { ServerPins } from './server-pins';

const notKept =
  'This computer has no keychain: what you enter is used until Steward is closed, and the password kept nowhere. The copy of the data is kept, encrypted.';

interface ConnectionFormProps {
  connection: Connection;
  /** The connection that is open; it says where it was connected last, which no keychain is needed for. */
  profile: Profile | undefined;
  /** The button that opens an invitation. */
  openInvitation: ReactNode;
}

/** Tests and sets the address of the company's database. The password goes to the host and never comes back. */
export function ConnectionForm({ connection, profile, openInvitation }: ConnectionFormProps) {
  const [address, setAddress] = useState(addressText(connection) || (profile?.address ?? ''));
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const test = useMutation(trpc.settings.testConnection.mutationOptions({ meta: { showsItsErrors: true } }));
  const connect = useMutation(
    trpc.settings.setConnection.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        setPassword('');
        test.reset();
        notifyDone('Steward connects now. The header shows how far it is.');
      },
    }),
  );
  const failure = test.error ?? connect.error;
  const isSignedOut = connection.host === null && profile?.signedOut !== undefined;

  function enter(text: string): void {
    const entered = withoutPassword(text);
    setAddress(entered.address);
    if (entered.password !== null) setPassword(entered.password);
    setProblem(null);
  }

  function send(to: (input: { url: string }) => void): void {
    const whole = wholeAddress(address, password);
    setProblem('problem' in whole ? whole.problem : null);
    if ('url' in whole) to(whole);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    send(connect.mutate);
  }

  return (
    <Section
      title={isSignedOut ? 'Sign in' : connection.host === null ? 'Connect' : 'Change the connection'}
      note="Steward reads with your own login and sees what the company’s database lets you see"
      actions={openInvitation}
    >
      {connection.asksProtection && connection.host !== null && <ProtectionQuestion host={connection.host} />}
      {connection.problem !== null && <Alert color="yellow">{connection.problem}</Alert>}
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label="Address"
          placeholder="postgres://login@server:5432/database"
          value={address}
          onChange={(event) => enter(event.currentTarget.value)}
          error={problem}
          spellCheck={false}
          autoComplete="off"
        />
        <PasswordInput
          label="Password"
          description={!connection.keepsAddress && notKept}
          size="xs"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="off"
        />
        <ServerPins address={address} onChange={enter} />
        {failure && (
          <Alert color="red" title={errorWords(callErrorOf(failure)).title}>
            {callErrorOf(failure).message}
            {connection.host !== null && ' The present connection stays as it is.'}
          </Alert>
        )}
        <div className={classes.buttons}>
          <Button variant="default" loading={test.isPending} onClick={() => send(test.mutate)}>
            Test
          </Button>
          <Button type="submit" loading={connect.isPending}>
            {isSignedOut ? 'Sign in' : 'Save and connect'}
          </Button>
        </div>
      </form>
      {test.data && (
        <FindingList label="What the test found" title={testWords(test.data)} findings={test.data.findings} />
      )}
    </Section>
  );
}

function testWords({ ok, findings }: { ok: boolean; findings: readonly { level: string }[] }): string {
  if (ok) return 'This connection works.';
  const problems = findings.filter(({ level }) => level === 'error').length;
  return `This connection can’t be used yet: ${problems === 1 ? 'one problem' : `${problems} problems`}.`;
}
