import { Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { channelName } from '../../../../src-preload/contract/channels';
import type { Person } from '../../../../src-preload/contract/contacts';
import {
  type consentBases,
  consentChannels,
  consentStates,
} from '../../../../src-preload/contract/interventions/message-patches';
import { templateCategories } from '../../../../src-preload/contract/templates/templates';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { named } from '../../../ui/words/named';
import { JudgementForm } from '../judgement/judgement-form';
import { basisTitles, categoryWords } from './consent-words';

type Basis = (typeof consentBases)[number];
type Channel = (typeof consentChannels)[number];
const categories = ['*', ...templateCategories] as const;

/** Writes down what a contact said about mail or SMS, as a member of the team heard it. */
export function ConsentDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { account, contact } = person;
  const [category, setCategory] = useState<(typeof categories)[number]>('*');
  const [state, setState] = useState<(typeof consentStates)[number]>('granted');
  const [basis, setBasis] = useState<Basis>('consent');
  const mailed = contact.email !== null;
  const phoned = contact.phone?.canBeSentTo === true;
  const [channel, setChannel] = useState<Channel>(mailed ? 'email' : 'sms');
  const [source, setSource] = useState('');
  const isSms = channel === 'sms';
  const name = named(contact.name);
  const record = useMutation(
    trpc.interventions.recordConsent.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(
          state === 'granted'
            ? `Kept: ${name} may be written to.`
            : `Kept: ${name} does not want ${isSms ? 'these SMS' : 'this mail'}.`,
        );
        onClose();
      },
    }),
  );
  return (
    <JudgementForm
      title={`What ${name} said about ${isSms ? 'SMS' : 'mail'}`}
      onClose={onClose}
      onSubmit={() =>
        record.mutate({
          account: { id: account.id, externalId: account.externalId },
          contactId: contact.id,
          category,
          state,
          ...(isSms && { channel }),
          ...(state === 'granted' && { basis: isSms ? 'consent' : basis }),
          ...(state === 'granted' && isSms && { source }),
        })
      }
      submit="Keep it"
      busy={record.isPending}
      failure={record.error ? callErrorOf(record.error) : null}
    >
      {mailed && phoned && (
        <Radio.Group
          label="By"
          value={channel}
          onChange={(value) => setChannel(consentChannels.find((one) => one === value) ?? 'email')}
        >
          <Group gap="md" mt={6}>
            {consentChannels.map((value) => (
              <Radio key={value} value={value} label={channelName(value)} />
            ))}
          </Group>
        </Radio.Group>
      )}
      <Select
        label={isSms ? 'SMS about' : 'Mail about'}
        data={categories.map((value) => ({ value, label: categoryWords(value, channel) }))}
        value={category}
        allowDeselect={false}
        onChange={(value) => setCategory(categories.find((one) => one === value) ?? '*')}
      />
      <Radio.Group
        label="They"
        value={state}
        onChange={(value) => setState(consentStates.find((one) => one === value) ?? 'granted')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="granted" label="may be written to" />
          <Radio value="withdrawn" label="don’t want it: what waits for them is taken back at once" />
        </Stack>
      </Radio.Group>
      {state === 'granted' && isSms && (
        <TextInput
          label="Where they agreed"
          description="SMS rest on their consent alone. Who answered STOP comes back by sending START themselves"
          placeholder="The form on our site, 3 March"
          value={source}
          maxLength={200}
          error={record.error && callErrorOf(record.error).fields?.['source']}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      )}
      {state === 'granted' && !isSms && (
        <Select
          label="On what it rests"
          description="Who unsubscribed by a mail’s own link comes back by their consent alone"
          data={Object.entries(basisTitles).map(([value, label]) => ({ value, label }))}
          value={basis}
          allowDeselect={false}
          onChange={(value) => setBasis((value ?? 'consent') as Basis)}
        />
      )}
    </JudgementForm>
  );
}
