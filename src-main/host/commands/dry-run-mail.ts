import { counted, spellWait } from '../../../src-preload/contract/words';
import type { MailPlan } from '../../delivery/dry-run';
import { StewardError } from '../../lib/steward-error';
import type { Service } from '../service/run-service';

/** A first load of a large company takes its time; one that never comes has to end. */
const patience = 10 * 60_000;

/**
 * Says what mails would go now, once the copy is the company's of now: what a template says is made of it.
 * @throws StewardError `not_ready` where that doesn't come
 */
export async function tellMails(service: Service): Promise<void> {
  const until = performance.now() + patience;
  for (let health = await service.health(); !health.ready; health = await service.health()) {
    if (performance.now() > until)
      throw new StewardError('not_ready', 'The copy is not up to date yet. Nothing was sent.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  for (const line of planLines(await service.planMails())) console.log(line);
}

/** One line each for what would go and stay, and what holds all of it back. */
export function planLines({ mails, isCut, stopped, nextIn }: MailPlan): string[] {
  const would = mails.filter(({ wouldGo }) => wouldGo).length;
  return [
    ...mails.map(({ run, of, to, words }) =>
      words === null
        ? `would go    ${run}  ${of === 'template' ? 'of a template' : 'by hand'}, to ${to}`
        : `would stay  ${run}  to ${to}: ${words}`,
    ),
    ...(stopped === null ? [] : [`Nothing goes: ${stoppedWords[stopped] ?? stopped}.`]),
    `${counted(would, 'mail')} would go now${isCut ? ', and more after that' : ''}. Nothing was claimed, and nothing sent.`,
    ...(nextIn === null || isCut ? [] : [`The next one is looked at in ${spellWait(nextIn)}.`]),
  ];
}

const stoppedWords: Readonly<Record<string, string>> = {
  person: 'somebody stopped everything',
  restored: 'the database was restored, and nobody has let messages go again',
  no_sender: 'the brand says nobody whom mails come from',
  role: 'this login may not send',
};
