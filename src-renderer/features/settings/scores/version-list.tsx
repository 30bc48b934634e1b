import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ConfigVersion } from '../../../../src-preload/contract/settings';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Instant } from '../../../ui/day';
import { notifyFailure } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import type { ConfigVersions } from './scores-screen';
import '../../../ui/table/fact-table.css';

interface VersionListProps {
  versions: ConfigVersions;
  /** The version that the draft began with. */
  editing: number;
  onRestore: (version: ConfigVersion) => void;
}

/** All saved versions. None is ever changed; restoring puts an old one into the draft. */
export function VersionList({ versions, editing, onRestore }: VersionListProps) {
  const queryClient = useQueryClient();

  async function restore(version: number): Promise<void> {
    try {
      onRestore(await queryClient.fetchQuery(trpc.settings.config.queryOptions({ version })));
    } catch (error) {
      notifyFailure(callErrorOf(error));
    }
  }

  return (
    <Section
      title="Versions"
      note="Every score names the version that made it. Restoring puts an old version into the draft; saving makes it a new one"
      padding="flush"
    >
      <table className="fact-table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Saved</th>
            <th scope="col">By</th>
            <th scope="col">Note</th>
            <th scope="col">
              <span className="visually-hidden">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.versions.map((each) => (
            <tr key={each.version}>
              <th scope="row">
                {each.version}{' '}
                {each.version === versions.current && <span className="badge badge-none">in force</span>}
              </th>
              <td>
                <Instant at={each.createdAt} past />
              </td>
              <td>{each.author}</td>
              <td className="fact-table-wide" title={each.note}>
                {each.note}
              </td>
              <td>
                {each.version !== editing && (
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-xs"
                    aria-label={`Restore version ${each.version}`}
                    onClick={() => void restore(each.version)}
                  >
                    Restore
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
