import { createRootRoute } from '@tanstack/react-router';
import { RouteNotFound } from './screen-failure';
import { Shell } from './shell';

export const rootRoute = createRootRoute({ component: Shell, notFoundComponent: RouteNotFound });
