import { attachPatchSchema } from '../../../src-preload/contract/attachments';
import type { Clock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import { readFileContent } from '../../store/attachments/held-files';
import { readCompanyId } from '../../store/copy/company-id';
import { readLogin } from '../../store/copy/sync-state';
import { offerAgain } from '../../store/operations/acknowledged';
import { nextBatch } from '../../store/operations/batch';
import { offerEarlierEntries } from '../../store/operations/earlier-entries';
import { keepAnswer } from '../../store/operations/keep-answers';
import type { OutboxRow } from '../../store/operations/outbox';
import { writePushProblem } from '../../store/operations/push-problem';
import type { ReadDb, Tx } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { AppliedChange, SyncContext } from '../wire/context';
import { type Door, type DoorAnswer, knock, readDoor, type Sender, type SentOperation } from './door';
import { problemOf } from './push-trouble';

/** Where a push can be cut off, in order: whatever it leaves behind, the next one goes on from there. */
export const pushSteps = ['begun', 'looked', 'chosen', 'answered', 'kept'] as const;
export type PushStep = (typeof pushSteps)[number];

export interface PushOptions {
  readonly sender: Sender;
  /** Hears of each step as it is reached. */
  readonly onStep?: ((step: PushStep) => void) | undefined;
}

/** As many as the company takes at once. */
const mostAtOnce = 500;

/**
 * Brings what was decided here to the company, before a pull brings what is in force there. What the company refuses or
 * puts off holds nothing else up; what it doesn't answer is sent again as it was, and answered as the first time.
 * @throws what the line throws: nothing is lost then, and the next round tries again
 */
export async function push(context: SyncContext, options: PushOptions): Promise<void> {
  const { store, connection, clock } = context;
  const reach = options.onStep ?? (() => undefined);
  reach('begun');
  const door = await readDoor(connection);
  if (!isOpen(door, readCompanyId(store.read))) return;
  const problem = problemOf(door);
  writeTransaction(store, 'push.begin', (tx) => {
    writePushProblem(tx, problem);
    offerEarlier(tx, clock);
    offerAgain(tx, door.epoch, clock.now());
  });
  reach('looked');
  if (problem !== null) return;
  for (;;) {
    const batch = nextBatch(store.read, clock.now(), mostAtOnce);
    if (batch.length === 0) return;
    reach('chosen');
    const sent = batch.map((row) => sentOf(row, store.read));
    const answers = await knock(connection, sent, options.sender);
    reach('answered');
    const change = writeTransaction(store, 'push.keep', (tx) =>
      keepAnswers(tx, batch, answers, door.epoch, clock.now()),
    );
    context.onApplied(change);
    reach('kept');
    if (answers.every(({ outcome }) => outcome === 'later')) return;
  }
}

/** Also of a desktop at which nobody decides anything any more. */
function offerEarlier(tx: Tx, clock: Clock): void {
  const login = readLogin(tx);
  const ids = createIds(clock);
  if (login !== null) offerEarlierEntries(tx, () => ids.next(), login, clock.now());
}

/** What a pull refuses in words or mends first is no place to send anything to. */
function isOpen({ companyId, standby, historyStands }: Door, copyOf: string | null): boolean {
  return !standby && historyStands && (copyOf === null || companyId === null || copyOf === companyId);
}

function keepAnswers(
  tx: Tx,
  batch: readonly OutboxRow[],
  answers: readonly DoorAnswer[],
  epoch: string,
  now: number,
): AppliedChange {
  const touched = new Set<number>();
  for (const [place, sent] of batch.entries()) {
    const answer = answers[place];
    if (answer === undefined) continue;
    keepAnswer(tx, sent, answer, epoch, now);
    // What was applied stands as it was shown; what was not changes what is shown.
    const isAsShown = answer.outcome === 'applied' || answer.outcome === 'later';
    if (!isAsShown && sent.organizationId !== null) touched.add(sent.organizationId);
  }
  return { organizationIds: [...touched], rows: batch.length };
}

function sentOf(row: OutboxRow, db: ReadDb): SentOperation {
  return {
    op_id: row.opId,
    kind: row.kind,
    company_id: row.companyId,
    account: row.externalId,
    number: row.externalId === null ? null : row.organizationId,
    entry: row.entry === row.opId ? row.madeOf : row.entry,
    base_version: row.baseVersion,
    patch: row.kind === 'attachment.add' ? withContent(db, row.patch) : JSON.parse(row.patch),
    made_at: row.madeAt,
    earlier_author: row.earlierAuthor,
    origin: row.origin,
  };
}

/** A file joins its operation on the way; without its bytes the company looks whether it has them. */
function withContent(db: ReadDb, text: string): unknown {
  const patch: unknown = JSON.parse(text);
  const read = attachPatchSchema.safeParse(patch);
  const content = read.success ? readFileContent(db, read.data.sha256) : undefined;
  return content === undefined ? patch : { ...read.data, content: content.toString('base64') };
}
