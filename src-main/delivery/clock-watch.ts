import type { Clock } from '../ports/clock';

/** A machine that slept, or a process that was stopped, may come back in the middle of a message that is another's by now. */
const mostJump = 5_000;

/**
 * Looks at the clock every second. @param onJump hears that it moved by more than five seconds against what had gone by, or
 * that nothing went by here for as long
 * @returns ends it
 */
export function watchClock(clock: Clock, onJump: (milliseconds: number) => void, every = 1_000): () => void {
  let [wall, ran] = [clock.now(), performance.now()];
  const timer = setInterval(() => {
    const [nowWall, nowRan] = [clock.now(), performance.now()];
    const jump = Math.max(Math.abs(nowWall - wall - (nowRan - ran)), nowRan - ran - every);
    [wall, ran] = [nowWall, nowRan];
    if (jump > mostJump) onJump(Math.round(jump));
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
