import type pg from 'pg';
import { connectCompany } from '../../company/connect-company';
import { keeperRights } from '../../company/team/keeper';
import { settleInvitations } from '../../company/team/settle-invitations';

export interface TeamFlags {
  readonly url: string;
  readonly json?: true;
}

/** What a command says: as data, and in words for a person. */
interface Told {
  readonly report: unknown;
  readonly words: readonly string[];
}

/** Runs a command of the team over one session, and first what waits for somebody who may. */
export async function withTeam(flags: TeamFlags, run: (client: pg.Client) => Promise<Told>): Promise<void> {
  const client = await connectCompany(flags.url);
  try {
    const { mayChange } = await keeperRights(client);
    const settled = mayChange ? await settleInvitations(client) : [];
    const { report, words } = await run(client);
    if (flags.json) console.log(JSON.stringify(report));
    else
      console.log(
        [
          ...settled.map((login) => `${login} has a password of its own now, which ends no more by itself.`),
          ...words,
        ].join('\n'),
      );
  } finally {
    await client.end();
  }
}
