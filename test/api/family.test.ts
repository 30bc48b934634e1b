import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountFamily } from '../../src-main/work/families/account-family';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

function add(organizationId: number, parentId: number | null, mrr: number, score: number | null): void {
  addAccount(temporary.store, today, {
    organization: { organizationId, parentId, name: `Account ${organizationId}` },
    summary: {
      mrr,
      score,
      band: score === null ? null : 'middle',
      users: 10,
      activeUsers: mrr === 0 ? null : 4,
    },
  });
}

const family = (id: number) => accountFamily(temporary.store.read, id, today);

describe('the family of an account', () => {
  it('rolls up all below it once, lists its children the largest first, and leads from child to parent', () => {
    add(1, null, 100.25, 80);
    add(2, 1, 50, 50);
    add(3, 1, 200, null);
    add(4, 2, 49.75, 20);
    add(5, 4, 0, 90);
    add(6, null, 1000, 10);
    expect(family(1)).toMatchObject({
      parent: null,
      childCount: 2,
      children: [
        { id: 3, name: 'Account 3', arr: 2400, score: null, below: 0 },
        { id: 2, arr: 600, score: 50, below: 2 },
      ],
      together: { accounts: 5, arr: 4800, users: 50, activeUsers: 16, withoutActive: 1, score: 57.6 },
    });
    expect(family(1).together?.scoredShare).toBe(0.5);
    expect(family(4)).toMatchObject({ parent: { kind: 'shown', id: 2, name: 'Account 2' }, childCount: 1 });
    expect(family(6)).toEqual({ parent: null, children: [], childCount: 0, together: null });
  });

  it('shows who has left among the children, and counts it for nothing', () => {
    add(1, null, 100, 80);
    add(2, 1, 100, 40);
    addAccount(temporary.store, today, {
      organization: { organizationId: 3, parentId: 1, name: 'Gone', lifecycleStage: 'churned' },
      summary: {
        mrr: 0,
        score: null,
        band: null,
        users: 99,
        activeUsers: 9,
        standing: 'left',
        lifeDay: today - 50,
      },
    });
    expect(family(1)).toMatchObject({
      childCount: 2,
      together: { accounts: 2, arr: 2400, users: 20, activeUsers: 8, score: 60 },
    });
  });

  it('says of a parent that is in nobody’s sight here that it is hidden, and adds up nothing from there', () => {
    add(2, 1, 50, 50);
    add(3, 1, 60, 50);
    expect(family(2)).toMatchObject({ parent: { kind: 'hidden' }, together: null });
  });

  it('counts no link on a circle, written past any load', () => {
    add(1, 2, 50, 50);
    add(2, 1, 60, 50);
    add(3, 1, 70, 50);
    expect(family(1)).toMatchObject({ parent: null, childCount: 1, together: { accounts: 2, arr: 1440 } });
    expect(family(2)).toMatchObject({ parent: null, childCount: 0, together: null });
    expect(family(3)).toMatchObject({ parent: { kind: 'shown', id: 1 } });
  });

  it('lists the first two hundred children and counts the others', () => {
    add(1, null, 1, 50);
    for (let id = 2; id <= 203; id += 1) add(id, 1, id, 50);
    const { children, childCount, together } = family(1);
    expect([children.length, childCount, together?.accounts]).toEqual([200, 202, 203]);
    expect(children[0]?.id).toBe(203);
  });
});
