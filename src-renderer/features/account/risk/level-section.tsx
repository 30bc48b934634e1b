import type { AccountRisk } from '../../../../src-preload/contract/risk/account-risk';
import { formatDay } from '../../../ui/format/day';
import { formatPlural, formatScore } from '../../../ui/format/number';
import { levelColor } from '../../../ui/level-mark';
import { RiskBadge } from '../../../ui/risk-badge';
import { Section } from '../../../ui/section';
import { dimensionWords } from '../../../ui/words/health-words';
import classes from './level-section.module.css';

/** The level, what made it, and what it rests on: five dimensions and the sudden facts. */
export function LevelSection({ risk }: { risk: AccountRisk }) {
  return (
    <Section
      title="Risk level"
      note="By rules; the churn model and a pulse can lift it"
      actions={
        <span className={classes.now}>
          <RiskBadge level={risk.level} indicators={risk.indicators.length} />
          {risk.levelSince && <span className="faint">since {formatDay(risk.levelSince)}</span>}
        </span>
      }
    >
      <p className={classes.reason}>
        {risk.levelReason ?? 'Nothing is known of this account yet that a level could rest on.'}
      </p>
      {risk.disagreement && <DisagreementNote {...risk.disagreement} />}
      <table className={classes.dimensions}>
        <caption className="visually-hidden">Risk by dimension</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Dimension</th>
            <th scope="col">Share of 100</th>
            <th scope="col">Score</th>
            <th scope="col">Risk</th>
          </tr>
        </thead>
        <tbody>
          {risk.dimensions.map((each) => (
            <DimensionRow key={each.dimension} {...each} />
          ))}
        </tbody>
      </table>
      <p className="soft">{signWords(risk.indicators)}</p>
    </Section>
  );
}

/** Where rules and model are two steps apart, both are told. */
function DisagreementNote({ rules, model }: NonNullable<AccountRisk['disagreement']>) {
  return (
    <dl className={classes.disagreement} aria-label="Rules and model disagree">
      <dt>
        Rules say <RiskBadge level={rules.level} />
      </dt>
      <dd className="soft">{rules.text}</dd>
      <dt>
        The model says <RiskBadge level={model.level} />
      </dt>
      <dd className="soft">{model.text}</dd>
    </dl>
  );
}

/** The signs themselves stand above the tabs, where every tab of the account shows them. */
function signWords(indicators: AccountRisk['indicators']): string {
  if (indicators.length === 0) return 'No sudden warning signs.';
  const serious = indicators.filter((indicator) => indicator.severity === 'serious').length;
  if (serious === indicators.length) return `${formatPlural(serious, 'serious warning sign')}, above.`;
  const signs = formatPlural(indicators.length, 'warning sign');
  return serious === 0 ? `${signs} to watch, above.` : `${signs}, ${serious} of them serious, above.`;
}

function DimensionRow({ dimension, score, level }: AccountRisk['dimensions'][number]) {
  return (
    <tr>
      <th scope="row">{dimensionWords[dimension]}</th>
      <td className={classes.dimensionTrack} aria-hidden="true">
        <span className={classes.rail}>
          <span
            className={classes.dimensionBar}
            style={{ width: `${score ?? 0}%`, ...(level && { background: levelColor(level) }) }}
          />
        </span>
      </td>
      <td className={classes.dimensionScore} title="Score of the dimension, 0 to 100; higher is healthier">
        {score === null ? <span className="faint">no data</span> : formatScore(score)}
      </td>
      <td className={classes.dimensionLevel}>
        {level ? <RiskBadge level={level} /> : <span className="faint">–</span>}
      </td>
    </tr>
  );
}
