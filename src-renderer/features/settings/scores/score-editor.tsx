import { useState } from 'react';
import { configName } from '../../../../src-preload/contract/config-names';
import type { Dimension } from '../../../../src-preload/contract/health-config';
import type { ConfigVersion, ConfigVersions } from '../../../../src-preload/contract/settings';
import { BandsEditor } from './bands-editor';
import { DimensionWeights } from './dimension-weights';
import { type ProfileTarget, profileOf, targetIn, withProfile } from './draft/config-draft';
import { useConfigDraft } from './draft/use-config-draft';
import { EffectPreview } from './effect-preview';
import { LeaveGuard } from './leave-guard';
import { MeasuresEditor } from './measures-editor';
import { ProfilePicker } from './profile-picker';
import { SavePanel } from './save-panel';
import classes from './score-editor.module.css';
import { VersionList } from './version-list';

interface ScoreEditorProps {
  saved: ConfigVersion;
  versions: ConfigVersions;
  /** Begins anew from a saved version; what was not saved is left behind. */
  onStartFrom: (version: number) => void;
}

/** Bands, profiles, weights and measures as a draft; what it would do stands beside it before it is saved. */
export function ScoreEditor({ saved, versions, onStartFrom }: ScoreEditorProps) {
  const draft = useConfigDraft(saved);
  const [picked, setTarget] = useState<ProfileTarget>(draft.config.organizationProfiles.length - 1);
  const target = targetIn(draft.config, picked);
  const [dimension, setDimension] = useState<Dimension>('engagement');
  const [note, setNote] = useState('');
  const profile = profileOf(draft.config, target) ?? draft.config.userProfile;
  const place = target === 'user' ? 'userProfile' : `organizationProfiles.${target}`;

  function restore(version: ConfigVersion): void {
    setTarget(version.config.organizationProfiles.length - 1);
    setNote(`Restores version ${configName(version.version)}`);
    draft.update(() => version.config);
  }

  return (
    <div className={classes.editor}>
      <div className={classes.main}>
        <ProfilePicker draft={draft} target={target} onTarget={setTarget} />
        <DimensionWeights
          profile={profile}
          place={place}
          problems={draft.problems}
          selected={dimension}
          onSelect={setDimension}
          onChange={(change) => draft.update((config) => withProfile(config, target, change))}
        />
        <MeasuresEditor
          key={`${target}-${dimension}`}
          draft={draft}
          target={target}
          profile={profile}
          place={place}
          dimension={dimension}
        />
        <BandsEditor draft={draft} />
        <VersionList versions={versions} editing={saved.version} onRestore={restore} />
      </div>
      <aside className={classes.side} aria-label="Effect and saving">
        <EffectPreview draft={draft} />
        <SavePanel
          draft={draft}
          startedFrom={saved.version}
          versions={versions}
          note={note}
          onNote={setNote}
          onStartFrom={onStartFrom}
        />
      </aside>
      <LeaveGuard changed={draft.changed} />
    </div>
  );
}
