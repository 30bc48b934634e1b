import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  channelName,
  isMessageChannel,
  type MessageChannel,
  messageChannels,
} from '../../../../src-preload/contract/channels';
import { trpc } from '../../../api/client';
import { smsWords } from '../../../ui/words/sms-words';
import { templateLabel } from '../../../ui/words/template-label';
import type { LaunchDraft, WhatToSay } from './use-launch-draft';

interface WhatToSayProps {
  draft: LaunchDraft;
  onChange: (part: Partial<LaunchDraft>) => void;
  problems: Readonly<Record<string, string>>;
}

/** A template of the company, or words of one's own. */
export function WhatToSayFields({ draft, onChange, problems }: WhatToSayProps) {
  const { what, templateId, channel, subject, text } = draft;
  const isMail = channel === 'email';
  const list = useQuery(trpc.templates.list.queryOptions()).data;
  const templates = (list?.templates ?? []).filter(({ isArchived }) => !isArchived);
  return (
    <>
      <SegmentedControl
        aria-label="What to say"
        data={[
          { value: 'template', label: 'A template' },
          { value: 'own', label: 'Own words' },
        ]}
        value={what}
        onChange={(value) => onChange({ what: value as WhatToSay })}
      />
      {what === 'template' ? (
        <Select
          label="Template"
          placeholder={templates.length === 0 ? 'The company has no template yet' : 'Choose one'}
          data={templates.map((template) => ({ value: template.id, label: templateLabel(template) }))}
          value={templateId}
          onChange={(id) => onChange({ templateId: id })}
          searchable
          allowDeselect={false}
          error={problems['template']}
        />
      ) : (
        <>
          <Select
            label="Goes by"
            data={messageChannels.map((value) => ({ value, label: channelName(value) }))}
            value={channel}
            allowDeselect={false}
            onChange={(value) => value !== null && isMessageChannel(value) && onChange({ channel: value })}
          />
          <TextInput
            label={isMail ? 'Subject' : 'Title'}
            maxLength={500}
            value={subject}
            onChange={(event) => onChange({ subject: event.currentTarget.value })}
            error={problems['subject']}
          />
          <Textarea
            label="Message"
            description={wordsOf(channel, text)}
            autosize
            minRows={5}
            maxRows={12}
            maxLength={50_000}
            value={text}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
            error={problems['text']}
          />
        </>
      )}
    </>
  );
}

function wordsOf(channel: MessageChannel, text: string): string {
  switch (channel) {
    case 'email':
      return 'Goes as plain text, from the company’s address; answers come to the account’s owner';
    case 'sms':
      return `The title stays here, for lists. ${smsWords(text)}`;
    case 'web_push':
      return 'To the browsers in which they agreed: a title and few words';
    case 'in_app':
      return 'Your product shows it';
    case 'webhook':
      return 'Told to where the webhook leads, about the account and the contact';
  }
}
