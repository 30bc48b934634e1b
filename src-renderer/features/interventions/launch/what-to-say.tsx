import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import { templateLabel } from '../../../ui/words/template-label';
import type { LaunchDraft, WhatToSay } from './use-launch-draft';

interface WhatToSayProps {
  draft: LaunchDraft;
  onChange: (part: Partial<LaunchDraft>) => void;
  problems: Readonly<Record<string, string>>;
}

/** A template of the company, or words of one's own. */
export function WhatToSayFields({ draft, onChange, problems }: WhatToSayProps) {
  const { what, templateId, subject, text } = draft;
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
          <TextInput
            label="Subject"
            maxLength={500}
            value={subject}
            onChange={(event) => onChange({ subject: event.currentTarget.value })}
            error={problems['subject']}
          />
          <Textarea
            label="Message"
            description="Goes as plain text, from the company’s address; answers come to the account’s owner"
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
