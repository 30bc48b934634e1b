import { Button } from '@mantine/core';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { measureCatalogue } from '../../../../src-preload/contract/health-config';
import { formatDay } from '../../../ui/format/day';
import { formatShare } from '../../../ui/format/number';
import classes from './too-little-known.module.css';

interface TooLittleKnownProps {
  account: AccountOverview;
  onShow: () => void;
}

/** In place of a score that rests on too little: what is missing, since when, and the number for who asks for it. */
export function TooLittleKnown({ account, onShow }: TooLittleKnownProps) {
  const { tooLittle } = account.health;
  return (
    <div className={classes.words}>
      <p>
        <strong>Too little known.</strong>{' '}
        {tooLittle &&
          `Only ${formatShare(tooLittle.known)} of what the score rests on is known, since ${formatDay(tooLittle.since)}.`}
      </p>
      <table className={classes.missing} aria-label="What is missing">
        <thead>
          <tr>
            <th scope="col">Missing</th>
            <th scope="col">Weight</th>
            <th scope="col">Last known</th>
          </tr>
        </thead>
        <tbody>
          {account.missing.map(({ measure, weight, lastKnown }) => (
            <tr key={measure}>
              <th scope="row" title={measureCatalogue[measure].help}>
                {measureCatalogue[measure].label}
              </th>
              <td>{formatShare(weight, 1)}</td>
              <td>{lastKnown === null ? 'never' : formatDay(lastKnown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="default" onClick={onShow}>
        Show the number from what is known
      </Button>
    </div>
  );
}
