import fc from 'fast-check';
import { markDone, undoItem } from '../../../src-main/actions/desk/today';
import { deleteView, saveView } from '../../../src-main/actions/desk/views';
import { addNote, changeNote, removeNote } from '../../../src-main/actions/notes/notes';
import { letGo, sendAgain } from '../../../src-main/actions/operations/set-backs';
import { removeRule, saveRule, setRuleState } from '../../../src-main/actions/rules/rules';
import { removeSegment, saveSegment } from '../../../src-main/actions/rules/segments';
import { setOverride, withdrawOverride } from '../../../src-main/actions/scores/override';
import { setPulse, takeBackPulse } from '../../../src-main/actions/scores/pulse';
import { setBrand } from '../../../src-main/actions/templates/brand';
import { archiveTemplate, saveTemplate } from '../../../src-main/actions/templates/templates';
import { StewardError } from '../../../src-main/lib/steward-error';
import { readRule } from '../../../src-main/store/rules/read-rules';
import { type PushStep, pushSteps } from '../../../src-main/sync/push/push';
import type { Connection } from '../../../src-main/sync/wire/connect';
import { stuckByAccount } from '../../../src-main/work/milestones/stuck-plans';
import { ruleStates } from '../../../src-preload/contract/rules/rule-entry';
import type { TestCompany } from '../../support/postgres';
import { all, inSegment, lowScore, ruleDefinition } from '../../support/rules/entries';
import { brandPatch, templatePatch } from '../../support/templates';
import { decidingAt, setBacksOf } from './decide';
import type { Desk } from './desk';
import { syncKilled } from './sync-killed';

/** What happens on a team's day, to the desk of this place. */
export type TeamStep =
  | { readonly what: 'decide'; readonly desk: number; readonly kind: DecisionKind; readonly which: number }
  | { readonly what: 'sync'; readonly desk: number }
  | { readonly what: 'lost reply'; readonly desk: number }
  | { readonly what: 'ended'; readonly desk: number; readonly step: PushStep }
  | { readonly what: 'killed'; readonly desk: number; readonly at: number }
  | { readonly what: 'company'; readonly sql: string };

const decisionKinds = [
  'write',
  'rewrite',
  'unwrite',
  'pulse',
  'unpulse',
  'override',
  'unoverride',
  'done',
  'undo',
  'view',
  'review',
  'unview',
  'template',
  'retemplate',
  'archive',
  'brand',
  'rule',
  'rerule',
  'switch',
  'unrule',
  'segment',
  'resegment',
  'unsegment',
  'again',
  'let go',
] as const;
type DecisionKind = (typeof decisionKinds)[number];

const cs = 'customer_success';
const accountOf = fc.integer({ min: 1, max: 6 }).map((n) => `o${n}`);
const companySteps = fc.oneof(
  fc
    .tuple(accountOf, fc.integer({ min: 1, max: 2 }))
    .map(([o, m]) => `update ${cs}.organizations set owner_id = ${m} where external_id = '${o}'`),
  accountOf.map((o) => `update ${cs}.organizations set name = name || '.' where external_id = '${o}'`),
  fc.tuple(accountOf, accountOf).map(
    ([from, to]) =>
      `select ${cs}.merge_accounts(a.organization_id, b.organization_id) from ${cs}.organizations a, ${cs}.organizations b
          where a.external_id = '${from}' and b.external_id = '${to}' and a.organization_id <> b.organization_id`,
  ),
  fc.constant(`select ${cs}.start_new_epoch()`),
  fc
    .constantFrom('viewer', 'manager')
    .map((role) => `update ${cs}.memberships set role = '${role}' where scope = 'book'`),
);

/** @param killing whether processes are killed as well: each costs a second */
export function teamSteps(desks: number, killing: boolean): fc.Arbitrary<TeamStep> {
  const desk = fc.integer({ min: 0, max: desks - 1 });
  const which = fc.integer({ min: 0, max: 40 });
  const kind = fc.constantFrom(...decisionKinds);
  return fc.oneof(
    { weight: 20, arbitrary: fc.record({ what: fc.constant('decide' as const), desk, kind, which }) },
    { weight: 5, arbitrary: fc.record({ what: fc.constant('sync' as const), desk }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('lost reply' as const), desk }) },
    {
      weight: 2,
      arbitrary: fc.record({
        what: fc.constant('ended' as const),
        desk,
        step: fc.constantFrom(...pushSteps),
      }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('company' as const), sql: companySteps }) },
    ...(killing
      ? [
          {
            weight: 1,
            arbitrary: fc.record({
              what: fc.constant('killed' as const),
              desk,
              at: fc.integer({ min: 1, max: 60 }),
            }),
          },
        ]
      : []),
  );
}

