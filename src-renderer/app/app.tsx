import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazyRouteComponent, RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { queryClient } from '../api/client';
import { cssVariables, theme } from '../ui/theme/theme';
import { colorSchemeManager } from './color-scheme';
import { router } from './router';

const Toasts = lazyRouteComponent(() => import('./toasts'), 'Toasts');

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
