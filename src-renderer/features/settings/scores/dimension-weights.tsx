import { Slider } from '@mantine/core';
import { type Dimension, dimensions, type Profile } from '../../../../src-preload/contract/health-config';
import { formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { dimensionWords } from '../../../ui/words/health-words';
import classes from './dimension-weights.module.css';
import { withDimensionWeight } from './draft/config-draft';
import { type ConfigProblems, problemWithin } from './draft/config-problems';
import { dimensionShares } from './draft/weight-shares';
import { NumberField } from './number-field';
import { Problem } from './problem';

interface DimensionWeightsProps {
  profile: Profile;
  /** Where the profile stands in the configuration, for its problems. */
  place: string;
  problems: ConfigProblems;
  selected: Dimension;
  onSelect: (dimension: Dimension) => void;
  onChange: (change: (profile: Profile) => Profile) => void;
}

/** How much each dimension counts. Weights are relative: the share beside each is what becomes of it. */
export function DimensionWeights(props: DimensionWeightsProps) {
  const { profile, place, problems, selected, onSelect, onChange } = props;
  const shares = dimensionShares(profile);
  const whole = problems.get(place);
  return (
    <Section title="Dimensions" note="Weights are relative to each other; choose one to see its measures">
      <table className={classes.weights}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Dimension</th>
            <th scope="col">Measures</th>
            <th scope="col">Weight</th>
            <th scope="col">Weight in figures</th>
            <th scope="col">Share of the score</th>
          </tr>
        </thead>
        <tbody>
          {dimensions.map((dimension) => {
            const { weight, measures } = profile.dimensions[dimension];
            const at = `${place}.dimensions.${dimension}`;
            const setWeight = (next: number) =>
              onChange((before) => withDimensionWeight(before, dimension, next));
            return (
              <tr key={dimension} data-selected={selected === dimension || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes.name}
                    aria-pressed={selected === dimension}
                    onClick={() => onSelect(dimension)}
                  >
                    {dimensionWords[dimension]}
                  </button>
                </th>
                <td className={classes.measures}>
                  {problemWithin(problems, `${at}.measures`)
                    ? 'needs attention'
                    : formatPlural(measures.length, 'measure')}
                </td>
                <td className={classes.slider}>
                  <Slider
                    size="sm"
                    min={0}
                    max={Math.max(100, Number.isFinite(weight) ? weight : 0)}
                    step={1}
                    label={null}
                    thumbLabel={`Weight of ${dimensionWords[dimension]}`}
                    value={Number.isFinite(weight) ? weight : 0}
                    onChange={setWeight}
                  />
                </td>
                <td>
                  <NumberField
                    label={`Weight of ${dimensionWords[dimension]} in figures`}
                    value={weight}
                    onChange={setWeight}
                    error={problems.get(`${at}.weight`)}
                  />
                </td>
                <td className={classes.share}>{formatShare(shares[dimension])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {whole && <Problem>{whole}</Problem>}
    </Section>
  );
}
