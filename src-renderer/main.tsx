import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import './ui/theme/tokens.css';
import './ui/theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/client';
import { App } from './app/app';
import { listenToHost } from './app/listen-to-host';
import { router } from './app/router';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

listenToHost(queryClient, router);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
