import { Command, CommanderError } from 'commander';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { addAccountsCommand } from './commands/accounts';
import { addBacktestCommand } from './commands/backtest';
import { addCertificateCommand } from './commands/certificate';
import { addCompanyCommand } from './commands/company';
import { addDoctorCommand } from './commands/doctor';
import { addEffectCommand } from './commands/effect';
import { addEvaluateCommand } from './commands/evaluate';
import { addExplainCommand } from './commands/explain';
import { addMilestonesCommand } from './commands/milestones';
import { addPrivacyCommand } from './commands/privacy';
import { addReportsCommand } from './commands/reports';
import { addRewardsCommand } from './commands/rewards';
import { addRiskCommand } from './commands/risk';
import { addRunCommand } from './commands/run';
import { addScoreCommand } from './commands/score';
import { addSequencesCommand } from './commands/sequences';
import { addSignOutCommand } from './commands/sign-out';
import { addSuppressionsCommand } from './commands/suppressions';
import { addSyncCommand } from './commands/sync';
import { addTeamCommand } from './commands/team';

/** Exit codes: 0 done, 1 something failed, 2 what was asked can't be done as asked. */
const exitCodes = { failed: 1, misused: 2 } as const;

const program = new Command('steward')
  .description('Steward without a window: the same engines on the same store.')
  .showHelpAfterError('Run with --help to see what this command takes.')
  .exitOverride();

for (const add of [
  addCompanyCommand,
  addDoctorCommand,
  addCertificateCommand,
  addSyncCommand,
  addRunCommand,
  addSignOutCommand,
  addTeamCommand,
  addPrivacyCommand,
  addSuppressionsCommand,
  addSequencesCommand,
  addRewardsCommand,
  addScoreCommand,
  addAccountsCommand,
  addExplainCommand,
  addEvaluateCommand,
  addRiskCommand,
  addEffectCommand,
  addReportsCommand,
  addBacktestCommand,
  addMilestonesCommand,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misused;
  if (error instanceof StewardError) {
    console.error(error.message);
    return error.code === 'invalid_input' || error.code === 'not_found'
      ? exitCodes.misused
      : exitCodes.failed;
  }
  console.error(errorMessage(error));
  return exitCodes.failed;
}
