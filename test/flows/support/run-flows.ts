import { expect, test } from 'vitest';
import { openForTests } from '../../support/open-for-tests';
import { type FlowCompany, openFlowCompany } from './flow-company';

export type Flow = readonly [says: string, flow: (company: FlowCompany) => Promise<void>];

/** All of a file share one server and one company; each has accounts of its own, and leaves the whole as it should be. */
export function runFlows(flows: readonly Flow[]): FlowCompany {
  const company = openForTests(openFlowCompany);
  test.each(flows)('%s', async (_says, flow) => {
    await flow(company);
    expect(await company.problems()).toEqual([]);
  });
  return company;
}
