import type { z } from 'zod';
import {
  type MilestoneDefinition,
  milestoneDefinitionSchema,
} from '../../../src-preload/contract/milestones/milestone-definition';
import { type PlanDefinition, planDefinitionSchema } from '../../../src-preload/contract/milestones/plan';
import type { ReadDb, Tx } from '../types';

interface Entry<Definition> {
  readonly id: string;
  readonly name: string;
  readonly definition: Definition;
  readonly version: number;
  readonly author: string;
  /** When it was written first. */
  readonly at: number;
  readonly isPending: boolean;
}
export interface Milestone extends Entry<MilestoneDefinition> {
  readonly prerequisites: readonly string[];
  /** Of its definition, as the company counts: a change of the name alone makes none. */
  readonly definitionVersion: number;
  /** Whether nothing lies between not begun and done: what use completes comes bit by bit, and what is contacts', one after the other. */
  readonly comesAtOnce: boolean;
  /** Whether a person says so: everything else is counted. */
  readonly isByHand: boolean;
}
export type Plan = Entry<PlanDefinition>;

/** By their names, also those that are still on their way to the company. */
export function readMilestones(db: ReadDb | Tx): Milestone[] {
  const versions = new Map(
    db
      .prepared<[], [string, number]>(
        'select milestone_id, max(version) from milestone_definition_versions group by milestone_id',
      )
      .raw()
      .all(),
  );
  return read(db, 'milestone_definitions', 'milestone_id', milestoneDefinitionSchema).map((entry) => ({
    ...entry,
    prerequisites: entry.definition.prerequisites,
    definitionVersion: versions.get(entry.id) ?? entry.version,
    comesAtOnce: comesAtOnce(entry.definition),
    isByHand: isByHand(entry.definition),
  }));
}

export function comesAtOnce({ audience, completion }: MilestoneDefinition): boolean {
  return audience === 'account' && completion.by !== 'activity';
}

/** What a person says is known as it is; everything else is counted. */
export function isByHand({ completion }: MilestoneDefinition): boolean {
  return completion.by === 'hand';
}

export function readPlans(db: ReadDb | Tx): Plan[] {
  return read(db, 'success_plans', 'plan_id', planDefinitionSchema);
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly version: number;
  readonly author: string;
  readonly at: number;
  readonly isPending: number;
}

function read<Definition>(
  db: ReadDb | Tx,
  table: 'milestone_definitions' | 'success_plans',
  key: string,
  schema: z.ZodType<Definition>,
): Entry<Definition>[] {
  return db
    .prepared<[], Row>(
      `select ${key} as id, name, definition, version, author, created_at as at,
              exists (select 1 from operations p where p.entry = e.${key} and p.state = 'pending') as isPending
         from ${table} e order by name collate nocase, ${key} limit 500`,
    )
    .all()
    .map(({ definition, isPending, ...row }) => ({
      ...row,
      definition: schema.parse(JSON.parse(definition)),
      isPending: isPending === 1,
    }));
}
