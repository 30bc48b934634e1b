import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { previewSchema, TemplateDraft } from '../../../../src-preload/contract/templates/templates';
import { callErrorOf } from '../../../api/call-error';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import type { Appearance } from '../../../ui/mail/framed-mail';
import { MailFrame } from '../../../ui/mail/mail-frame';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import { smsWords } from '../../../ui/words/sms-words';
import { type ContactChoice, ContactField } from './contact-choice';
import { ManyContacts } from './many-contacts';
import classes from './preview-section.module.css';
import { TestSend } from './test-send';

type Preview = z.infer<typeof previewSchema>;

interface PreviewSectionProps {
  draft: TemplateDraft;
  preview: { data: Preview | undefined; error: unknown; refetch: () => unknown };
  contact: ContactChoice;
}

type Part = 'mail' | 'text';
type Width = 'desktop' | 'phone';

/** The mail as a real contact would get it. */
export function PreviewSection({ draft, preview, contact }: PreviewSectionProps) {
  const [part, setPart] = useState<Part>('mail');
  const [appearance, setAppearance] = useState<Appearance>('light');
  const [width, setWidth] = useState<Width>('desktop');
  const isMail = (draft.channel ?? 'email') === 'email';
  return (
    <Section
      title="Preview"
      note="Rendered as it would be sent. Nothing is sent, no picture is fetched, no link leads anywhere"
    >
      <div className={classes.preview}>
        <ContactField contact={contact} />
        {isMail && (
          <div className={classes.choices}>
            <SegmentedControl
              aria-label="Part"
              data={[
                { value: 'mail', label: 'Mail' },
                { value: 'text', label: 'Text' },
              ]}
              value={part}
              onChange={setPart}
            />
            {part === 'mail' && (
              <>
                <SegmentedControl
                  aria-label="Appearance"
                  data={[
                    { value: 'light', label: 'Light' },
                    { value: 'dark', label: 'Dark' },
                  ]}
                  value={appearance}
                  onChange={setAppearance}
                />
                <SegmentedControl
                  aria-label="Width"
                  data={[
                    { value: 'desktop', label: 'Desktop' },
                    { value: 'phone', label: 'Phone' },
                  ]}
                  value={width}
                  onChange={setWidth}
                />
              </>
            )}
          </div>
        )}
        {preview.data === undefined && preview.error != null ? (
          <ErrorState error={callErrorOf(preview.error)} onRetry={() => void preview.refetch()} />
        ) : (
          <Rendered preview={preview.data} hasContact={contact.chosen !== null} isMail={isMail}>
            {(message) =>
              part === 'text' || !isMail ? (
                <>
                  {draft.channel === 'sms' && <p className="soft">{smsWords(message.text)}</p>}
                  <Textarea
                    aria-label={isMail ? 'Text part' : 'Text'}
                    readOnly
                    rows={isMail ? 28 : 12}
                    value={message.text}
                  />
                </>
              ) : (
                <MailFrame html={message.html} appearance={appearance} width={width} />
              )
            }
          </Rendered>
        )}
        <ManyContacts draft={draft} contact={contact} />
        {isMail && <TestSend draft={draft} contact={contact} />}
      </div>
    </Section>
  );
}

type Message = Extract<NonNullable<Preview['rendering']>, { kind: 'message' }>;

function Rendered({
  preview,
  hasContact,
  isMail,
  children,
}: {
  preview: Preview | undefined;
  hasContact: boolean;
  isMail: boolean;
  children: (message: Message) => React.ReactNode;
}) {
  if (preview === undefined) return <Skeleton height={560} />;
  const { rendering } = preview;
  if (rendering === null)
    return hasContact ? (
      <EmptyState
        title={isMail ? 'There is no mail of it yet' : 'There is no message of it yet'}
        text="Mend the errors first; what you wrote is kept."
      />
    ) : (
      <EmptyState title="Nobody to show it for" text="Nobody in your copy has an address." />
    );
  if (rendering.kind === 'refused')
    return <EmptyState title="This contact would get no mail" text={rendering.words} />;
  return (
    <>
      <dl className={classes.head}>
        <dt>{isMail ? 'Subject' : 'Title'}</dt>
        <dd dir="auto">{rendering.subject}</dd>
        {isMail && (
          <>
            <dt>Preheader</dt>
            <dd dir="auto">{rendering.preheader || <span className="faint">none</span>}</dd>
          </>
        )}
      </dl>
      {children(rendering)}
    </>
  );
}
