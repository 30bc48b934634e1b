import { type HostAgain, type RunningHost, startHost } from '../../support/running-host';

/** A computer that can be switched off for a while: whoever asks it meanwhile gets no answer. */
export interface SwitchableHost extends RunningHost {
  readonly isOn: () => boolean;
  without(meanwhile: () => Promise<void>): Promise<void>;
}

export async function startSwitchableHost(url: string, options: HostAgain): Promise<SwitchableHost> {
  let host: RunningHost | null = await startHost(url, undefined, options);
  const { folder, key, events, scored } = host;
  function present(): RunningHost {
    if (host === null) throw new Error('it is switched off');
    return host;
  }
  return {
    ...{ folder, key, events, scored },
    isOn: () => host !== null,
    call: async (path, input) => present().call(path, input),
    ask: async (path, input) => present().ask(path, input),
    leave: () => present().leave(),
    async without(meanwhile) {
      await present().leave();
      host = null;
      try {
        await meanwhile();
      } finally {
        host = await startHost(url, undefined, { ...options, folder, key });
      }
    },
    close: async () => host?.close(),
  };
}
