import type { Brand } from '../../../src-preload/contract/templates/brand';
import type { CompiledTemplate } from '../../../src-preload/contract/templates/message';
import type { Made } from '../../delivery/prepare';
import type { ClaimedMessage, DoorSession } from '../../delivery/sending-door';
import type { Celebrated } from '../../lib/celebrations/celebrated';
import { readSyncState } from '../../store/copy/sync-state';
import { readBrand } from '../../store/templates/read-brand';
import { readRecipient } from '../../store/templates/read-recipients';
import type { ReadDb } from '../../store/types';
import type { MailRoom } from '../../work/templates/mail-room';
import { messageValues } from '../../work/templates/message-values';

export interface MakingMessages {
  readonly db: ReadDb;
  readonly mail: Pick<MailRoom, 'render'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Versions of templates that are kept: many messages are made of one. */
const mostKnown = 16;

/** A person may have edited what a rule says, or written what a sequence does; it is the company's mail all the same, with what that has to say. */
async function comesOfRule({ run_id }: ClaimedMessage, session: DoorSession): Promise<boolean> {
  const [run] = await session.query<{ isOfRule: boolean }>(
    `select rule_id is not null or to_jsonb(i) ->> 'sequence_id' is not null or to_jsonb(i) ->> 'celebrates' = 'true' as "isOfRule"
       from customer_success.interventions i where run_id = $1`,
    [run_id],
  );
  return run?.isOfRule === true;
}

/** What a message tells of that celebrates; the company knows it, also where the copy here does not yet. */
async function celebratedIn(
  { run_id, category }: ClaimedMessage,
  session: DoorSession,
): Promise<Celebrated[]> {
  if (category !== 'celebration') return [];
  return await session.query<Celebrated>(
    `select d.name, a.achieved_on::text as "reachedOn", c.words, coalesce((
              select sum(t.points)::int from customer_success.reward_transactions t
               where t.organization_id = c.organization_id and t.kind = 'award'
                 and (t.origin = a.achievement_id::text or t.origin like a.achievement_id || '/%')
                 and not exists (select from customer_success.reward_transactions r where r.reversal_of = t.row_id)), 0) as points
       from customer_success.celebration_messages m
       join customer_success.celebrations c on c.celebration_id = m.celebration_id
       join customer_success.milestone_achievements a on a.achievement_id = c.achievement_id
       join customer_success.milestone_definitions d on d.milestone_id = c.milestone_id
      where m.run_id = $1 and c.skipped_at is null order by a.achieved_on, c.row_id`,
    [run_id],
  );
}

function withFoot(text: string, brand: Brand | null, unsubscribeUrl: string | null): string {
  const sender = brand === null ? [] : [brand.company_name, brand.postal_address];
  const leave = unsubscribeUrl === null ? [] : [`Unsubscribe: ${unsubscribeUrl}`];
  return `${text.trimEnd()}\n\n-- \n${[...sender, ...leave].join('\n')}\n`;
}

/** Makes what a claimed message says: what a person wrote as it is, a template with the values that the copy here has. */
export function messageMaker({ db, mail, now }: MakingMessages) {
  const known = new Map<string, CompiledTemplate>();

  async function templateOf(message: ClaimedMessage, session: DoorSession): Promise<CompiledTemplate | null> {
    const { template_id, template_version, language } = message;
    const key = `${template_id}/${template_version}/${language}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const [found] = await session.query<Omit<CompiledTemplate, 'language'>>(
      `select subject, preheader, html from customer_success.email_template_versions
        where template_id = $1 and version = $2`,
      [template_id, template_version],
    );
    if (found === undefined || language === null) return null;
    const template = { ...found, language, channel: message.channel };
    if (known.size >= mostKnown) known.delete([...known.keys()][0] ?? '');
    known.set(key, template);
    return template;
  }

  return async (message: ClaimedMessage, session: DoorSession): Promise<Made> => {
    const { content, organization_id: organizationId, user_id: contactId, token } = message;
    const isMail = message.channel === 'email';
    const link = message.unsubscribe_url === null || !isMail ? null : `${message.unsubscribe_url}${token}`;
    // What everybody has to get is nothing that one unsubscribes from.
    const unsubscribeUrl = message.transactional ? null : link;
    if (content !== null) {
      const { subject, text } = content;
      // Only of a mail one unsubscribes at its foot.
      const isOfRule = isMail && (await comesOfRule(message, session));
      const says = isOfRule ? withFoot(text, readBrand(db)?.brand ?? null, unsubscribeUrl) : text;
      return { kind: 'made', mail: { subject, text: says, html: null, unsubscribeUrl } };
    }
    // Its values are those of this copy: where it has none, another runner's is asked.
    if (readSyncState(db).snapshot === null || readRecipient(db, organizationId, contactId) === undefined)
      return { kind: 'not_here', words: 'the contact is not in the copy of this runner yet' };
    const template = await templateOf(message, session);
    if (template === null)
      return { kind: 'refused', words: 'its version of the template is not at the company' };
    const subject = {
      organizationId,
      contactId,
      now: now(),
      unsubscribeUrl: link ?? '',
      preferencesUrl: link,
      celebrated: await celebratedIn(message, session),
    };
    const rendering = await mail.render({ template, ...messageValues(db, subject) });
    if (rendering.kind === 'refused') return { kind: 'refused', words: rendering.words };
    const { subject: line, text, html } = rendering;
    return { kind: 'made', mail: { subject: line, text, html, unsubscribeUrl } };
  };
}
