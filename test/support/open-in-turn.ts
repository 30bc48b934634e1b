type Close = () => unknown;

/**
 * Opens one thing after another. They are closed in reverse order: by `close` of the result, or at once when a later one
 * can't be opened, so that a set-up that fails leaves nothing running.
 * @param open hands over, right after each thing is open, how to close it
 */
export async function openInTurn<T extends object>(
  open: (closeWith: (close: Close) => void) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const closes: Close[] = [];
  const close = () => closeInTurn(closes);
  try {
    return { ...(await open((one) => closes.push(one))), close };
  } catch (error) {
    await close().catch((failure: unknown) => console.error(failure));
    throw error;
  }
}

/** What fails to close keeps nothing else open. */
async function closeInTurn(closes: Close[]): Promise<void> {
  const failures: unknown[] = [];
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) {
    try {
      await close();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
}
