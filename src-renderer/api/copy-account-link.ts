import { copy } from '../ui/copy';
import { notifyFailure } from '../ui/notify';
import { callErrorOf } from './call-error';
import { trpcClient } from './client';

/** Copies a link to an account that every desktop of the company follows. */
export async function copyAccountLink(id: number): Promise<void> {
  try {
    const { link } = await trpcClient.account.link.query({ id });
    if (link === null)
      notifyFailure({ code: 'not_found', message: 'This account is not in your copy any more.' });
    else await copy(link, 'The link is copied');
  } catch (error) {
    notifyFailure(callErrorOf(error));
  }
}
