import { StewardError } from '../../lib/steward-error';

/** The company's server says that there is no such login any more, or that it may sign in no more. */
export class LoginGone extends StewardError {
  constructor(login: string, cause: unknown) {
    super(
      'forbidden',
      `The company’s server says that ${login} may not sign in any more. Ask your administrator.`,
      undefined,
      { cause },
    );
  }
}
