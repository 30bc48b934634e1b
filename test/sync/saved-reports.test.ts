import { beforeEach, expect, test } from 'vitest';
import { saveReport } from '../../src-main/actions/desk/saved-reports';
import { deleteView } from '../../src-main/actions/desk/views';
import { readReportViews } from '../../src-main/store/desk/saved-views';
import { decidingAt } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 2, scope: 'book' });
beforeEach(async () => {
  await here.desk.sync();
});

const reports = (desk: Desk) => readReportViews(desk.store.read);
const state = { show: 'revenue', rates: 'constant', period: { relative: 'last_quarter' } } as const;

test('a report that is saved offline comes to a colleague only where it is shared, and goes when it is deleted', async () => {
  saveReport(decidingAt(here.desk), { name: 'Mine', state, shared: false });
  const ours = saveReport(decidingAt(here.desk), { name: 'Ours', state, shared: true });
  expect(reports(here.desk).map(({ name }) => name)).toEqual(['Mine', 'Ours']);
  await here.desk.sync();
  const desk = openDesk(await here.company.createLogin({ role: 'admin', scope: 'all' }));
  try {
    await desk.sync();
    const [seen, ...others] = reports(desk);
    expect(others).toEqual([]);
    expect(seen).toMatchObject({ id: ours, name: 'Ours', state, shared: true, isPending: false });
    expect(seen?.sharedBy).toBeTypeOf('string');
    await desk.expectEqual();
    here.desk.reopen();
    deleteView(decidingAt(here.desk), ours);
    await here.desk.sync();
    await desk.sync();
    expect(reports(desk)).toEqual([]);
    expect(reports(here.desk)).toMatchObject([{ name: 'Mine', sharedBy: null }]);
    await here.desk.expectEqual();
  } finally {
    desk.close();
  }
});
