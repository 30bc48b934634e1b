/** One measurement as `npm run bench -- --json FILE` writes it. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the same work was measured against, in the same run on the same machine; null where there is no such thing. */
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** value / peerValue. */
  readonly ratio: number | null;
  /** What it is meant to be, as an inequality on the ratio or, without a peer, on the value. */
  readonly goal: string | null;
}

export interface Peer {
  readonly name: string;
  readonly value: number;
}

export function figure(name: string, value: number, unit: string, goal: string | null = null): BenchRow {
  return { name, value: rounded(value), unit, peer: null, peerValue: null, ratio: null, goal };
}

export function comparison(
  name: string,
  value: number,
  unit: string,
  peer: Peer,
  goal: string | null,
): BenchRow {
  return {
    name,
    value: rounded(value),
    unit,
    peer: peer.name,
    peerValue: rounded(peer.value),
    ratio: rounded(value / peer.value),
    goal,
  };
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
