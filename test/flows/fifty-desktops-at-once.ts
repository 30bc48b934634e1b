import { expect, vi } from 'vitest';
import type { TestLogin } from '../support/postgres';
import { outboxStates, writeNote } from '../sync/support/decide';
import { type Desk, openDesk } from '../sync/support/desk';
import type { FlowAccount, FlowCompany } from './support/flow-company';

const people = 5;
/** Of each of them. */
const desktops = 10;

/** Fifty desktops decide and sync at the same time: the company has what each decided once, and each has what all decided. */
export async function fiftyDesktopsAtOnce(company: FlowCompany): Promise<void> {
  const account = await company.newAccount({ name: 'Popular Pottery' });
  const desks: Desk[] = [];
  try {
    await sitDown(company, desks);
    expect(desks).toHaveLength(50);
    for (const [number, desk] of desks.entries()) writeNote(desk, `Desktop ${number}`, account.id);
    for (let round = 0; round < 2; round += 1) await Promise.all(desks.map((desk) => desk.sync()));
    const [notes] = await company.rows(
      `SELECT count(*)::int AS notes, count(DISTINCT text)::int AS texts FROM customer_success.notes WHERE organization_id = $1`,
      [account.id],
    );
    expect(notes).toEqual({ notes: desks.length, texts: desks.length });
    for (const desk of desks) {
      expect(outboxStates(desk)).toEqual(['seen 1']);
      expect(notesAt(desk, account)).toEqual(notesAt(desks[0] as Desk, account));
    }
    await Promise.all(desks.slice(0, people).map(untilEqual));
  } finally {
    for (const desk of desks) desk.close();
  }
}

/** The company's runner goes on meanwhile: a copy is as the company was when it was synced last. */
async function untilEqual(desk: Desk): Promise<void> {
  await vi.waitFor(
    async () => {
      await desk.sync();
      await desk.expectEqual();
    },
    { timeout: 60_000, interval: 500 },
  );
}

/** Each person loads the company at one desktop, and has it at the others from there. */
async function sitDown({ team }: FlowCompany, desks: Desk[]): Promise<void> {
  const logins: TestLogin[] = [];
  for (let person = 0; person < people; person += 1)
    logins.push(await team.company.createLogin({ role: 'manager', scope: 'all' }));
  const firsts = logins.map((login) => openDesk(login));
  desks.push(...firsts);
  await Promise.all(firsts.map((first) => first.sync()));
  for (const [person, first] of firsts.entries())
    first.reopen(() => {
      for (let more = 1; more < desktops; more += 1)
        desks.push(openDesk(logins[person] as TestLogin, first.file));
    });
}

function notesAt({ store }: Desk, { id }: FlowAccount): string[] {
  return store.read
    .prepared<[number], string>('select text from notes where organization_id = ? order by 1')
    .pluck()
    .all(id);
}
