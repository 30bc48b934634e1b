import { companyVersionOf, configName } from '../../../src-preload/contract/config-names';
import { type HealthConfig, healthConfigSchema } from '../../../src-preload/contract/health-config';
import type { SavedConfig } from '../../../src-preload/contract/settings';
import { StewardError } from '../../lib/steward-error';
import { readRole } from '../../store/copy/membership';
import { readLogin } from '../../store/copy/sync-state';
import { isWaiting } from '../../store/operations/outbox';
import { addConfigVersion, readConfigVersion, readCurrentVersion } from '../../store/scores/configs';
import type { Tx } from '../../store/types';
import { type ActionContext, authorOf, decide } from '../action-context';
import { operate } from '../operate';

export interface ConfigChange {
  readonly config: HealthConfig;
  readonly note: string;
  /** The version that was edited. */
  readonly basedOn: number;
}

/**
 * Keeps a configuration. Where the company has one in force for all, an admin's goes up and is in force once the company
 * has it, and anybody else's stays a draft here; until then a desktop scores by its own, which follows at once.
 * @throws StewardError `conflict` when someone saved another version meanwhile, or one is still on its way
 */
export function saveConfig(context: ActionContext, { config, note, basedOn }: ConfigChange): SavedConfig {
  const checked = healthConfigSchema.parse(config);
  return decide(context, 'config.save', (tx) => {
    const current = readCurrentVersion(tx);
    if (current !== basedOn) {
      throw new StewardError(
        'conflict',
        `Version ${configName(current)} was saved while you edited version ${configName(basedOn)}. Look at it, then make your change again.`,
      );
    }
    const isCompanys = companyVersionOf(current) !== null;
    if (isCompanys && readRole(tx) === 'admin') {
      publish(tx, context, { config: checked, note });
      return { version: current, state: 'on its way' };
    }
    const version = addConfigVersion(tx, {
      config: checked,
      author: authorOf(tx, context),
      note,
      createdAt: context.now(),
    });
    if (isCompanys) return { version: current, state: 'draft' };
    context.rescore(tx, 'all');
    return { version, state: 'in force' };
  });
}

/**
 * Has a version of this desktop's own become the company's: the first one, or a draft.
 * @throws StewardError `forbidden` for who is no admin, not_found, `conflict` while another is on its way
 */
export function publishConfig(context: ActionContext, version: number): void {
  decide(context, 'config.publish', (tx) => {
    if (readLogin(tx) === null || readRole(tx) !== 'admin')
      throw new StewardError(
        'forbidden',
        'Only an admin of the company publishes score settings for the team.',
      );
    const { config, note } = readConfigVersion(tx, version);
    publish(tx, context, { config, note });
  });
}

function publish(
  tx: Tx,
  context: ActionContext,
  patch: { readonly config: HealthConfig; readonly note: string },
): void {
  if (isWaiting(tx, 'config.publish'))
    throw new StewardError(
      'conflict',
      'Your last score settings are still on their way to the company. Save again once they are in force.',
    );
  operate(tx, context, { kind: 'config.publish', patch, subject: null });
}
