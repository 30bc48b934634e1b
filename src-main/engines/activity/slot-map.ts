/**
 * From ids to places 0, 1, 2… by open addressing over typed arrays: the fold asks it once for every entry of every
 * page, where a Map of objects would cost more than the counting itself. Ids are positive 32-bit integers.
 */
export interface SlotMap {
  /** 0 marks a free cell. Length is a power of two, at least twice `size`. */
  ids: Int32Array;
  slots: Int32Array;
  size: number;
}

const smallest = 64;
const kept = 4096;

export function createSlotMap(): SlotMap {
  return { ids: new Int32Array(smallest), slots: new Int32Array(smallest), size: 0 };
}

/** Forgets all ids. A map grown for one giant account doesn't make every later clearing slow. */
export function clearSlots(map: SlotMap): void {
  if (map.ids.length > kept) Object.assign(map, createSlotMap());
  else if (map.size > 0) map.ids.fill(0);
  map.size = 0;
}

/** @returns the id's place, or -1 */
export function findSlot(map: SlotMap, id: number): number {
  const cell = cellOf(map, id);
  return map.ids[cell] === id ? (map.slots[cell] as number) : -1;
}

/** @param id one that isn't there yet */
export function addSlot(map: SlotMap, id: number, slot: number): void {
  if (2 * (map.size + 1) > map.ids.length) grow(map);
  const cell = cellOf(map, id);
  map.ids[cell] = id;
  map.slots[cell] = slot;
  map.size += 1;
}

/** The cell that holds the id, or the free one where it belongs. */
function cellOf({ ids }: SlotMap, id: number): number {
  const mask = ids.length - 1;
  const hash = Math.imul(id, 0x9e3779b1);
  let cell = (hash ^ (hash >>> 15)) & mask;
  while (ids[cell] !== 0 && ids[cell] !== id) cell = (cell + 1) & mask;
  return cell;
}

function grow(map: SlotMap): void {
  const { ids, slots } = map;
  map.ids = new Int32Array(ids.length * 2);
  map.slots = new Int32Array(ids.length * 2);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (id === 0) continue;
    const cell = cellOf(map, id);
    map.ids[cell] = id;
    map.slots[cell] = slots[i] as number;
  }
}
