import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Instant } from '../ui/day';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { Section } from '../ui/section';
import { RowSkeletons } from '../ui/skeletons';
import { FactTable } from '../ui/table/fact-table';
import { type Answer, Loaded } from './loaded';

interface Version {
  readonly version: number;
  readonly author: string;
  readonly at: number;
}

interface VersionTableProps<Of extends Version> {
  note: string;
  /** The latest first. */
  versions: Answer<Of[]>;
  readOnly: boolean;
  /** What differs, in a few words. */
  changed: (before: Of, after: Of) => string;
  diff: (before: Of, after: Of) => ReactNode;
  /** Puts what a version said into the editor; saving makes it a new one. */
  onRestore: (version: Of) => void;
}

/** Everything an entry ever said, as the company keeps it, and what changed from one time to the other. */
export function VersionTable<Of extends Version>(props: VersionTableProps<Of>) {
  const { note, versions, diff } = props;
  const [compared, setCompared] = useState<readonly [Of, Of] | null>(null);
  return (
    <Section title="Versions" note={note} padding="flush">
      <Loaded answer={versions} waiting={<RowSkeletons count={2} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              title="No version at the company yet"
              text="What is saved is kept here and goes up with the next sync."
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
                  {...props}
                  version={version}
                  before={all[place + 1]}
                  latest={all[0] ?? version}
                  onCompare={(before, after) => setCompared([before, after])}
                />
              ))}
            </FactTable>
          )
        }
      </Loaded>
      {compared && (
        <Dialog
          title={`Version ${compared[0].version} and version ${compared[1].version}`}
          onClose={() => setCompared(null)}
          size="lg"
        >
          {diff(...compared)}
        </Dialog>
      )}
    </Section>
  );
}

interface VersionRowProps<Of extends Version> extends VersionTableProps<Of> {
  version: Of;
  before: Of | undefined;
  latest: Of;
  onCompare: (before: Of, after: Of) => void;
}

const quiet = { variant: 'subtle', color: 'gray', size: 'compact-xs' } as const;

function VersionRow<Of extends Version>(props: VersionRowProps<Of>) {
  const { version, before, latest, readOnly, changed, onCompare, onRestore } = props;
  const isLatest = version.version === latest.version;
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
      <td data-room="wide">{before ? changed(before, version) : 'The first'}</td>
      <td data-align="right">
        {before && (
          <Button
            {...quiet}
            aria-label={`What changed in version ${number}`}
            onClick={() => onCompare(before, version)}
          >
            What changed
          </Button>
        )}
        {!isLatest && (
          <Button
            {...quiet}
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
            onClick={() => onRestore(version)}
          >
            Into the editor
          </Button>
        )}
      </td>
    </tr>
  );
}
