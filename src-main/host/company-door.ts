import { addressText, type CompanyAddress } from '../../src-preload/contract/company/company-address';
import type { CompanyDoor } from '../api/context';
import type { CompanySession } from '../company/company-session';
import { connectCompany } from '../company/connect-company';
import { keeperRights, requireKeeper } from '../company/team/keeper';
import { settleInvitations } from '../company/team/settle-invitations';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';
import type { Breaker } from '../ports/breaker';
import type { Clock } from '../ports/clock';
import { isOutage } from '../ports/postgres/outage';

interface DoorOptions {
  /** As whom this desktop comes, with the password; null while no company is connected. */
  readonly address: () => CompanyAddress | null;
  readonly breaker: () => Breaker | null;
  readonly clock: Clock;
}

interface Keeper {
  readonly login: string;
  readonly password: string;
  readonly mayMakeLogins: boolean;
  /** The address it was unlocked for: another company has another keeper. */
  readonly place: string;
  readonly until: number;
}

/** So long after the last change the keeper's password is forgotten. */
const unlockedFor = 15 * 60_000;

/** Reads and changes at the company that a person asks for, each over a session of its own and with an end. */
export function createCompanyDoor({ address, breaker, clock }: DoorOptions): CompanyDoor {
  let keeper: Keeper | null = null;

  function present(): CompanyAddress {
    const found = address();
    if (found === null)
      throw new StewardError(
        'not_ready',
        'No company is connected. Give its address under Settings, Connection.',
      );
    return found;
  }

  function unlocked(): Keeper | null {
    const found = address();
    const isOver =
      keeper !== null && (found === null || keeper.place !== placeOf(found) || clock.now() > keeper.until);
    if (isOver) keeper = null;
    return keeper;
  }

  async function within<T>(url: string, use: (session: CompanySession) => Promise<T>): Promise<T> {
    const client = await connectCompany(url);
    try {
      await client.query(`SET statement_timeout = '60s'; SET lock_timeout = '10s'`);
      return await use(client);
    } finally {
      await client.end().catch(() => {}); // the answer is here
    }
  }

  /** A person's word asks also of a server that is left in peace. */
  async function asPerson<T>(url: string, use: (session: CompanySession) => Promise<T>): Promise<T> {
    const guard = breaker();
    try {
      return await (guard === null ? within(url, use) : guard.probe(() => within(url, use)));
    } catch (error) {
      throw inWords(error);
    }
  }

  return {
    login: () => present().login,
    url: () => addressText(present()),
    keeper: () => unlocked(),
    async ask(use) {
      const url = withPassword(present());
      const guard = breaker();
      try {
        return await (guard === null ? within(url, use) : guard.ask(() => within(url, use)));
      } catch (error) {
        throw inWords(error);
      }
    },
    async unlock(login, password) {
      const place = present();
      const as = { ...place, login };
      const { mayMakeLogins } = await asPerson(addressText(as, password), async (session) => {
        await requireKeeper(session);
        await settleInvitations(session);
        return keeperRights(session);
      });
      keeper = { login, password, mayMakeLogins, place: placeOf(place), until: clock.now() + unlockedFor };
    },
    lock() {
      keeper = null;
    },
    async askAsKeeper(use) {
      const found = unlocked();
      if (found === null)
        throw new StewardError(
          'forbidden',
          'Changes are locked again. Unlock them and try once more. Nothing was changed.',
        );
      keeper = { ...found, until: clock.now() + unlockedFor };
      return asPerson(addressText({ ...present(), login: found.login }, found.password), use);
    },
  };
}

function withPassword(address: CompanyAddress): string {
  return addressText(address, address.password);
}

function placeOf(address: CompanyAddress): string {
  return addressText({ ...address, login: '-' });
}

/** What the server says, in words for whoever asked; what nobody foresaw stays as it is, for the log. */
function inWords(error: unknown): unknown {
  if (error instanceof StewardError) {
    // The server is there, and says no.
    const isRefusal = errorCode(error.cause).startsWith('28');
    return isRefusal
      ? new StewardError('forbidden', error.message, undefined, { cause: error.cause })
      : error;
  }
  const code = errorCode(error);
  const cause = { cause: error };
  if (/^(55|40)/.test(code) || code === '57014')
    return new StewardError(
      'conflict',
      'Somebody else is changing the same just now. Nothing was changed; try again.',
      undefined,
      cause,
    );
  if (code === '42501')
    return new StewardError(
      'forbidden',
      'The company’s database does not let this login do that. Nothing was changed.',
      undefined,
      cause,
    );
  if (/^(42883|42703|42P01|3F000)$/.test(code))
    return new StewardError(
      'not_ready',
      'The company’s database lacks something that this needs: it may be of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
      undefined,
      cause,
    );
  if (isOutage(error))
    return new StewardError(
      'offline',
      'The company’s server does not answer. Look again once it does, before you try anything twice.',
      undefined,
      cause,
    );
  return error;
}
