import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Sending, sendingRulesSchema } from '../../../../src-preload/contract/sending';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { NumberEntry } from '../../../ui/number-entry';
import { Section } from '../../../ui/section';
import classes from './sending.module.css';

const ruleSchema = sendingRulesSchema.pick({ returnAddress: true, mostSoftBounces: true });

/** Where mail servers send back what they can't deliver, and when an address is given up. */
export function ReturnsSection({ sending }: { sending: Sending }) {
  const readOnly = !sending.mayChange;
  const [address, setAddress] = useState(sending.returnAddress ?? '');
  const [most, setMost] = useState<number | undefined>(sending.mostSoftBounces);
  const [sent, setSent] = useState(false);
  const save = useMutation(
    trpc.sending.set.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => notifyDone('It holds from the next message on, for every runner.'),
    }),
  );
  const checked = ruleSchema.safeParse({
    returnAddress: address.trim() === '' ? null : address,
    mostSoftBounces: most,
  });
  const refused = save.error && callErrorOf(save.error);
  const problemOf = (field: keyof typeof ruleSchema.shape) =>
    refused?.fields?.[field] ??
    (sent ? checked.error?.issues.find(({ path }) => path[0] === field)?.message : undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (checked.success) save.mutate(checked.data);
  }

  return (
    <Section
      title="Replies and bounces"
      note="For the whole company. Replies end the sequences that wait for one; addresses that are gone get nothing any more"
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        <div className={classes.fields}>
          <TextInput
            label="Return address"
            description="Empty: bounces go to the sender"
            placeholder="bounces@acme.example"
            w={340}
            value={address}
            readOnly={readOnly}
            spellCheck={false}
            maxLength={200}
            error={problemOf('returnAddress')}
            onChange={(event) => {
              save.reset();
              setAddress(event.currentTarget.value);
            }}
          />
          <NumberEntry
            label="Given up after"
            description="Messages in a row that did not arrive for a passing reason"
            value={most}
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={problemOf('mostSoftBounces')}
            onChange={setMost}
          />
        </div>
        <p className="soft">
          Each message leaves with a number of its own in the return address, such as{' '}
          {shownAddress(sending.returnAddress)}, by which it is known when it comes back: the mailbox has to
          take every address of this kind.
        </p>
        {refused && refused.fields === undefined && <p role="alert">{refused.message}</p>}
        {!readOnly && (
          <div>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}

function shownAddress(address: string | null): string {
  return (address ?? 'bounces+*@acme.example').replace('*', '3f0c…');
}
