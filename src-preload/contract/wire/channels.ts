/** The channels between preload and main: all there are. */
export const callChannel = 'steward:call';
export const eventChannel = 'steward:event';
export const milestoneChannel = 'steward:milestone';
export const restartChannel = 'steward:restart';
