import {
  createHashHistory,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readAccountTab } from '../features/account/account-tab-id';
import { readAccountSearch } from '../features/accounts/account-search';
import { readCtaSearch } from '../features/ctas/cta-search';
import { readInterventionSearch } from '../features/interventions/interventions-search';
import { readMilestoneSearch } from '../features/milestones/milestone-search';
import { readMonitorSearch } from '../features/monitor/monitor-search';
import { readReportSearch } from '../features/reports/report-search';
import { readRewardSearch } from '../features/rewards/rewards-search';
import { readRiskSearch } from '../features/risk/risk-search';
import { readRuleSearch } from '../features/rules/rule-search';
import { readTaskSearch } from '../features/tasks/task-search';
import { readTemplateSearch } from '../features/templates/template-search';
import { TodayScreen } from '../features/today/today-screen';
import { PageSkeleton } from '../ui/skeletons';
import { cleanAddress } from './clean-address';
import { CompanyGate } from './company-gate';
import { rootRoute } from './root-route';
import { ScreenFailure } from './screen-failure';
import { settingsRoutes } from './settings-routes';
import { ofNumbered, ofWritten } from './whole-address';

/** Screens that need the company's data: until its first load is complete they show how that stands. */
const companyRoute = createRoute({ getParentRoute: () => rootRoute, id: 'company', component: CompanyGate });

const todayRoute = createRoute({ getParentRoute: () => companyRoute, path: '/', component: TodayScreen });

const ctasRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/ctas',
  validateSearch: readCtaSearch,
  beforeLoad: cleanAddress(readCtaSearch),
  component: lazyRouteComponent(() => import('./ctas-route'), 'CtasRoute'),
});

const tasksRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/tasks',
  validateSearch: readTaskSearch,
  beforeLoad: cleanAddress(readTaskSearch),
  component: lazyRouteComponent(() => import('./tasks-route'), 'TasksRoute'),
});

const accountsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/accounts',
  validateSearch: readAccountSearch,
  beforeLoad: cleanAddress(readAccountSearch),
  component: lazyRouteComponent(() => import('./accounts-route'), 'AccountsRoute'),
});

const accountRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/accounts/$id',
  validateSearch: readAccountTab,
  beforeLoad: (entering) => {
    ofNumbered(entering);
    cleanAddress(readAccountTab)(entering);
  },
  component: lazyRouteComponent(() => import('./account-route'), 'AccountRoute'),
});

const personRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/accounts/$id/people/$personId',
  beforeLoad: (entering) => ofNumbered(entering),
  component: lazyRouteComponent(() => import('./person-route'), 'PersonRoute'),
});

/** Where links from outside lead, which name an account by the company's own id of it. */
const openLinkRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/open/$company/$externalId',
  component: lazyRouteComponent(() => import('./open-link-route'), 'OpenLinkRoute'),
});

const riskRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/risk',
  validateSearch: readRiskSearch,
  beforeLoad: cleanAddress(readRiskSearch),
  component: lazyRouteComponent(() => import('../features/risk/risk-screen'), 'RiskScreen'),
});

const modelRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/risk/model',
  component: lazyRouteComponent(() => import('../features/risk/model/model-screen'), 'ModelScreen'),
});

const interventionsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/interventions',
  validateSearch: readInterventionSearch,
  beforeLoad: cleanAddress(readInterventionSearch),
  component: lazyRouteComponent(() => import('./interventions-route'), 'InterventionsRoute'),
});

const rulesRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../features/rules/rules-screen'), 'RulesScreen'),
});

const ruleRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/rules/$id',
  validateSearch: readRuleSearch,
  beforeLoad: (entering) => {
    ofWritten(entering);
    cleanAddress(readRuleSearch)(entering);
  },
  component: lazyRouteComponent(() => import('../features/rules/editor/rule-screen'), 'RuleScreen'),
});

const segmentRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/segments/$id',
  beforeLoad: (entering) => ofWritten(entering),
  component: lazyRouteComponent(() => import('../features/rules/segments/segment-screen'), 'SegmentScreen'),
});

const sequenceRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/sequences/$id',
  beforeLoad: (entering) => ofWritten(entering),
  component: lazyRouteComponent(
    () => import('../features/rules/sequences/sequence-screen'),
    'SequenceScreen',
  ),
});

const templatesRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/templates',
  component: lazyRouteComponent(() => import('../features/templates/templates-screen'), 'TemplatesScreen'),
});

const brandRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/templates/brand',
  component: lazyRouteComponent(() => import('../features/templates/brand/brand-screen'), 'BrandScreen'),
});

const templateRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/templates/$id',
  validateSearch: readTemplateSearch,
  beforeLoad: (entering) => {
    ofWritten(entering);
    cleanAddress(readTemplateSearch)(entering);
  },
  component: lazyRouteComponent(
    () => import('../features/templates/editor/template-screen'),
    'TemplateScreen',
  ),
});

const milestonesRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/milestones',
  validateSearch: readMilestoneSearch,
  beforeLoad: cleanAddress(readMilestoneSearch),
  component: lazyRouteComponent(() => import('./milestones-route'), 'MilestonesRoute'),
});

/** Where notices of the desktop lead to, which name a path alone. */
const celebrationsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/celebrations',
  beforeLoad: () => {
    throw redirect({ to: '/milestones', search: { view: 'celebrations' }, replace: true });
  },
});

const rewardsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/rewards',
  validateSearch: readRewardSearch,
  beforeLoad: cleanAddress(readRewardSearch),
  component: lazyRouteComponent(() => import('../features/rewards/rewards-screen'), 'RewardsScreen'),
});

const reportsRoute = createRoute({
  getParentRoute: () => companyRoute,
  path: '/reports',
  validateSearch: readReportSearch,
  beforeLoad: cleanAddress(readReportSearch),
  component: lazyRouteComponent(() => import('./reports-route'), 'ReportsRoute'),
});

const monitorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/monitor',
  validateSearch: readMonitorSearch,
  beforeLoad: cleanAddress(readMonitorSearch),
  component: lazyRouteComponent(() => import('../features/monitor/monitor-screen'), 'MonitorScreen'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    companyRoute.addChildren([
      todayRoute,
      ctasRoute,
      tasksRoute,
      accountsRoute,
      accountRoute,
      personRoute,
      openLinkRoute,
      riskRoute,
      modelRoute,
      interventionsRoute,
      rulesRoute,
      ruleRoute,
      segmentRoute,
      sequenceRoute,
      templatesRoute,
      brandRoute,
      templateRoute,
      milestonesRoute,
      celebrationsRoute,
      rewardsRoute,
      reportsRoute,
    ]),
    monitorRoute,
    settingsRoutes,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingMs: 100,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ScreenFailure,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
