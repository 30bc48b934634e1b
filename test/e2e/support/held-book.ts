import type pg from 'pg';
import { openCompany } from '../../support/open-company';
import { openForTests } from '../../support/open-for-tests';
import { openInTurn } from '../../support/open-in-turn';
import { untilScored } from './open-book';
import { type OpenSteward, openSteward } from './open-steward';

export interface HeldBook extends OpenSteward {
  /** The company, as its superuser. */
  readonly admin: pg.Pool;
  /** The server gives what it held back; resolves once all of it is here and scored. */
  release(): Promise<void>;
}

/** Steward in the middle of its first load: the company's server holds the usage back, by a lock, until it is released. */
export function heldBook(write: (admin: pg.Pool) => Promise<void>): HeldBook {
  return openForTests(() =>
    openInTurn(async (closeWith) => {
      const { company, managerUrl, close: endCompany } = await openCompany(write);
      closeWith(endCompany);
      const giveBack = await holdUsageBack(company.admin);
      closeWith(giveBack);
      const { close, ...steward } = await openSteward({ companyUrl: managerUrl });
      closeWith(close);
      await steward.window.getByText('Loading your company').waitFor();
      return {
        ...steward,
        admin: company.admin,
        async release() {
          await giveBack();
          await untilScored(steward.window);
        },
      };
    }),
  );
}

async function holdUsageBack(admin: pg.Pool): Promise<() => Promise<void>> {
  const holder = await admin.connect();
  await holder.query('BEGIN; LOCK TABLE customer_success.activity_events IN ACCESS EXCLUSIVE MODE');
  let holds = true;
  return async () => {
    if (!holds) return;
    holds = false;
    await holder.query('COMMIT');
    holder.release();
  };
}
