import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Template, templateVersionSchema } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { VersionTable } from '../../../api/version-table';
import { changedContentWords } from './changed-words';
import { VersionDiff } from './version-diff';

type Version = z.infer<typeof templateVersionSchema>;
type Content = Pick<Version, 'subject' | 'preheader' | 'mjml'>;

interface VersionsSectionProps {
  saved: Template;
  readOnly: boolean;
  /** Puts what a version held into the editor; saving makes it a new one. */
  onRestore: (content: Content) => void;
}

/** Everything it ever said, as the company keeps it: messages that were sent name the version they were made of. */
export function VersionsSection({ saved, readOnly, onRestore }: VersionsSectionProps) {
  const versions = useQuery(trpc.templates.versions.queryOptions({ id: saved.id }));
  return (
    <VersionTable
      note="What it said at each time. One that changed its name or category alone is not among them"
      versions={versions}
      readOnly={readOnly}
      changed={changedContentWords}
      diff={(before, after) => <VersionDiff before={before} after={after} />}
      onRestore={({ subject, preheader, mjml }) => onRestore({ subject, preheader, mjml })}
    />
  );
}
