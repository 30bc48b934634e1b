import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import { fileChoiceSchema, savedFileSchema } from '../../src-preload/contract/reports/files';
import {
  accountRewardsSchema,
  adjustInputSchema,
  awardInputSchema,
  decideRewardInputSchema,
  ledgerInputSchema,
  ledgerSchema,
  receiversInputSchema,
  receiversSchema,
  redeemedSchema,
  redeemInputSchema,
  redemptionsInputSchema,
  redemptionsSchema,
  reverseInputSchema,
  rewardAccountInputSchema,
  rewardItemsSchema,
  rewardsStateSchema,
  savedItemSchema,
  saveItemInputSchema,
  setProgramInputSchema,
} from '../../src-preload/contract/rewards/rewards';
import {
  adjust,
  award,
  decideReward,
  redeem,
  reverse,
  saveItem,
  setProgram,
  setRewardAccount,
} from '../actions/rewards/rewards';
import { writeStatement } from '../reports/export-statement';
import { groundsOf } from '../reports/grounds';
import { companyMoney } from '../store/copy/company-money';
import { readItems } from '../store/rewards/read-items';
import { readLedger, readLedgerOf } from '../store/rewards/read-ledger';
import { isProgramPending, readProgram } from '../store/rewards/read-program';
import { countApprovals, readRedemptions } from '../store/rewards/read-redemptions';
import { countTakingPart, readRewardAccount } from '../store/rewards/read-reward-account';
import { accountRewards, receiversOf, runningOutSoon } from '../work/rewards/account-rewards';
import { shownEntry, shownItem, shownRedemption } from '../work/rewards/shown';
import { today } from './company-today';
import { dueDayOfInput } from './day-of-input';
import { administering, heavyWork, managing, reading, router } from './procedure';
import { saveTable } from './save-table';

const nothing = z.object({});
const deciding = managing(['rewards', 'monitor']);
const looking = administering(['rewards', 'monitor']);
const referenceOf = ({ id, externalId }: z.infer<typeof awardInputSchema>['account']) => ({
  organizationId: id,
  externalId,
});

export const rewardProcedures = router({
  state: reading.output(rewardsStateSchema).query(({ ctx, ctx: { store } }) => ({
    runningOut: runningOutSoon(store.read, today(ctx)),
    program: readProgram(store.read),
    isPending: isProgramPending(store.read),
    currency: companyMoney(store.read).currency,
    counts: {
      approvals: countApprovals(store.read),
      items: readItems(store.read).filter(({ archived }) => !archived).length,
      accounts: countTakingPart(store.read),
    },
  })),
  items: reading
    .output(rewardItemsSchema)
    .query(({ ctx }) => ({ items: readItems(ctx.store.read).map(shownItem) })),
  ledger: reading
    .input(ledgerInputSchema)
    .output(ledgerSchema)
    .query(({ ctx, input }) => {
      const { total, rows } = readLedger(ctx.store.read, input);
      return { total, rows: rows.map(shownEntry) };
    }),
  redemptions: reading
    .input(redemptionsInputSchema)
    .output(redemptionsSchema)
    .query(({ ctx, input }) => {
      const { total, rows } = readRedemptions(ctx.store.read, input);
      return { total, redemptions: rows.map(shownRedemption) };
    }),
  ofAccount: reading
    .input(accountIdInputSchema)
    .output(accountRewardsSchema)
    .query(({ ctx, input }) => accountRewards(ctx.store.read, input.id, today(ctx))),
  receivers: reading
    .input(receiversInputSchema)
    .output(receiversSchema)
    .query(({ ctx, input }) => ({
      receivers: receiversOf(ctx.store.read, input.id, input.itemId, today(ctx)),
    })),
  setProgram: looking
    .input(setProgramInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      setProgram(ctx.actions, input);
      return {};
    }),
  saveItem: looking
    .input(saveItemInputSchema)
    .output(savedItemSchema)
    .mutation(({ ctx, input }) => {
      for (const day of [input.fields.from_day, input.fields.last_day]) if (day != null) dueDayOfInput(day);
      return { id: saveItem(ctx.actions, input) };
    }),
  setAccount: deciding
    .input(rewardAccountInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, ...patch } }) => {
      setRewardAccount(ctx.actions, { account: referenceOf(account), ...patch });
      return {};
    }),
  award: deciding
    .input(awardInputSchema)
    .output(redeemedSchema)
    .mutation(({ ctx, input: { account, ...patch } }) => ({
      id: award(ctx.actions, { account: referenceOf(account), ...patch }),
    })),
  adjust: looking
    .input(adjustInputSchema)
    .output(redeemedSchema)
    .mutation(({ ctx, input: { account, ...patch } }) => ({
      id: adjust(ctx.actions, { account: referenceOf(account), ...patch }),
    })),
  redeem: deciding
    .input(redeemInputSchema)
    .output(redeemedSchema)
    .mutation(({ ctx, input: { account, ...asked } }) => ({
      id: redeem(ctx.actions, { account: referenceOf(account), ...asked }),
    })),
  decide: deciding
    .input(decideRewardInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      decideReward(ctx.actions, input);
      return {};
    }),
  reverse: deciding
    .input(reverseInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      reverse(ctx.actions, input);
      return {};
    }),
  exportStatement: heavyWork([])
    .input(accountIdInputSchema.extend(fileChoiceSchema.shape))
    .output(savedFileSchema)
    .mutation(({ ctx, input: { id, format = 'csv' } }) => {
      const { read } = ctx.store;
      const account = readRewardAccount(read, id)?.externalId ?? String(id);
      const name = `rewards of ${account}`.replace(/[^\w .@-]/g, '_');
      return saveTable(ctx, name, format, (file) => {
        const grounds = groundsOf(read, file, 'Statement of rewards', [['Account', account]]);
        return writeStatement(readLedgerOf(read, id), file, grounds);
      });
    }),
});
