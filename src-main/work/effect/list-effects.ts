import { channelName } from '../../../src-preload/contract/channels';
import type { MeansKind, MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';
import type { EffectList, EffectRow } from '../../../src-preload/contract/effect/report';
import { detailTexts, noiseText } from '../../engines/effect/detail-words';
import { effectBody, effectText } from '../../engines/effect/effect-words';
import { dayOrNull } from '../../lib/day';
import { type MeansName, readMeansNames } from '../../store/effect/means-names';
import { readMeasured, readMeasuredOf, readReportDay } from '../../store/effect/measured-means';
import type { ReadDb } from '../../store/types';

/** What came of all of one kind, by name; those that are gone last. */
export function listEffects(db: ReadDb, kind: MeansKind): EffectList {
  const names = readMeansNames(db, kind);
  const rows = readMeasuredOf(db, kind).map((measured) => rowOf(measured, names));
  return {
    through: dayOrNull(readReportDay(db)),
    rows: rows.toSorted(
      (left, right) =>
        Number(left.isGone) - Number(right.isGone) || left.name.localeCompare(right.name, 'en'),
    ),
  };
}

/** What came of a rule; null where nothing was measured of it. */
export function effectOfRule(db: ReadDb, id: string): EffectRow | null {
  const measured = readMeasured(db, 'rule', id);
  return measured === null ? null : rowOf(measured, readMeansNames(db, 'rule'));
}

function rowOf(measured: MeasuredMeans, names: ReadonlyMap<string, MeansName>): EffectRow {
  const { kind, id, weekly } = measured;
  const { name, isGone } = names.get(id) ?? unnamed(kind, id);
  return {
    ...measured,
    name,
    isGone,
    text: effectText(measured),
    figures: effectBody(measured),
    details: detailTexts(measured),
    noiseText: weekly === null ? null : noiseText(weekly),
  };
}

/** A channel is no entry; any other that has no name here was removed before this copy was made. */
function unnamed(kind: MeansKind, id: string): MeansName {
  if (kind === 'channel') return { name: channelName(id), isGone: false };
  return { name: `A ${kind} that was removed`, isGone: true };
}
