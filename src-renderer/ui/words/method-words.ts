import type { ChurnForecast } from '../../../src-preload/contract/risk/forecast';

export const methodWords: Record<ChurnForecast['method'], string> = {
  hazard: 'Discrete-time hazard',
  boosted: 'Boosted trees',
  blend: 'Blend of hazard and boosted trees',
};
