import { writeFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { invitationText } from '../../company/team/invitation-text';
import type { Invited } from '../../company/team/invite-member';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';

interface InvitationFile extends Invited {
  /** The address that the inviter came by. */
  readonly url: string;
  readonly file: string;
  readonly withoutPassword?: true | undefined;
  readonly company?: string | undefined;
}

/** Readable by its writer alone, and never in the place of another file. @throws StewardError that names the password, which nothing else does */
export async function writeInvitation(
  client: ClientBase,
  { file, withoutPassword, ...more }: InvitationFile,
): Promise<void> {
  const { login, oneTime, url, company } = more;
  const text = await invitationText(client, {
    url,
    login,
    oneTime,
    company,
    withPassword: withoutPassword !== true,
  });
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const why =
      errorCode(error) === 'EEXIST' ? 'there is a file of that name already' : 'it could not be written';
    throw new StewardError(
      'invalid_input',
      `${login} is in, but the invitation is not in ${file}: ${why}. ${oneTime === null ? '' : `Its password for the first sign-in is ${oneTime.password}.`}`,
      undefined,
      { cause: error },
    );
  }
}
