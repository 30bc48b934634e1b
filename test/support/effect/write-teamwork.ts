import { createDaysPage, resetDaysPage, setFact } from '../../../src-main/lib/account-days/days-page';
import { instantOfDay, monthOf } from '../../../src-main/lib/day';
import { organizations, subscriptions } from '../../../src-main/store/schema/company';
import { interventions } from '../../../src-main/store/schema/interventions';
import { copiedRules, copiedRuleVersions } from '../../../src-main/store/schema/rules';
import { copiedFirings, copiedHoldouts } from '../../../src-main/store/schema/triggers';
import { putMonth } from '../../../src-main/store/scores/account-days';
import type { Store, Tx } from '../../../src-main/store/types';
import { writeTransaction } from '../../../src-main/store/write-transaction';
import { ruleDefinition } from '../rules/entries';
import type { SimulatedTeamwork } from './simulated-teamwork';

const noon = 43_200_000;

/** Puts a simulated company into a store, as pulls and scorings leave it. */
export function writeTeamwork(store: Store, teamwork: SimulatedTeamwork): void {
  writeTransaction(store, 'test teamwork', (tx) => {
    for (const course of teamwork.courses) writeAccount(tx, course);
    for (const rule of teamwork.truth.keys()) writeRule(tx, rule);
    for (const [place, { heldOut, withheld, ...firing }] of teamwork.firings.entries()) {
      tx.insert(copiedFirings)
        .values({
          ...{
            firingId: place + 1,
            ruleId: firing.rule,
            organizationId: firing.account,
            userId: firing.contact,
          },
          ...{
            version: 1,
            generation: place + 1,
            firedOn: firing.day,
            firedAt: instantOfDay(firing.day) + noon,
          },
          ...{ why: '[]', heldBy: null, heldOut: Number(heldOut) },
          outcomes: JSON.stringify([{ kind: 'email', result: withheld ? 'held_out' : 'made' }]),
        })
        .run();
    }
    for (const [place, draw] of teamwork.draws.entries()) {
      tx.insert(copiedHoldouts)
        .values({
          ...{
            holdoutId: place + 1,
            ruleId: draw.rule,
            organizationId: draw.account,
            heldOut: Number(draw.heldOut),
          },
          ...{ assignedOn: draw.day, percent: draw.percent, contaminatedBy: draw.contaminatedBy },
          contaminatedAt: draw.contaminatedBy === null ? null : instantOfDay(draw.day + 1),
        })
        .run();
    }
    for (const [place, run] of teamwork.runs.entries()) {
      const at = instantOfDay(run.day) + noon;
      tx.insert(interventions)
        .values({
          ...{
            rowId: place + 1,
            runId: `run ${place + 1}`,
            organizationId: run.account,
            userId: run.contact,
          },
          ...{ channel: run.channel, occurrence: '1', ruleId: run.rule, ruleVersion: 1, launchedBy: 'ada' },
          ...{
            templateId: run.template,
            templateVersion: 1,
            category: 'news',
            onCap: 'wait',
            dueAt: at,
            expiresAt: at,
          },
          ...{
            createdAt: at,
            stage: run.stage,
            reason: 'sent',
            changedAt: at,
            nextDue: at,
            attempt: 1,
            sentAt: at,
          },
          needsApproval: 0,
        })
        .run();
    }
  });
}

type Course = SimulatedTeamwork['courses'][number];

function writeAccount(tx: Tx, { account, spells, scoreDays, points }: Course): void {
  const { from = 0, to = 0 } = spells[0] ?? {};
  tx.insert(organizations)
    .values({
      ...{ organizationId: account, externalId: `acct-${account}`, name: `Account ${account}` },
      ...{ lifecycleStage: 'growth', createdAt: instantOfDay(from) },
      churnedAt: to === 0 ? null : instantOfDay(to),
    })
    .run();
  tx.insert(subscriptions)
    .values({
      ...{ subscriptionId: account, organizationId: account, externalId: `s${account}`, product: 'Suite' },
      ...{ startedOn: from, mrr: 100, billingMonths: 1, renewsOn: from + 30, discount: 0 },
    })
    .run();
  const page = createDaysPage();
  for (const [month, days] of Map.groupBy(scoreDays.keys(), (place) => monthOf(scoreDays[place] as number))) {
    resetDaysPage(page, month);
    for (const place of days) {
      const day = scoreDays[place] as number;
      setFact(page, day, 'score', Math.round(10 * (points[place] as number)));
      setFact(page, day, 'band', 1);
      setFact(page, day, 'confidence', 1_000_000);
    }
    putMonth(tx, account, page);
  }
}

function writeRule(tx: Tx, id: string): void {
  const definition = JSON.stringify(ruleDefinition());
  const decided = { author: 'ada', madeAt: instantOfDay(10_000), version: 1 };
  tx.insert(copiedRules)
    .values({
      ...{ ruleId: id, name: `Rule ${id}`, definition, state: 'active', ...decided, changed: '{}' },
      ...{ removedAt: null, createdAt: instantOfDay(10_000) },
    })
    .run();
  tx.insert(copiedRuleVersions)
    .values({ ruleId: id, definition, ...decided })
    .run();
}
