import type { Team } from './team';

/** The team that is there at the time it is asked for something. */
export function teamNow(present: () => Team | undefined): Team {
  const there = (): Team => {
    const team = present();
    if (team === undefined) throw new Error('the team is there once the tests run');
    return team;
  };
  return {
    get server() {
      return there().server;
    },
    get company() {
      return there().company;
    },
    get companyId() {
      return there().companyId;
    },
    get logins() {
      return there().logins;
    },
    get clients() {
      return there().clients;
    },
  };
}
