import { describe, expect, test } from 'vitest';
import { type Design, linearPredictor } from '../../../src-main/engines/risk/model/design';
import { harrellConcordance } from '../../../src-main/engines/risk/survival/concordance';
import { fitCox } from '../../../src-main/engines/risk/survival/cox';
import { fitDiscreteHazard } from '../../../src-main/engines/risk/survival/discrete-hazard';
import { type Intervals, stepAt } from '../../../src-main/engines/risk/survival/lifetimes';
import { expectAllClose } from './closeness';

/**
 * Eighty lives in two stretches each, between which z changes; a quarter comes under observation after one period. Every
 * figure below is of R 4.2.2 with survival 3.5-3 on these rows: coxph(Surv(start, stop, event) ~ x + z), basehaz(centered =
 * FALSE), concordance(), and glm(y ~ x + z + t + I(t^2), binomial) on their person-periods.
 */
function stretches() {
  const rows = Array.from({ length: 80 }, (_, i) => {
    const stop = 3 + ((i * 7) % 13);
    const change = 2 + ((i * 5) % (stop - 2));
    const x = ((i * 29) % 17) / 4;
    const stratum = i % 2;
    return [
      { start: i % 4 === 0 ? 1 : 0, stop: change, event: 0, x, z: 0, stratum },
      { start: change, stop, event: (i * 11) % 3 === 0 ? 0 : 1, x, z: 1 + (i % 3), stratum },
    ];
  }).flat();
  const column = (name: keyof (typeof rows)[number]) => Float64Array.from(rows, (row) => row[name]);
  const design: Design = {
    rows: rows.length,
    columns: [
      { name: 'x', values: column('x') },
      { name: 'z', values: column('z') },
    ],
  };
  const lifetimes: Intervals = { start: column('start'), time: column('stop'), event: column('event') };
  return { design, lifetimes, strata: Int32Array.from(rows, (row) => row.stratum) };
}

describe('a Cox regression of intervals', () => {
  test("with Efron's ties is R's", () => {
    const { design, lifetimes } = stretches();
    const fit = fitCox({ design, lifetimes });
    expectAllClose(fit.coefficients, [0.072424693227416, 1.106498376535862], 1e-8);
    expectAllClose(fit.standardErrors, [0.11932117045964, 0.17215641922431], 1e-8);
    expectAllClose([fit.nullLogLikelihood, fit.logLikelihood], [-183.95333060992, -155.42849921147], 1e-8);
    const baseline = fit.baseline.get(0);
    if (baseline === undefined) throw new Error('no baseline');
    expectAllClose(
      [4, 8, 12, 15].map((time) => stepAt(baseline, time)),
      [0.01731561788659, 0.047154024844134, 0.091910958089751, 0.213978510166645],
      1e-8,
    );
  });

  test("with Breslow's ties is R's", () => {
    const { design, lifetimes } = stretches();
    const fit = fitCox({ design, lifetimes }, { ties: 'breslow' });
    expectAllClose(fit.coefficients, [0.070495341199589, 1.06246853157698], 1e-8);
    expectAllClose(fit.standardErrors, [0.11854777460496, 0.17271975640476], 1e-8);
    expectAllClose([fit.nullLogLikelihood, fit.logLikelihood], [-187.6333705526, -161.70663023239], 1e-8);
  });

  test("within strata is R's, and so is the concordance", () => {
    const { design, lifetimes, strata } = stretches();
    const one = fitCox({ design, lifetimes });
    const risk = (fit: typeof one) => linearPredictor(design, 0, fit.coefficients);
    expect(harrellConcordance(lifetimes, risk(one)).concordance).toBeCloseTo(0.81789215686275, 12);
    const within = fitCox({ design, lifetimes, strata });
    expectAllClose(within.coefficients, [0.081582627754399, 1.098033614677875], 1e-8);
    expectAllClose(
      [within.nullLogLikelihood, within.logLikelihood],
      [-148.48592151323, -120.75104423622],
      1e-8,
    );
    expect(harrellConcordance(lifetimes, risk(within), strata).concordance).toBeCloseTo(0.79117647058824, 12);
  });

  test('is that of whole lives where nothing changes between their stretches', () => {
    const { design, lifetimes } = stretches();
    const { start, time, event } = lifetimes;
    const [x] = design.columns;
    if (x === undefined || start === undefined) throw new Error('no column');
    const cut = fitCox({ design: { rows: 160, columns: [x] }, lifetimes });
    const second = (values: Float64Array) => values.filter((_, row) => row % 2 === 1);
    const whole = fitCox({
      design: { rows: 80, columns: [{ name: 'x', values: second(x.values) }] },
      lifetimes: {
        start: start.filter((_, row) => row % 2 === 0),
        time: second(time),
        event: second(event),
      },
    });
    expectAllClose(cut.coefficients, [...whole.coefficients], 1e-9);
    expect(cut.logLikelihood).toBeCloseTo(whole.logLikelihood, 9);
  });

  test('refuses a row that ends where it starts', () => {
    const { design, lifetimes } = stretches();
    const start = lifetimes.time.map((time, row) => (row === 4 ? time : 0));
    expect(() => fitCox({ design, lifetimes: { ...lifetimes, start } })).toThrow(
      'Row 5 does not start before',
    );
  });
});

describe('a hazard of intervals', () => {
  test("is R's logit of their person-periods", () => {
    const { design, lifetimes } = stretches();
    const { logit, personPeriods } = fitDiscreteHazard(design, lifetimes);
    expect(personPeriods.rows).toBe(695);
    expectAllClose(
      [logit.intercept, ...logit.coefficients],
      [-4.659413601911665, 0.104120197617571, 1.353527673310082, -0.316421169429417, 0.027457708901558],
      1e-7,
    );
    expect(logit.logLikelihood).toBeCloseTo(-133.15832948644, 8);
  });

  test('counts whole periods, so that no period is watched twice', () => {
    const { design, lifetimes } = stretches();
    const start = lifetimes.time.map(() => 0.5);
    expect(() => fitDiscreteHazard(design, { ...lifetimes, start })).toThrow('should be a whole number');
  });
});
