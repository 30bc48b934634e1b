import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { readInvitation } from '../../src-preload/contract/company/invitation';
import {
  assignInputSchema,
  assignmentPlanSchema,
  assignmentTextSchema,
  doHandOverInputSchema,
  handOverInputSchema,
  handOverPlanSchema,
  importInputSchema,
  invitedSchema,
  inviteInputSchema,
  memberInputSchema,
  saveInvitationInputSchema,
  teamSchema,
  unlockTeamInputSchema,
} from '../../src-preload/contract/team';
import { assignMember, removeMember } from '../company/team/change-member';
import { handOverBook, planHandOver } from '../company/team/hand-over';
import { importAssignments, planAssignments } from '../company/team/import-assignments';
import { invitationText } from '../company/team/invitation-text';
import { inviteMember } from '../company/team/invite-member';
import { listManagers, listTeam } from '../company/team/list-team';
import { StewardError } from '../lib/steward-error';
import { heavyReading, heavyWork, router } from './procedure';

const nothing = z.object({});
/** Whether somebody may change the team the company's database decides, by the login that has unlocked it. */
const changing = heavyWork(['team']);
const looking = heavyWork([]);

export const teamProcedures = router({
  get: heavyReading.output(teamSchema).query(async ({ ctx }) => {
    const read = async (session: Parameters<typeof listTeam>[0]) => ({
      members: await listTeam(session),
      managers: await listManagers(session),
    });
    const keeper = ctx.company.keeper();
    const team = await (keeper === null ? ctx.company.ask(read) : ctx.company.askAsKeeper(read));
    return { ...team, keeper };
  }),
  unlock: changing
    .input(unlockTeamInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.company.unlock(input.login, input.password);
      return {};
    }),
  lock: changing.output(nothing).mutation(({ ctx }) => {
    ctx.company.lock();
    return {};
  }),
  invite: changing
    .input(inviteInputSchema)
    .output(invitedSchema)
    .mutation(({ ctx, input: { managerEmail, managerName, ...member } }) =>
      ctx.company.askAsKeeper(async (session) => {
        const invited = await inviteMember(session, {
          ...member,
          ...(managerEmail === null ? {} : { managerEmail }),
          ...(managerName === null ? {} : { managerName }),
        });
        return {
          login: invited.login,
          password: invited.oneTime?.password ?? null,
          validUntil: invited.oneTime?.validUntil.getTime() ?? null,
          invitation: await invitationText(session, {
            ...invited,
            url: ctx.company.url(),
            withPassword: true,
          }),
        };
      }),
    ),
  saveInvitation: looking
    .input(saveInvitationInputSchema)
    .output(z.object({ path: z.string().nullable() }))
    .mutation(async ({ ctx, input }) => {
      if (readInvitation(input.text) === null)
        throw new StewardError('invalid_input', 'This is no invitation. Nothing was saved.');
      const suggestedName = `invitation ${input.login.replaceAll(/[^\p{L}\p{N}._-]+/gu, ' ')}.json`;
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName }));
      if (path !== null) await writeFile(path, input.text, { mode: 0o600 });
      return { path };
    }),
  assign: changing
    .input(assignInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input: { login, ...change } }) => {
      await ctx.company.askAsKeeper((session) => assignMember(session, login, change));
      return {};
    }),
  remove: changing
    .input(memberInputSchema)
    .output(nothing)
    .mutation(async ({ ctx, input }) => {
      await ctx.company.askAsKeeper((session) => removeMember(session, input.login));
      return {};
    }),
  planImport: looking
    .input(assignmentTextSchema)
    .output(assignmentPlanSchema)
    .mutation(({ ctx, input }) =>
      ctx.company.askAsKeeper((session) => planAssignments(session, Buffer.from(input.text))),
    ),
  import: changing
    .input(importInputSchema)
    .output(assignmentPlanSchema)
    .mutation(({ ctx, input }) =>
      ctx.company.askAsKeeper((session) => importAssignments(session, Buffer.from(input.text), input.digest)),
    ),
  planHandOver: looking
    .input(handOverInputSchema)
    .output(handOverPlanSchema)
    .mutation(({ ctx, input }) => ctx.company.askAsKeeper((session) => planHandOver(session, input))),
  handOver: changing
    .input(doHandOverInputSchema)
    .output(handOverPlanSchema)
    .mutation(({ ctx, input }) =>
      ctx.company.askAsKeeper((session) => handOverBook(session, input, input.digest)),
    ),
});
