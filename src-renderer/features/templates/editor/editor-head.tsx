import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Template } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { notifyDone } from '../../../ui/notify';
import { PageHeader } from '../../../ui/page-header';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import type { EditedTemplate } from './template-draft';
import type { Saving } from './use-saving';

interface EditorHeadProps {
  saved: Template | null;
  template: EditedTemplate;
  isChanged: boolean;
  readOnly: string | null;
  saving: Saving;
  onDiscard: () => void;
}

/** What it is called, how it stands, and what can be done with it. */
export function EditorHead({ saved, template, isChanged, readOnly, saving, onDiscard }: EditorHeadProps) {
  return (
    <PageHeader
      title={saved === null ? 'New template' : named(template.name)}
      note={
        <>
          <Link to="/templates">Templates</Link>
          {saved !== null && (
            <>
              {' · '}version {saved.version}, <Instant at={saved.at} past /> by {saved.author}{' '}
              {saved.isPending && <PendingBadge />} {saved.isArchived && <Badge tone="none">Archived</Badge>}
            </>
          )}
          {isChanged && ' · what you changed is kept here and not saved yet'}
        </>
      }
      actions={
        <>
          {saved !== null && <ArchiveButton template={saved} />}
          {readOnly === null && (
            <>
              <Button variant="default" disabled={!isChanged} onClick={onDiscard}>
                Discard changes
              </Button>
              <Button
                loading={saving.isBusy}
                disabled={saved !== null && !isChanged}
                onClick={saving.save}
                title="Ctrl+S"
              >
                {saved === null ? 'Save template' : 'Save as new version'}
              </Button>
            </>
          )}
        </>
      }
    />
  );
}

function ArchiveButton({ template: { id, name, isArchived, isTransactional } }: { template: Template }) {
  const may = useMay(isTransactional ? 'admin' : 'manager');
  const archive = useMutation(trpc.templates.archive.mutationOptions());
  if (!may) return null;
  function set(archived: boolean): void {
    archive.mutate(
      { id, archived },
      {
        onSuccess: () =>
          archived
            ? notifyDone(`${name} is archived: nothing new is made of it.`, () => set(false))
            : notifyDone(`${name} is back.`),
      },
    );
  }
  return (
    <Button variant="default" loading={archive.isPending} onClick={() => set(!isArchived)}>
      {isArchived ? 'Bring back' : 'Archive'}
    </Button>
  );
}
