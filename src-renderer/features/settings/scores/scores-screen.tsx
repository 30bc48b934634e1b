import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConfigVersions } from '../../../../src-preload/contract/settings';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { RowSkeletons } from '../../../ui/skeletons';
import { readDraft } from './draft/draft-store';
import { ScoreEditor } from './score-editor';

/** How health scores are made: edited as a draft, saved as a new version. */
export function ScoresScreen() {
  const versions = useQuery(trpc.settings.configs.queryOptions());
  useMilestone('interactive', versions.isSuccess);
  return (
    <Loaded answer={versions} waiting={<RowSkeletons count={12} />}>
      {(data) => <StartedFrom versions={data} />}
    </Loaded>
  );
}

/** The one that a kept draft began with, else the one in force. */
function firstVersion({ current, versions }: ConfigVersions): number {
  const began = readDraft()?.basedOn;
  return versions.find(({ version }) => version === began)?.version ?? current;
}

/** An edit stays with the version it began with, also when someone else saved a newer one since: saving asks then. */
function StartedFrom({ versions }: { versions: ConfigVersions }) {
  const [version, setVersion] = useState(() => firstVersion(versions));
  const config = useQuery(trpc.settings.config.queryOptions({ version }));
  return (
    <Loaded answer={config} waiting={<RowSkeletons count={12} />}>
      {(saved) => (
        <ScoreEditor key={saved.version} saved={saved} versions={versions} onStartFrom={setVersion} />
      )}
    </Loaded>
  );
}
