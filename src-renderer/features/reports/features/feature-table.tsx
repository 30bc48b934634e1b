import { anyFeatureWords, featurePartWords } from '../../../../src-preload/contract/reports/feature-words';
import type { FeaturePart, FeatureReport, Use } from '../../../../src-preload/contract/reports/features';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import classes from '../reports-screen.module.css';
import { useShow } from '../use-revenue';
import { type ShownFigure, shownUse } from './feature-figures';

const right = (name: string, help: string) => ({ name, align: 'right' as const, help });

const columns = [
  'Feature',
  right('Accounts', 'Accounts that used it in the period'),
  right('Before', 'Accounts that used it in the period before'),
  right('Change', 'New adopters less those that stopped'),
  right('New', 'Used it in this period and not in the one before'),
  right('Stopped', 'Used it in the period before and not in this one'),
  right('Of all', 'Accounts that used it, of all that the report is of'),
  right('Points', 'How far the share lies from that of the period before, in points of percent'),
  right('People', 'Different people who used it, and the difference to the period before'),
  right('Uses each', 'Uses per account that used it, and the difference to the period before'),
];

/** Each feature with how it is used, the most used first, and the use of anything at all. */
export function FeatureTable({ report }: { report: FeatureReport }) {
  return (
    <FactTable columns={columns}>
      {report.features.map((feature) => (
        <tr key={feature.id}>
          <th scope="row" data-room="text" title={feature.category ?? undefined}>
            {feature.name}
          </th>
          <Figures id={feature.id} name={feature.name} use={feature} report={report} />
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{anyFeatureWords}</th>
        <Figures id={0} name={anyFeatureWords} use={report.any} report={report} />
      </tr>
    </FactTable>
  );
}

interface FiguresProps {
  id: number;
  name: string;
  use: Use;
  report: FeatureReport;
}

function Figures({ id, name, use, report }: FiguresProps) {
  const { accounts, share, people, usesEach } = shownUse(use, report);
  const part = (of: FeaturePart, figure: string) => (
    <td data-align="right">
      <PartButton feature={id} name={name} part={of} figure={figure} />
    </td>
  );
  return (
    <>
      {part('used', accounts.now)}
      {part('before', accounts.before)}
      <td data-align="right">{accounts.change}</td>
      {part('adopted', formatCount(use.adopted))}
      {part('stopped', formatCount(use.stopped))}
      <td data-align="right">{share.now}</td>
      <td data-align="right">{share.change}</td>
      <td data-align="right" title={peopleHelp(use)}>
        <WithChange of={people} />
      </td>
      <td data-align="right" title={`Before: ${usesEach.before}`}>
        <WithChange of={usesEach} />
      </td>
    </>
  );
}

function WithChange({ of: { now, change } }: { of: ShownFigure }) {
  return (
    <>
      {now} <span className="soft">{change}</span>
    </>
  );
}

function peopleHelp({ now, before }: Use): string {
  const was = `Before: ${formatCount(before.people)}`;
  if (now.nameless === 0) return was;
  return `${was}. Of ${formatPlural(now.nameless, 'account')} who used it isn’t known.`;
}

interface PartButtonProps {
  feature: number;
  name: string;
  part: FeaturePart;
  /** As it is shown. */
  figure: string;
}

/** A figure that opens to the accounts that make it. */
function PartButton({ feature, name, part, figure }: PartButtonProps) {
  const show = useShow();
  return (
    <button
      type="button"
      className={classes.figure}
      aria-label={`${figure}: ${name}, ${featurePartWords[part].toLowerCase()}, open its accounts`}
      onClick={() => show({ use: part, feature }, true)}
    >
      {figure}
    </button>
  );
}
