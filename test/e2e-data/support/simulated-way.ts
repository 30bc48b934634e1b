import { afterAll, beforeAll, test } from 'vitest';
import { dayOfInstant, parseDay } from '../../../src-main/lib/day';
import { hasReferenceData, noReferenceData, referencePath } from '../../support/reference-data';
import { type SimulatedCompany, writeSimulatedCompany } from '../../support/simulated-company';
import { goWholeWay, type WholeWay } from './whole-way';

export interface SimulatedWay {
  /** There once the tests run. */
  readonly whole: WholeWay;
  /** The folder of the company's own files. */
  readonly source: string;
  /** Days since the epoch. */
  readonly today: number;
  /** A day or time of its files, as a day of the moved story. */
  moved(day: string): number;
  /** A test that is skipped, and says so, where the reference data is not there. */
  test(name: string, body: () => void | Promise<void>): void;
}

/**
 * A simulated company on its whole way, taken before the tests. Its story is moved so that its last event was yesterday
 * or up to six days before.
 * @param arrived sees the copy and its scores before the first test
 */
export function simulatedWay(
  company: SimulatedCompany,
  arrived: (whole: WholeWay) => void = () => undefined,
): SimulatedWay {
  const present = hasReferenceData(company.set);
  const today = dayOfInstant(Date.now());
  const weeksLater = Math.floor((today - 1 - parseDay(company.lastEventDay)) / 7);
  let whole: WholeWay | undefined;
  beforeAll(async () => {
    if (!present) return;
    whole = await goWholeWay((folder) => writeSimulatedCompany(company, folder, weeksLater));
    arrived(whole);
  });
  afterAll(() => whole?.close());
  return {
    get whole() {
      if (whole === undefined) throw new Error('the company has not gone its way yet');
      return whole;
    },
    source: referencePath(company.set),
    today,
    moved: (day) => parseDay(day.slice(0, 10)) + 7 * weeksLater,
    test(name, body) {
      test(name, async (context) => {
        if (!present) context.skip(noReferenceData);
        await body();
      });
    },
  };
}
