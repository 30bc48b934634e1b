import { Alert, Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { ErrorState } from '../../../ui/error-state';
import type { Appearance } from '../../../ui/mail/framed-mail';
import { MailFrame } from '../../../ui/mail/mail-frame';
import { Skeleton } from '../../../ui/skeletons';
import classes from './launch-form.module.css';

interface TemplatePreviewProps {
  templateId: string;
  organizationId: number;
  contactId: number;
  contact: string;
  /** Absent where it goes to several: words of one's own would be the same for all. */
  onEdit: ((words: { subject: string; text: string }) => void) | undefined;
}

/** The mail as the contact would get it. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { templateId, organizationId, contactId, contact, onEdit } = props;
  const [appearance, setAppearance] = useState<Appearance>('light');
  const preview = useQuery(
    trpc.interventions.preview.queryOptions({ templateId, organizationId, contactId }),
  );
  if (preview.error)
    return <ErrorState error={callErrorOf(preview.error)} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Skeleton height={240} />;
  if (preview.data.kind === 'refused')
    return (
      <Alert color="yellow" title={`${contact} would get no mail`}>
        {preview.data.words}
      </Alert>
    );
  const { subject, text, html } = preview.data;
  return (
    <div className={classes.preview}>
      <div className={classes.previewHead}>
        <p>
          <span className="faint">As {contact} would get it: </span>
          {subject}
        </p>
        <SegmentedControl
          size="xs"
          aria-label="Appearance"
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          value={appearance}
          onChange={setAppearance}
        />
        {onEdit && (
          <Button variant="default" size="compact-sm" onClick={() => onEdit({ subject, text })}>
            Edit as own words
          </Button>
        )}
      </div>
      <div className={classes.frame}>
        <MailFrame html={html} appearance={appearance} width="desktop" />
      </div>
    </div>
  );
}
