import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { companyVersionOf, configName } from '../../../../src-preload/contract/config-names';
import type { ConfigVersion, ConfigVersions } from '../../../../src-preload/contract/settings';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { notifyDone, notifyFailure } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';

interface VersionListProps {
  versions: ConfigVersions;
  /** The version that the draft began with. */
  editing: number;
  onRestore: (version: ConfigVersion) => void;
}

/** All saved versions. None is ever changed; restoring puts an old one into the draft. */
export function VersionList({ versions, editing, onRestore }: VersionListProps) {
  const queryClient = useQueryClient();
  const mayPublish = useMay('admin');
  const publish = useMutation(
    trpc.settings.publishConfig.mutationOptions({
      onSuccess: () =>
        notifyDone('On its way to the company. Once it has it, it is in force for the whole team.'),
    }),
  );

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
      <FactTable columns={['Version', 'Saved', 'By', 'Note', { name: 'Action', unseen: true }]}>
        {versions.versions.map((each) => (
          <tr key={each.version}>
            <th scope="row">
              {ownName(each.version, versions.current)}{' '}
              {each.version === versions.current && <Badge tone="none">in force</Badge>}
            </th>
            <td>
              <Instant at={each.createdAt} past />
            </td>
            <td>{each.author}</td>
            <td data-room="wide" title={each.note}>
              {each.note}
            </td>
            <td>
              {each.version !== editing && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  aria-label={`Restore version ${ownName(each.version, versions.current)}`}
                  onClick={() => void restore(each.version)}
                >
                  Restore
                </Button>
              )}
              {mayPublish && companyVersionOf(each.version) === null && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`Publish version ${ownName(each.version, versions.current)} for the whole team`}
                  loading={publish.isPending}
                  onClick={() => publish.mutate({ version: each.version })}
                >
                  Publish
                </Button>
              )}
            </td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

/** Where the company's settings are in force, this desktop's own are its drafts. @returns `3`, `2 of the company`, `L1` */
function ownName(version: number, current: number): string {
  const isDraft = companyVersionOf(version) === null && companyVersionOf(current) !== null;
  return isDraft ? `L${version}` : configName(version);
}
