import { useEffect, useMemo, useState } from 'react';
import type { HealthConfig } from '../../../../../src-preload/contract/health-config';
import type { ConfigVersion } from '../../../../../src-preload/contract/settings';
import { sameConfig } from './config-draft';
import { type ConfigProblems, configProblems } from './config-problems';
import { forgetDraft, keepDraft, readDraft } from './draft-store';

export interface ConfigDraft {
  config: HealthConfig;
  changed: boolean;
  problems: ConfigProblems;
  update: (change: (config: HealthConfig) => HealthConfig) => void;
  discard: () => void;
}

/** The kept draft, if it began with this version. */
function draftOf(version: number): HealthConfig | null {
  const kept = readDraft();
  return kept?.basedOn === version ? kept.config : null;
}

/** The configuration as it is being edited. A good draft outlives the window; only the saved version counts for scores. */
export function useConfigDraft(saved: ConfigVersion): ConfigDraft {
  const [config, setConfig] = useState(() => draftOf(saved.version) ?? saved.config);
  const changed = !sameConfig(config, saved.config);
  const problems = useMemo(() => configProblems(config), [config]);
  useEffect(() => {
    if (!changed) forgetDraft();
    else if (problems.size === 0) keepDraft(saved.version, config);
  }, [changed, problems, saved.version, config]);
  return {
    config,
    changed,
    problems,
    update: setConfig,
    discard: () => setConfig(saved.config),
  };
}
