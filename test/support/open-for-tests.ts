import { afterAll, beforeAll } from 'vitest';

/**
 * Opens something before the tests of the file or `describe` it stands in and closes it after them.
 * @param opened sees it before the first test
 * @returns the opened, to be read from within hooks and tests
 */
export function openForTests<T extends { close(): Promise<void> }>(
  open: () => Promise<T>,
  opened: (it: T) => void = () => undefined,
): T {
  let current: T | undefined;
  beforeAll(async () => {
    current = await open();
    opened(current);
  });
  afterAll(() => current?.close());
  return new Proxy({} as T, {
    get(_, name) {
      if (current === undefined) throw new Error('it is open once the tests run');
      return Reflect.get(current, name);
    },
  });
}
