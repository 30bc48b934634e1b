/** Does work that pauses between its steps at one go. @returns what it comes to */
export function runThrough<T>(work: Generator<void, T>): T {
  while (true) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
