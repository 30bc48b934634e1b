import type { z } from 'zod';
import type {
  ListedRule,
  ruleFactsSchema,
  ruleListSchema,
} from '../../../src-preload/contract/rules/rule-entry';
import type { ListedSegment } from '../../../src-preload/contract/rules/segment';
import { ruleLock, segmentLock, switchLock, type Writer } from '../../actions/rules/locks';
import { readSegmentUsers, usersOf } from '../../actions/rules/segment-users';
import { sayConditions } from '../../engines/rules/say-conditions';
import { accountFacts } from '../../store/facts/account-facts';
import { readRules } from '../../store/rules/read-rules';
import { readSegments } from '../../store/rules/read-segments';
import { readRunner } from '../../store/runner/duty';
import { readStandings } from '../../store/triggers/standings';
import type { ReadDb } from '../../store/types';
import { ruleChecker } from './check-rule';
import { contactFacts } from './contacts/contact-facts';
import { checkTree, ruleChecking } from './rule-checking';

const nobodyJudges =
  'Nobody computes for the company just now, so the rules that act wait. They go on once a computer does whose login sees all accounts: an admin’s Steward, or one with the duty.';

/** All rules with what there is to say of each, for whoever looks at them. */
export function listRules(db: ReadDb, writer: Writer): z.infer<typeof ruleListSchema> {
  const check = ruleChecker(db);
  const standings = readStandings(db);
  const rules = readRules(db).map((rule): ListedRule => {
    const { sentence, does, findings } = check(rule.definition);
    return {
      ...{ ...rule, sentence, does, findings },
      locked: ruleLock(rule, writer),
      switchLocked: switchLock(writer),
      standing: standings.get(rule.id) ?? null,
    };
  });
  const waits = rules.some(({ state }) => state === 'active') && readRunner(db).state === 'nobody';
  return { rules, notice: waits ? nobodyJudges : null };
}

export function listSegments(db: ReadDb, writer: Writer): ListedSegment[] {
  const [checking, segments, users] = [ruleChecking(db), readSegments(db), readSegmentUsers(db)];
  const usedBy = usersOf(users, segments);
  return segments.map((segment) => {
    const { conditions, findings } = checkTree(segment.definition.conditions, 'conditions', checking);
    return {
      ...segment,
      sentence: conditions === null ? null : sayConditions(conditions),
      findings,
      usedBy: usedBy(segment.id),
      locked: segmentLock(segment, writer, { users, segments }),
    };
  });
}

/** What conditions can be made of. */
export function ruleFacts(db: ReadDb): z.infer<typeof ruleFactsSchema> {
  return {
    facts: [...accountFacts(db).values(), ...contactFacts(db).values()].map(({ fact }) => fact),
    segments: readSegments(db).map(({ id, name }) => ({ id, name })),
  };
}
