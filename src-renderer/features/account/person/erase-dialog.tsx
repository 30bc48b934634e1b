import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ErasureStatus, WhoIsAsked } from '../../../../src-preload/contract/privacy';
import { beyondReach, certificateLines, planLines } from '../../../../src-preload/contract/privacy-words';
import { trpc } from '../../../api/client';
import { TeamForm } from '../../../api/team-form';
import { namesIn, OtherNames } from './other-names';
import { PrivacyLines } from './privacy-lines';
import { proofOf } from './who-is';

/** Erases a contact everywhere: first what would go, then the address or id once more, then which desktops are waited for. */
export function EraseDialog({
  name: called,
  who,
  onClose,
}: {
  name: string;
  who: WhoIsAsked;
  onClose: () => void;
}) {
  const [names, setNames] = useState('');
  const [typed, setTyped] = useState('');
  // The contact is gone from the screen behind, once this desktop has erased it.
  const [name] = useState(called);
  const plan = useMutation(trpc.privacy.plan.mutationOptions({ meta: { showsItsErrors: true } }));
  // The last one that was said stays while it is asked for anew.
  const [certificate, setCertificate] = useState<readonly ErasureStatus[] | null>(null);
  const certified = {
    meta: { showsItsErrors: true },
    onSuccess: ({ erasures }: { erasures: readonly ErasureStatus[] }) => setCertificate(erasures),
  };
  const erase = useMutation(trpc.privacy.erase.mutationOptions(certified));
  const again = useMutation(trpc.privacy.status.mutationOptions(certified));
  const { mutate: look } = plan;
  useEffect(() => look({ who, names: [] }), [look, who]);
  const asked = { who, names: namesIn(names) };

  function go(): void {
    if (certificate) again.mutate({ erasures: certificate.map(({ erasure }) => erasure) });
    else if (plan.data === undefined) look(asked);
    else erase.mutate({ ...asked, typed });
  }

  if (certificate)
    return (
      <TeamForm
        title={`${name} is erased`}
        submit="Look again who is waited for"
        onClose={onClose}
        onSubmit={go}
        busy={again.isPending}
        failure={again.error}
        size="lg"
      >
        <PrivacyLines label="Certificate" lines={[...certificateLines(certificate), beyondReach]} />
      </TeamForm>
    );
  return (
    <TeamForm
      title={`Erase ${name}`}
      submit={plan.data ? 'Erase for good' : 'Look first'}
      onClose={onClose}
      onSubmit={go}
      busy={plan.isPending || erase.isPending}
      failure={erase.error ?? plan.error}
      size="lg"
    >
      <OtherNames
        value={names}
        onChange={(value) => {
          setNames(value);
          // What was looked at is not what would be done.
          plan.reset();
        }}
      />
      {plan.isPending && <p role="status">Looking through the company’s database…</p>}
      {erase.isPending && <p role="status">Erasing in the company’s database; this can take a minute…</p>}
      {plan.data && (
        <>
          <PrivacyLines label="What would be erased" lines={planLines(plan.data)} />
          <TextInput
            label={`Type ${proofOf(who)} to confirm; it can’t be undone`}
            size="xs"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            spellCheck={false}
            autoComplete="off"
          />
        </>
      )}
    </TeamForm>
  );
}
