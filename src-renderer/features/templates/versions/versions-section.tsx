import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Template, templateVersionSchema } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Instant } from '../../../ui/day';
import { Dialog } from '../../../ui/dialog';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
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
  const [compared, setCompared] = useState<{ before: Version; after: Version } | null>(null);
  return (
    <Section
      title="Versions"
      note="What it said at each time. One that changed its name or category alone is not among them"
      padding="flush"
    >
      <Loaded answer={versions} waiting={<RowSkeletons count={2} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title="No version at the company yet"
              text="This template is kept here and goes up with the next sync."
            />
          ) : (
            <FactTable
              columns={[
                { name: 'Version', align: 'right' },
                'Saved',
                'By',
                'Changed',
                { name: 'Action', unseen: true },
              ]}
            >
              {all.map((version, place) => (
                <VersionRow
                  key={version.version}
                  version={version}
                  before={all[place + 1]}
                  latest={all[0]}
                  readOnly={readOnly}
                  onCompare={(before, after) => setCompared({ before, after })}
                  onRestore={onRestore}
                />
              ))}
            </FactTable>
          )
        }
      </Loaded>
      {compared && (
        <Dialog
          title={`Version ${compared.before.version} and version ${compared.after.version}`}
          onClose={() => setCompared(null)}
          size="lg"
        >
          <VersionDiff {...compared} />
        </Dialog>
      )}
    </Section>
  );
}

interface VersionRowProps {
  version: Version;
  before: Version | undefined;
  latest: Version | undefined;
  readOnly: boolean;
  onCompare: (before: Version, after: Version) => void;
  onRestore: (content: Content) => void;
}

function VersionRow({ version, before, latest, readOnly, onCompare, onRestore }: VersionRowProps) {
  const isLatest = version.version === latest?.version;
  const number = version.version;
  return (
    <tr>
      <th scope="row" data-align="right">
        {number}
      </th>
      <td>
        <Instant at={version.at} past />
      </td>
      <td>{version.author}</td>
      <td data-room="wide">{before === undefined ? 'The first' : changedContentWords(before, version)}</td>
      <td data-align="right">
        {before !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={`What changed in version ${number}`}
            onClick={() => onCompare(before, version)}
          >
            What changed
          </Button>
        )}
        {!isLatest && latest !== undefined && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={`With the latest: version ${number}`}
            onClick={() => onCompare(version, latest)}
          >
            With the latest
          </Button>
        )}
        {!isLatest && !readOnly && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`Into the editor: version ${number}`}
            onClick={() => {
              const { subject, preheader, mjml } = version;
              onRestore({ subject, preheader, mjml });
            }}
          >
            Into the editor
          </Button>
        )}
      </td>
    </tr>
  );
}
