import { BandMark, bandWords } from '../../../ui/band-mark';
import { Section } from '../../../ui/section';
import classes from './bands-editor.module.css';
import type { ConfigDraft } from './draft/use-config-draft';
import { NumberField } from './number-field';
import { Problem } from './problem';

/**
 * Where a score begins to count as middle and as healthy (the edges themselves belong to the upper band), and how much of
 * its weight must be known for it to be said at all.
 */
export function BandsEditor({ draft }: { draft: ConfigDraft }) {
  const { middle, healthy } = draft.config.bands;
  const { problems, update } = draft;
  const set = (bands: Partial<typeof draft.config.bands>) =>
    update((config) => ({ ...config, bands: { ...config.bands, ...bands } }));
  const whole = problems.get('bands');
  return (
    <Section title="Bands" note="Lower edges, inclusive, for accounts and contacts">
      <div className={classes.editor}>
        <NumberField
          label="Middle from"
          labelShown
          value={middle}
          onChange={(next) => set({ middle: next })}
          error={problems.get('bands.middle')}
        />
        <NumberField
          label="Healthy from"
          labelShown
          value={healthy}
          onChange={(next) => set({ healthy: next })}
          error={problems.get('bands.healthy')}
        />
        <NumberField
          label="Said from % known"
          labelShown
          value={draft.config.enoughKnown}
          onChange={(enoughKnown) => update((config) => ({ ...config, enoughKnown }))}
          error={problems.get('enoughKnown')}
          width={140}
          suffix="%"
        />
        {!whole && <BandScale middle={middle} healthy={healthy} />}
        {whole && <Problem>{whole}</Problem>}
      </div>
    </Section>
  );
}

function BandScale({ middle, healthy }: { middle: number; healthy: number }) {
  const parts = [
    { band: 'poor', from: 0, to: middle },
    { band: 'middle', from: middle, to: healthy },
    { band: 'healthy', from: healthy, to: 100 },
  ] as const;
  return (
    <div className={classes.scale} aria-hidden="true">
      {parts.map(({ band, from, to }) => (
        <span
          key={band}
          className={classes.scalePart}
          data-band={band}
          style={{ flexGrow: Math.max(0, to - from) || 0 }}
        >
          <BandMark band={band} size={8} />
          {bandWords[band]}
        </span>
      ))}
    </div>
  );
}
