// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Celebration } from '../../src-preload/contract/celebrations/celebrations';
import type { Task } from '../../src-preload/contract/ctas/task';
import type { Breakdown } from '../../src-preload/contract/health';
import type { AccountToWriteTo } from '../../src-preload/contract/interventions/launch';
import type { TodayItem } from '../../src-preload/contract/today';
import { answeredByHand, wrapper } from './support/answered-by-hand';

/** What a person was told, and by which they can take it back. */
const notices: { readonly words: string; readonly undo: (() => void) | undefined }[] = [];
const failures: string[] = [];
vi.mock('../../src-renderer/ui/notify', () => ({
  notifyDone: (words: string, undo?: () => void) => notices.push({ words, undo }),
  notifyFailure: ({ message }: { message: string }) => failures.push(message),
}));

const { copyAccountLink } = await import('../../src-renderer/api/copy-account-link');
const { useWhose } = await import('../../src-renderer/api/use-whose');
const { useBandEdges } = await import('../../src-renderer/features/account/health/use-band-edges');
const { useProfileName } = await import('../../src-renderer/features/account/health/use-profile-name');
const { useForesight } = await import('../../src-renderer/features/interventions/launch/use-foresight');
const { useLaunchDraft } = await import('../../src-renderer/features/interventions/launch/use-launch-draft');
const { useLaunching } = await import('../../src-renderer/features/interventions/launch/use-launching');
const { useCelebrating } = await import(
  '../../src-renderer/features/milestones/celebrations/use-celebrating'
);
const { newRule } = await import('../../src-renderer/features/rules/editor/edited-rule');
const { useLooked } = await import('../../src-renderer/features/rules/editor/use-looked');
const { useTrial } = await import('../../src-renderer/features/rules/past/use-trial');
const { useTaskSteps } = await import('../../src-renderer/features/tasks/use-task-steps');
const { useChosen } = await import('../../src-renderer/features/today/queue/use-chosen');

const hand = answeredByHand();
const { sent } = hand;
beforeEach(() => {
  notices.length = 0;
  failures.length = 0;
});
const words = () => notices.map((notice) => notice.words);
const hook = <Result,>(use: () => Result) => renderHook(use, { wrapper }).result;

describe('a task', () => {
  const task = (id: string, part: Partial<Task> = {}) =>
    ({
      ...{ id, title: `Task ${id}`, due: '2026-12-24', ownDue: null, givenTo: 'ann', priority: 'high' },
      ...{ column: 'doing', restsUntil: null, every: null },
      ...part,
    }) as Task;

  test('is changed alone by its title, and gets back what it had, its own day and not that of its plan', async () => {
    const steps = hook(useTaskSteps);
    act(() => steps.current.change([task('a')], { column: 'done' as never, due: '2026-12-31' }, 'done'));
    await waitFor(() => expect(words()).toEqual(['“Task a” is done']));
    expect(sent('tasks.change')).toEqual([{ steps: [{ taskId: 'a', column: 'done', due: '2026-12-31' }] }]);
    act(() => notices[0]?.undo?.());
    await waitFor(() =>
      expect(sent('tasks.change')[1]).toEqual({ steps: [{ taskId: 'a', column: 'doing', due: null }] }),
    );
  });

  test('is changed with others in one step, each with its own way back', async () => {
    const steps = hook(useTaskSteps);
    const change = { title: 'x', givenTo: 'bob', priority: 'low', restsUntil: '2026-12-31', every: null };
    const every = { days: 7 };
    const two = [
      task('a', { every: every as never }),
      task('b', { givenTo: null, restsUntil: '2026-12-01' }),
    ];
    act(() => steps.current.change(two, change as never, 'given to Bob'));
    await waitFor(() => expect(words()).toEqual(['2 tasks given to Bob']));
    act(() => notices[0]?.undo?.());
    await waitFor(() =>
      expect(sent('tasks.change')[1]).toEqual({
        steps: [
          { taskId: 'a', title: 'Task a', givenTo: 'ann', priority: 'high', restsUntil: null, every },
          {
            ...{ taskId: 'b', title: 'Task b', givenTo: null, priority: 'high' },
            ...{ restsUntil: '2026-12-01', every: null },
          },
        ],
      }),
    );
  });

  test('of none nothing is sent, and of a refused one nothing is told', async () => {
    const steps = hook(useTaskSteps);
    act(() => steps.current.change([], { title: 'x' }, 'done'));
    hand.refusals['tasks.change'] = { code: 'conflict' };
    act(() => steps.current.change([task('a')], { title: 'x' }, 'done'));
    await waitFor(() => expect(sent('tasks.change')).toHaveLength(1));
    expect(words()).toEqual([]);
  });
});

