import {
  type ActivityState,
  featureSlot,
  type Members,
  resetActivityState,
  ringDays,
  userSlot,
} from './activity-state';
import {
  type ByteReader,
  type ByteWriter,
  createByteReader,
  createByteWriter,
  endReading,
  readVarint,
  takeBytes,
  writeVarint,
} from './byte-stream';
import type { ApartUse } from './set-apart';

/** Another number in the store means another layout: the state is then rebuilt from its pages. */
export const activityStateLayout = 4;

const ringMask = ringDays - 1;
const writer = createByteWriter();

/**
 * The state as bytes; decoding gives it back to the last bit. Whole numbers are varints, days count from the
 * organization's first one (0: never) or back from a user's last one, rings are written from their last day backwards, those of
 * users and features as a bitmap of their active days and the counts of those alone.
 */
export function encodeActivityState(state: ActivityState): Uint8Array {
  writer.length = 0;
  const { organization, users, features } = state;
  const base = organization.firstDay;
  writeVarint(writer, state.throughDay);
  writeVarint(writer, base);
  for (const day of [organization.lastDay, organization.lastDailyDay, organization.weeklyThroughDay]) {
    writeDay(writer, day, base);
  }
  writeDay(writer, organization.userlessDay, base);
  writeDay(writer, organization.habitDay, base);
  writeVarint(writer, organization.strayEvents);
  writeVarint(writer, organization.events);
  writeRing(writer, organization.sevenths, organization);
  writeRing(writer, organization.activeUsers, organization);
  if (organization.userlessDay > 0) {
    writeRing(writer, organization.userless, organization);
    writeRing(writer, organization.weekly, organization);
    writeRing(writer, organization.atLeastUsers, organization);
  }
  writeVarint(writer, features.count);
  for (let slot = 0; slot < features.count; slot++) {
    writeMember(writer, features, slot, base);
    writeDaily(writer, features.sevenths, slot, spanOf(features, slot));
  }
  writeVarint(writer, users.count);
  for (let slot = 0; slot < users.count; slot++) {
    writeMember(writer, users, slot, base);
    writeDaily(writer, users.daily, slot, spanOf(users, slot));
    const lastDay = users.lastDay[slot] as number;
    for (let feature = 0; feature < features.count; feature++) {
      const day = state.lastUse[slot * features.capacity + feature] as number;
      writeVarint(writer, day === 0 ? 0 : lastDay - day + 1);
    }
  }
  writeApart(writer, state.apart.machineFeatures);
  writeApart(writer, state.apart.internalUsers);
  return takeBytes(writer);
}

/**
 * @param into is forgotten first and then holds what was encoded
 * @throws RangeError when the bytes aren't a state of this layout
 */
export function decodeActivityState(bytes: Uint8Array, into: ActivityState): void {
  resetActivityState(into);
  const reader = createByteReader(bytes);
  const { organization, features } = into;
  into.throughDay = readVarint(reader);
  const base = readVarint(reader);
  organization.firstDay = base;
  organization.lastDay = readDay(reader, base);
  organization.lastDailyDay = readDay(reader, base);
  organization.weeklyThroughDay = readDay(reader, base);
  organization.userlessDay = readDay(reader, base);
  organization.habitDay = readDay(reader, base);
  organization.strayEvents = readVarint(reader);
  organization.events = readVarint(reader);
  readRing(reader, organization.sevenths, organization);
  readRing(reader, organization.activeUsers, organization);
  if (organization.userlessDay > 0) {
    readRing(reader, organization.userless, organization);
    readRing(reader, organization.weekly, organization);
    readRing(reader, organization.atLeastUsers, organization);
  }
  const featureCount = readCount(reader);
  for (let i = 0; i < featureCount; i++) {
    const slot = featureSlot(into, readVarint(reader));
    readMember(reader, features, slot, base);
    readDaily(reader, features.sevenths, slot, spanOf(features, slot));
  }
  const userCount = readCount(reader);
  for (let i = 0; i < userCount; i++) {
    const slot = userSlot(into, readVarint(reader));
    readMember(reader, into.users, slot, base);
    readDaily(reader, into.users.daily, slot, spanOf(into.users, slot));
    const lastDay = into.users.lastDay[slot] as number;
    const row = slot * features.capacity;
    for (let feature = 0; feature < featureCount; feature++) {
      const back = readVarint(reader);
      into.lastUse[row + feature] = back === 0 ? 0 : lastDay - back + 1;
    }
  }
  readApart(reader, into.apart.machineFeatures);
  readApart(reader, into.apart.internalUsers);
  endReading(reader);
}

