import { rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  certificateSchema,
  erasePersonInputSchema,
  erasurePlanSchema,
  exportedPersonSchema,
  personAskedSchema,
} from '../../src-preload/contract/privacy';
import { type ErasureAsked, erasePerson } from '../company/privacy/erase-person';
import { erasureStatus } from '../company/privacy/erasure-status';
import { exportPerson } from '../company/privacy/export-person';
import { exportedCounts } from '../company/privacy/exported-counts';
import { StewardError } from '../lib/steward-error';
import { administering, router } from './procedure';

/** Whether somebody may the company's database decides, by the login that has unlocked it. */
const looking = administering([]);

function askedOf({ who, names }: z.infer<typeof personAskedSchema>): ErasureAsked {
  return { ...who, names };
}

export const privacyProcedures = router({
  plan: looking
    .input(personAskedSchema)
    .output(erasurePlanSchema)
    .mutation(({ ctx, input }) =>
      ctx.company.askAsKeeper(async (session) => {
        const { contacts, removed } = await erasePerson(session, askedOf(input), false);
        return { contacts: contacts.map(({ account, contact }) => ({ account, contact })), removed };
      }),
    ),
  erase: administering(['account', 'accounts', 'palette'])
    .input(erasePersonInputSchema)
    .output(certificateSchema)
    .mutation(async ({ ctx, input: { typed, ...asked } }) => {
      const meant = 'email' in asked.who ? asked.who.email : asked.who.contact;
      if (typed.trim().toLowerCase() !== meant.trim().toLowerCase())
        throw new StewardError('invalid_input', 'That is another address or id. Nothing was changed.', {
          typed: `write ${meant}`,
        });
      const erasures = await ctx.company.askAsKeeper(async (session) => {
        const { contacts } = await erasePerson(session, askedOf(asked), true);
        return erasureStatus(
          session,
          contacts.flatMap(({ erasure }) => erasure ?? []),
        );
      });
      // This desktop's own copy is erased with the next contact: now. Why it isn't, Monitor says.
      ctx.sync.syncNow().catch(() => {});
      return { erasures };
    }),
  status: looking
    .input(z.object({ erasures: z.array(z.number().int()).max(1000).nullable() }))
    .output(certificateSchema)
    .mutation(async ({ ctx, input }) => ({
      erasures: await ctx.company.askAsKeeper((session) => erasureStatus(session, input.erasures)),
    })),
  export: looking
    .input(personAskedSchema)
    .output(exportedPersonSchema)
    .mutation(async ({ ctx, input }) => {
      const found = await ctx.company.askAsKeeper((session) => exportPerson(session, askedOf(input)));
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName: 'what is held about a person.json' }));
      if (path !== null) {
        // A file that was there keeps its mode; this one is its writer's alone.
        await rm(path, { force: true });
        await writeFile(path, `${JSON.stringify(found, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      }
      return exportedCounts(found, path);
    }),
});