describe('a trial on the past', () => {
  const { definition } = newRule();
  const rules = [{ name: 'Silence', definition }];

  test('is begun, looked at until it is over, and keeps what was tried', async () => {
    hand.answers['rules.tryOnPast'] = { id: 't1' };
    hand.answers['rules.trial'] = { state: 'running' };
    const waits: boolean[] = [];
    const trial = hook(() => {
      const now = useTrial();
      waits.push(now.isBeginning);
      return now;
    });
    expect(trial.current).toMatchObject({ trial: null, tried: null, isBeginning: false, failure: null });
    act(() => trial.current.begin(definition, rules));
    await waitFor(() => expect(trial.current.trial).toEqual({ state: 'running' }));
    expect(waits).toContain(true);
    expect([trial.current.tried, trial.current.isBeginning]).toEqual([definition, false]);
    expect(sent('rules.tryOnPast')).toEqual([{ rules }]);
    hand.answers['rules.trial'] = { state: 'done' };
    await waitFor(() => expect(trial.current.trial).toEqual({ state: 'done' }));
    const looks = sent('rules.trial').length;
    expect(sent('rules.trial')[0]).toEqual({ id: 't1' });
    // Two more looks would have come by now.
    await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
    expect(sent('rules.trial')).toHaveLength(looks);
  });

  test('is stopped only once it has begun', async () => {
    hand.answers['rules.tryOnPast'] = { id: 't1' };
    hand.answers['rules.trial'] = { state: 'done' };
    const trial = hook(useTrial);
    act(() => void trial.current.cancel());
    act(() => trial.current.begin(definition, rules));
    await waitFor(() => expect(trial.current.trial).not.toBeNull());
    act(() => void trial.current.cancel());
    await waitFor(() => expect(sent('rules.cancelTrial')).toEqual([{ id: 't1' }]));
  });

  test('that is begun anew shows nothing of the one before, and says why it could not begin', async () => {
    hand.answers['rules.tryOnPast'] = { id: 't1' };
    hand.answers['rules.trial'] = { state: 'done' };
    const trial = hook(useTrial);
    act(() => trial.current.begin(definition, rules));
    await waitFor(() => expect(trial.current.trial).not.toBeNull());
    hand.refusals['rules.tryOnPast'] = { code: 'conflict' };
    act(() => trial.current.begin(definition, rules));
    await waitFor(() => expect(trial.current.failure).toMatchObject({ message: 'It can’t be saved.' }));
    expect([trial.current.trial, trial.current.tried]).toEqual([null, null]);
  });

  test('that can’t be followed says why', async () => {
    hand.answers['rules.tryOnPast'] = { id: 't1' };
    hand.refusals['rules.trial'] = { code: 'not_found' };
    const trial = hook(useTrial);
    act(() => trial.current.begin(definition, rules));
    await waitFor(() => expect(trial.current.failure).not.toBeNull());
    expect([trial.current.trial, trial.current.isBeginning]).toEqual([null, false]);
  });
});

test('what is typed into a rule is looked at a moment after one has typed, once', async () => {
  const rule = newRule();
  const { result, rerender } = renderHook(({ of }) => useLooked('r1', of), {
    wrapper,
    initialProps: { of: rule },
  });
  await waitFor(() => expect(result.current.matches.data).toBeDefined());
  expect(result.current).toMatchObject({ isChecking: false, isMatching: false });
  const typed = (description: string) => ({ ...rule, definition: { ...rule.definition, description } });
  rerender({ of: typed('a') });
  expect(result.current).toMatchObject({ isChecking: true, isMatching: true });
  rerender({ of: typed('ab') });
  await waitFor(() => expect(result.current).toMatchObject({ isChecking: false, isMatching: false }));
  const said = (path: string) =>
    sent(path).map((input) => (input as { definition: { description: string } }).definition.description);
  expect([said('rules.check'), said('rules.preview')]).toEqual([
    ['', 'ab'],
    ['', 'ab'],
  ]);
  expect(sent('rules.preview')[0]).toMatchObject({ id: 'r1' });
});

