import { type HealthConfig, healthConfigSchema } from '../../../src-preload/contract/health-config';
import { StewardError } from '../../lib/steward-error';
import { addConfigVersion, readCurrentVersion } from '../../store/scores/configs';
import { type ActionContext, authorOf, decide } from '../action-context';

export interface ConfigChange {
  readonly config: HealthConfig;
  readonly note: string;
  /** The version that was edited. */
  readonly basedOn: number;
}

/**
 * Keeps a configuration as a new version; it is in force from the next scoring on, which follows at once.
 * @returns its number
 * @throws StewardError `conflict` when someone saved another version meanwhile
 */
export function saveConfig(context: ActionContext, { config, note, basedOn }: ConfigChange): number {
  const checked = healthConfigSchema.parse(config);
  return decide(context, 'config.save', (tx) => {
    const current = readCurrentVersion(tx);
    if (current !== basedOn) {
      throw new StewardError(
        'conflict',
        `Version ${current} was saved while you edited version ${basedOn}. Look at it, then make your change again.`,
      );
    }
    const version = addConfigVersion(tx, {
      config: checked,
      author: authorOf(tx, context),
      note,
      createdAt: context.now(),
    });
    context.rescore(tx, 'all');
    return version;
  });
}
