/** A wait that can be cut short. */
export interface Alarm {
  /** Resolves after the time, or at the next `ring`; at once when it rang since the last wait ended. */
  wait(milliseconds: number | null): Promise<void>;
  ring(): void;
}

export function createAlarm(): Alarm {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    wait(milliseconds) {
      return new Promise((resolve) => {
        const timer = milliseconds === null ? null : setTimeout(done, milliseconds);
        function done(): void {
          if (timer !== null) clearTimeout(timer);
          wake = null;
          rung = false;
          resolve();
        }
        wake = done;
        if (rung) done();
      });
    },
    ring() {
      rung = true;
      wake?.();
    },
  };
}