describe('a message to several', () => {
  const account = (organizationId: number, ...ids: number[]) =>
    ({
      ...{ organizationId, externalId: `acc-${organizationId}` },
      contacts: ids.map((contactId) => ({ contactId })),
    }) as unknown as AccountToWriteTo;
  const accounts = [account(1, 11, 12), account(2, 21)];
  const to = [
    { organizationId: 1, contactIds: [11, 12] },
    { organizationId: 2, contactIds: [21] },
  ];
  const says = { template_id: 'm1' } as never;

  test('begins with the foremost contact of each and a template, or one’s own words where there is none', () => {
    const begun = (has: boolean, contact?: number) =>
      hook(() => useLaunchDraft(accounts, contact, has)).current.draft;
    expect(begun(true)).toMatchObject({ what: 'template', when: 'now', channel: 'email', templateId: null });
    expect(begun(false).what).toBe('own');
    expect([...begun(true, 12).chosen]).toEqual([
      [1, new Set([12])],
      [2, new Set([21])],
    ]);
    const draft = hook(() => useLaunchDraft(accounts, undefined, true));
    act(() => draft.current.change({ subject: 'Hi' }));
    act(() => draft.current.change({ text: 'there' }));
    expect(draft.current.draft).toMatchObject({ subject: 'Hi', text: 'there', what: 'template' });
  });

  test('goes to each by the account’s own name in the company, and is taken back whole', async () => {
    hand.answers['interventions.launch'] = {
      launches: [
        { organizationId: 1, entry: 'e1' },
        { organizationId: 2, entry: 'e2' },
      ],
    };
    const done = vi.fn();
    const launching = hook(() => useLaunching(accounts, false, done));
    act(() => launching.current.launch({ ...(says as object), to } as never));
    await waitFor(() => expect(words()).toEqual(['3 messages launched: it goes in ten seconds.']));
    expect(done).toHaveBeenCalledTimes(1);
    expect(sent('interventions.launch')).toEqual([
      {
        template_id: 'm1',
        to: [
          { account: { id: 1, externalId: 'acc-1' }, contactIds: [11, 12] },
          { account: { id: 2, externalId: 'acc-2' }, contactIds: [21] },
        ],
      },
    ]);
    act(() => notices[0]?.undo?.());
    await waitFor(() =>
      expect(sent('interventions.cancel')).toEqual([
        { account: { id: 1, externalId: 'acc-1' }, entry: 'e1' },
        { account: { id: 2, externalId: 'acc-2' }, entry: 'e2' },
      ]),
    );
  });

  test.each([
    [false, 1_000, '1 message launched, for the time you chose.'],
    [true, 1_000, '1 message kept here: it goes once the company can be reached.'],
    [true, undefined, '1 message kept here: it goes once the company can be reached.'],
  ])('says when it goes: away %s, at %s', async (isAway, at, expected) => {
    hand.answers['interventions.launch'] = { launches: [] };
    const launching = hook(() => useLaunching(accounts, isAway, () => undefined));
    act(() =>
      launching.current.launch({
        ...(at !== undefined && { send_at: at }),
        to: [{ organizationId: 2, contactIds: [21] }],
      } as never),
    );
    await waitFor(() => expect(words()).toEqual([expected]));
  });

  test('that is refused says why in its own place, and stays', async () => {
    hand.refusals['interventions.launch'] = { code: 'conflict' };
    const done = vi.fn();
    const launching = hook(() => useLaunching(accounts, false, done));
    act(() => launching.current.launch({ ...(says as object), to } as never));
    await waitFor(() => expect(launching.current.error).not.toBeNull());
    expect([words(), done.mock.calls.length]).toEqual([[], 0]);
  });

  test('is foreseen by contact, and where the company can’t be asked nothing is, and why', async () => {
    hand.answers['interventions.foresee'] = {
      ...{ contacts: [{ contactId: 21, words: 'goes' }], clocks: ['Berlin'], isStopped: true },
    };
    const asked = { to, templateId: 'm1' };
    const seen = hook(() => useForesight(asked));
    expect(seen.current).toMatchObject({ clocks: [], isStopped: false, isLooking: true, problem: null });
    await waitFor(() => expect(seen.current.isLooking).toBe(false));
    expect(seen.current.contacts.get(21)).toEqual({ contactId: 21, words: 'goes' });
    expect(seen.current).toMatchObject({ clocks: ['Berlin'], isStopped: true });
    hand.refusals['interventions.foresee'] = { code: 'conflict' };
    const refused = hook(() => useForesight({ to, templateId: 'm2' }));
    await waitFor(() => expect(refused.current.problem).toMatchObject({ code: 'conflict' }));
    expect([refused.current.contacts.size, refused.current.isStopped]).toEqual([0, false]);
  });

  test('to nobody is not foreseen', async () => {
    const seen = hook(() => useForesight({ to: [], templateId: null }));
    expect(seen.current.isLooking).toBe(false);
    expect(sent('interventions.foresee')).toEqual([]);
  });
});