function writeApart(to: ByteWriter, uses: ReadonlyMap<number, ApartUse>): void {
  writeVarint(to, uses.size);
  for (const [id, { events, lastDay }] of uses)
    for (const value of [id, events, lastDay]) writeVarint(to, value);
}

function readApart(from: ByteReader, into: Map<number, ApartUse>): void {
  for (let left = readCount(from); left > 0; left--) {
    into.set(readVarint(from), { events: readVarint(from), lastDay: readVarint(from) });
  }
}

type Daily = Float64Array | Uint32Array;
type Span = Pick<ActivityState['organization'], 'firstDay' | 'lastDay'>;

/** Days that a ring can hold anything of. */
function ringLength({ firstDay, lastDay }: Span): number {
  return Math.min(ringDays, lastDay - firstDay + 1);
}

function writeRing(to: ByteWriter, ring: Float64Array | Int32Array, span: Span): void {
  const length = ringLength(span);
  for (let back = 0; back < length; back++) writeVarint(to, ring[(span.lastDay - back) & ringMask] as number);
}

function readRing(from: ByteReader, ring: Float64Array | Int32Array, span: Span): void {
  const length = ringLength(span);
  for (let back = 0; back < length; back++) ring[(span.lastDay - back) & ringMask] = readVarint(from);
}

function writeDay(to: ByteWriter, day: number, base: number): void {
  writeVarint(to, day === 0 ? 0 : day - base + 1);
}

function readDay(from: ByteReader, base: number): number {
  const days = readVarint(from);
  return days === 0 ? 0 : base + days - 1;
}

function writeMember(to: ByteWriter, members: Members, slot: number, base: number): void {
  writeVarint(to, members.ids[slot] as number);
  writeDay(to, members.firstDay[slot] as number, base);
  writeDay(to, members.lastDay[slot] as number, base);
  writeVarint(to, members.events[slot] as number);
}

function readMember(from: ByteReader, members: Members, slot: number, base: number): void {
  members.firstDay[slot] = readDay(from, base);
  members.lastDay[slot] = readDay(from, base);
  members.events[slot] = readVarint(from);
}

function spanOf({ firstDay, lastDay }: Members, slot: number): Span {
  return { firstDay: firstDay[slot] as number, lastDay: lastDay[slot] as number };
}

function writeDaily(to: ByteWriter, daily: Daily, slot: number, span: Span): void {
  const { lastDay } = span;
  const length = ringLength(span);
  const start = slot * ringDays;
  for (let first = 0; first < length; first += 8) {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) {
      if (daily[start + ((lastDay - first - bit) & ringMask)] !== 0) bits |= 1 << bit;
    }
    writeVarint(to, bits);
    for (let left = bits; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      writeVarint(to, daily[start + ((lastDay - first - bit) & ringMask)] as number);
    }
  }
}

function readDaily(from: ByteReader, daily: Daily, slot: number, span: Span): void {
  const { lastDay } = span;
  const length = ringLength(span);
  const start = slot * ringDays;
  for (let first = 0; first < length; first += 8) {
    for (let left = readVarint(from); left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      daily[start + ((lastDay - first - bit) & ringMask)] = readVarint(from);
    }
  }
}

/** A count no payload could hold would make the loop below run for ages before the end is noticed. */
function readCount(from: ByteReader): number {
  const count = readVarint(from);
  if (count > from.bytes.length)
    throw new RangeError(`a state of ${from.bytes.length} bytes can't hold ${count} entries`);
  return count;
}
