import { accountProcedures } from './account-procedures';
import { accountsProcedures } from './accounts-procedures';
import { activityTemplateProcedures } from './activity-template-procedures';
import { auditProcedures } from './audit-procedures';
import { celebrationProcedures } from './celebration-procedures';
import { channelsProcedures } from './channels-procedures';
import { ctaProcedures } from './cta-procedures';
import { desktopProcedures } from './desktop-procedures';
import { deviceProcedures } from './device-procedures';
import { draftProcedures } from './draft-procedures';
import { effectProcedures } from './effect-procedures';
import { holidayProcedures } from './holiday-procedures';
import { interventionProcedures } from './interventions-procedures';
import { mailboxProcedures } from './mailbox-procedures';
import { milestoneProcedures } from './milestone-procedures';
import { monitorProcedures } from './monitor-procedures';
import { paletteProcedures } from './palette-procedures';
import { privacyProcedures } from './privacy-procedures';
import { router } from './procedure';
import { profileProcedures } from './profile-procedures';
import { reportProcedures } from './reports-procedures';
import { retentionProcedures } from './retention-procedures';
import { rewardProcedures } from './rewards-procedures';
import { riskProcedures } from './risk-procedures';
import { ruleProcedures } from './rules-procedures';
import { segmentProcedures } from './segments-procedures';
import { sendingProcedures } from './sending-procedures';
import { sequenceProcedures } from './sequences-procedures';
import { settingsProcedures } from './settings-procedures';
import { signInProcedures } from './sign-in-procedures';
import { taskProcedures } from './task-procedures';
import { teamProcedures } from './team-procedures';
import { templateProcedures } from './templates-procedures';
import { todayProcedures } from './today-procedures';

export const appRouter = router({
  today: todayProcedures,
  accounts: accountsProcedures,
  account: accountProcedures,
  risk: riskProcedures,
  monitor: monitorProcedures,
  settings: settingsProcedures,
  audit: auditProcedures,
  team: teamProcedures,
  devices: deviceProcedures,
  privacy: privacyProcedures,
  retention: retentionProcedures,
  sending: sendingProcedures,
  channels: channelsProcedures,
  mailbox: mailboxProcedures,
  palette: paletteProcedures,
  signIn: signInProcedures,
  profiles: profileProcedures,
  desktop: desktopProcedures,
  templates: templateProcedures,
  rules: ruleProcedures,
  segments: segmentProcedures,
  sequences: sequenceProcedures,
  ctas: ctaProcedures,
  tasks: taskProcedures,
  holidays: holidayProcedures,
  activityTemplates: activityTemplateProcedures,
  drafts: draftProcedures,
  interventions: interventionProcedures,
  effect: effectProcedures,
  rewards: rewardProcedures,
  milestones: milestoneProcedures,
  celebrations: celebrationProcedures,
  reports: reportProcedures,
});

/** The screens know the API by this type alone. */
export type AppRouter = typeof appRouter;