/** @returns how many decisions were made */
export async function playTeamDay(company: TestCompany, desks: readonly Desk[], day: readonly TeamStep[]) {
  let decided = 0;
  for (const [moment, step] of day.entries()) {
    if (step.what === 'company') {
      await company.admin.query(step.sql);
      continue;
    }
    const desk = desks[step.desk];
    if (desk === undefined) throw new Error('no such desk');
    if (step.what === 'decide') decided += decide(desk, step.kind, step.which, moment) ? 1 : 0;
    else if (step.what === 'sync') await desk.sync();
    else if (step.what === 'killed') syncKilled(desk, step.at);
    else if (step.what === 'lost reply') await desk.syncOver(losingTheReply).catch(expectedEnd);
    else {
      const onStep = (reached: PushStep) => {
        if (reached === step.step) throw new Error('ended');
      };
      await desk.syncOver((connection) => connection, { onStep }).catch(expectedEnd);
    }
  }
  return decided;
}

function expectedEnd(error: unknown): void {
  if (!(error instanceof Error) || !/^(ended|Connection terminated)/.test(error.message)) throw error;
}

/** Lets the company take the operations and loses its answer. */
export function losingTheReply(connection: Connection): Connection {
  return {
    ...connection,
    async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const rows = await connection.query<Row>(text, values);
      if (!text.includes('from customer_success.apply_operations')) return rows;
      connection.cut(new Error('cut'));
      throw new Error('Connection terminated unexpectedly');
    },
  };
}

function letter(subject: string) {
  const { content, category, language } = templatePatch(subject);
  return {
    id: undefined,
    version: undefined,
    name: subject,
    isTransactional: false,
    content,
    category,
    language,
  };
}

/** @returns whether there was anything to decide on */
function decide(desk: Desk, kind: DecisionKind, which: number, moment: number): boolean {
  const context = decidingAt(desk);
  const pick = (sql: string): string | undefined => {
    const found = desk.store.read.prepared<[], string>(sql).pluck().all();
    return found[which % Math.max(found.length, 1)];
  };
  const organizationId = Number(pick('select organization_id from organizations order by 1'));
  if (Number.isNaN(organizationId)) return false;
  const account = { organizationId };
  const text = `${kind} ${moment}`;
  const note = () => pick('select note_id from notes order by 1');
  const template = () => pick('select template_id from email_templates order by 1') ?? '';
  const rule = () => pick('select rule_id from rules order by 1') ?? '';
  const segment = () => pick('select segment_id from segments order by 1') ?? '';
  /** About the score, or about another segment: of those some make circles, and some name what is gone. */
  const conditions = () => all(which % 2 === 0 || segment() === '' ? lowScore : inSegment(segment()));
  const ruleOf = (name: string) => ({
    ...{ name, version: undefined },
    definition: ruleDefinition({ description: name, conditions: conditions() }),
  });
  const segmentOf = (name: string) => ({
    ...{ name, version: undefined },
    definition: { description: name, conditions: conditions() },
  });
  const state = { filter: {}, sort: { key: 'arr' as const, descending: true }, columns: [text] };
  const acts: Record<DecisionKind, () => unknown> = {
    write: () => addNote(context, { account, contactId: null, text }),
    rewrite: () => changeNote(context, { noteId: note() ?? '', text }),
    unwrite: () => removeNote(context, note() ?? ''),
    pulse: () => setPulse(context, { account, points: which, reason: text }),
    unpulse: () =>
      takeBackPulse(context, {
        account,
        pulseId: pick(`select pulse_id from pulses where organization_id = ${organizationId}`) ?? '',
      }),
    override: () => setOverride(context, { account, score: which, reason: text, untilDay: 30_000 }),
    unoverride: () => withdrawOverride(context, account),
    done: () => markDone(context, `${organizationId}:renewal`, stuckByAccount),
    undo: () => undoItem(context, `${organizationId}:renewal`),
    view: () => saveView(context, { name: text, ...state }),
    review: () =>
      saveView(context, { id: pick('select view_id from saved_views') ?? '', name: text, ...state }),
    unview: () => deleteView(context, pick('select view_id from saved_views') ?? ''),
    template: () => saveTemplate(context, letter(text)),
    retemplate: () => saveTemplate(context, { ...letter(text), id: template() }),
    archive: () => archiveTemplate(context, template(), which % 2 === 0),
    brand: () => setBrand(context, { ...brandPatch, company_name: text }),
    rule: () => saveRule(context, { ...ruleOf(text), id: undefined }),
    rerule: () => saveRule(context, { ...ruleOf(text), id: rule() }),
    switch: () => {
      const id = rule();
      const version = readRule(desk.store.read, id)?.version ?? 1;
      setRuleState(context, { id, version, state: ruleStates[which % 3] ?? 'draft' }, []);
    },
    unrule: () => removeRule(context, rule()),
    segment: () => saveSegment(context, { ...segmentOf(text), id: undefined }, []),
    resegment: () => saveSegment(context, { ...segmentOf(text), id: segment() }, []),
    unsegment: () => removeSegment(context, segment()),
    again: () => sendAgain(context, { opId: setBacksOf(desk)[0]?.opId ?? '' }),
    'let go': () => letGo(context, setBacksOf(desk)[0]?.opId ?? ''),
  };
  try {
    acts[kind]();
    return true;
  } catch (error) {
    // Words to the person: there was nothing to take back, or it is gone.
    if (error instanceof StewardError) return false;
    throw error;
  }
}
