import type { TodayKind } from '../../../src-preload/contract/today';
import { todayKinds } from '../../../src-preload/contract/today';
import { makeSignal } from '../../api/signal';
import type { UndoStack } from './undo-stack';

/** What Today shows: the queue, or what of it is of one kind, or what was put away. */
export type TodayView = 'all' | TodayKind | 'done' | 'snoozed';

/** Which item was looked at, of which queue. */
export interface QueuePlace {
  /** Whose queue of what, by `queueOf`: the place in one says nothing of another. */
  readonly queue: string;
  readonly index: number;
  /** Null until someone moved: the first item is current, whichever it becomes. */
  readonly accountId: number | null;
}

// What holds until the window is closed, whichever screens are shown meanwhile.
export const todayView = makeSignal<TodayView>('all');
export const queuePlace = makeSignal<QueuePlace>({ queue: '', index: 0, accountId: null });
/** Which of the items put away was looked at, by the list. */
export const awayPlaces = { done: makeSignal(0), snoozed: makeSignal(0) } as const;
export const undoStack = makeSignal<UndoStack>([]);

/** @returns null for every kind */
export function kindOfView(view: TodayView): TodayKind | null {
  return todayKinds.find((kind) => kind === view) ?? null;
}

export function queueOf(ownerId: number | null, kind: TodayKind | null): string {
  return `${kind ?? 'all'} of ${ownerId ?? 'all'}`;
}

/** The place in this queue; in one that nobody has moved in yet, its beginning. */
export function placeIn(place: QueuePlace, queue: string): QueuePlace {
  return place.queue === queue ? place : { queue, index: 0, accountId: null };
}
