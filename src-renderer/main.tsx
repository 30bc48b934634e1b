import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import './ui/theme/tokens.css';
import './ui/theme/chart-colors.css';
import './ui/theme/base.css';
import './ui/theme/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client';
import { afterInteractive } from './api/milestone';
import { App } from './app/app';
import { fetchOtherScreens } from './app/fetch-other-screens';
import { listenToHost } from './app/listen-to-host';
import { router } from './app/router';
import { prefetchToday } from './features/today/today-query';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// First what the first screen shows: the host answers in the order it is asked.
if (router.history.location.pathname === '/') prefetchToday();
listenToHost(queryClient, router);
afterInteractive(fetchOtherScreens);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