test('a celebration gets words or loses them, goes, or is skipped, each said in its own words', async () => {
  const done = vi.fn();
  const deeds = hook(() => useCelebrating(done));
  const celebration = { id: 'c1', organizationId: 4, externalId: 'acc-4', milestone: 'First report' };
  const { addWords, release, skip } = deeds.current;
  const account = { id: 4, externalId: 'acc-4' };
  await act(() => addWords(celebration as Celebration, 'Well done'));
  await act(() => addWords(celebration as Celebration, null));
  act(() => release(celebration as Celebration));
  await waitFor(() => expect(words()).toHaveLength(3));
  act(() => skip(celebration as Celebration, 'Too early'));
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(words()).toEqual([
    'Your words go with “First report”.',
    'The words are taken away.',
    '“First report” goes as soon as quiet hours and caps let it.',
    '“First report” is not celebrated.',
  ]);
  expect(sent('celebrations.addWords')).toEqual([
    { id: 'c1', account, words: 'Well done' },
    { id: 'c1', account, words: null },
  ]);
  expect(sent('celebrations.decide')).toEqual([
    { id: 'c1', account, decision: 'release', reason: null },
    { id: 'c1', account, decision: 'skip', reason: 'Too early' },
  ]);
  expect([done.mock.calls.length, deeds.current.isPending]).toEqual([4, false]);
  hand.refusals['celebrations.addWords'] = { code: 'conflict' };
  await expect(act(() => addWords(celebration as Celebration, 'Again'))).rejects.toThrow();
  expect(words()).toHaveLength(4);
});

test('what is chosen of a queue is toggled, all, or none, and is gone with what left the queue', () => {
  const item = (key: string) => ({ key }) as TodayItem;
  const [a, b, c] = [item('a'), item('b'), item('c')];
  const { result, rerender } = renderHook(({ items }) => useChosen(items), {
    initialProps: { items: [a, b, c] },
  });
  expect(result.current.chosen).toEqual([]);
  act(() => result.current.toggle(c));
  act(() => result.current.toggle(a));
  expect([result.current.chosen, result.current.has(a), result.current.has(b)]).toEqual([
    [a, c],
    true,
    false,
  ]);
  act(() => result.current.toggle(a));
  expect(result.current.chosen).toEqual([c]);
  act(() => result.current.all());
  expect(result.current.chosen).toEqual([a, b, c]);
  rerender({ items: [b] });
  expect(result.current.chosen).toEqual([b]);
  act(() => result.current.none());
  expect(result.current.chosen).toEqual([]);
});

describe('what a score was made by', () => {
  const profiles = [{ id: 'big', name: 'Big accounts' }];
  const breakdown = (profile: string) => ({ configVersion: 3, profile }) as Breakdown;

  test('is called by the name of its profile in that very version, by its id until that is here', async () => {
    hand.answers['settings.config'] = { config: { organizationProfiles: profiles } };
    const name = hook(() => useProfileName(breakdown('big')));
    expect(name.current).toBe('big');
    await waitFor(() => expect(name.current).toBe('Big accounts'));
    expect(sent('settings.config')).toEqual([{ version: 3 }]);
    expect(hook(() => useProfileName(breakdown('gone'))).current).toBe('gone');
  });

  test('is nothing where there is no score', () => {
    expect(hook(() => useProfileName(null)).current).toBe('');
    expect(sent('settings.config')).toEqual([]);
  });

  test('has the edges of the bands in force; those of a new installation until they are here', async () => {
    hand.answers['settings.configs'] = { current: 7 };
    hand.answers['settings.config'] = { config: { bands: { middle: 40, healthy: 60 } } };
    const edges = hook(useBandEdges);
    expect(edges.current).toEqual({ middle: 50, healthy: 75 });
    await waitFor(() => expect(edges.current).toEqual({ middle: 40, healthy: 60 }));
    expect(sent('settings.config')).toEqual([{ version: 7 }]);
  });
});

test('drafts are those of a login at a database of a server', async () => {
  hand.answers['settings.connection'] = { login: 'ann', host: 'db', port: 5432, database: 'book' };
  const whose = hook(useWhose);
  expect(whose.current).toBeNull();
  await waitFor(() => expect(whose.current).toBe('ann@db:5432/book'));
});

describe('a link to an account', () => {
  const copied: string[] = [];
  beforeEach(() => {
    copied.length = 0;
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => copied.push(text) } });
    return () => vi.unstubAllGlobals();
  });

  test('is copied', async () => {
    hand.answers['account.link'] = { link: 'steward://account/acc-4' };
    await copyAccountLink(4);
    expect([copied, words(), failures]).toEqual([['steward://account/acc-4'], ['The link is copied'], []]);
    expect(sent('account.link')).toEqual([{ id: 4 }]);
  });

  test('is none of an account that is gone, and says why it can’t be had', async () => {
    hand.answers['account.link'] = { link: null };
    await copyAccountLink(4);
    hand.refusals['account.link'] = { code: 'not_ready' };
    await copyAccountLink(4);
    expect([copied, words()]).toEqual([[], []]);
    expect(failures).toEqual(['This account is not in your copy any more.', 'It can’t be saved.']);
  });
});
