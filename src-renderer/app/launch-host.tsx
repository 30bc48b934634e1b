import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { enrolRequest } from '../api/enrol-request';
import { launchRequest, stopRequest } from '../api/launch-request';
import { noteRequest } from '../api/note-request';
import { useSignal } from '../api/signal';
import { useMay } from '../api/use-may';

const LaunchDialog = lazyRouteComponent(
  () => import('../features/interventions/launch/launch-dialog'),
  'LaunchDialog',
);
const EnrolDialog = lazyRouteComponent(
  () => import('../features/rules/sequences/enrol-dialog'),
  'EnrolDialog',
);
const QuickNoteDialog = lazyRouteComponent(
  () => import('../features/notes/quick-note-dialog'),
  'QuickNoteDialog',
);
const StopDialog = lazyRouteComponent(
  () => import('../features/interventions/stop/stop-dialog'),
  'StopDialog',
);

/** Dialogs of messages and notes, which any screen may ask for. */
export function LaunchHost() {
  const request = useSignal(launchRequest);
  const isStopping = useSignal(stopRequest);
  const enrolling = useSignal(enrolRequest);
  const noting = useSignal(noteRequest);
  const may = useMay('manager');
  if (!may) return null;
  return (
    <Suspense fallback={null}>
      {request && <LaunchDialog request={request} onClose={() => launchRequest.set(null)} />}
      {enrolling && <EnrolDialog request={enrolling} onClose={() => enrolRequest.set(null)} />}
      {noting && <QuickNoteDialog meant={noting.meant} onClose={() => noteRequest.set(null)} />}
      {isStopping && <StopDialog onClose={() => stopRequest.set(false)} />}
    </Suspense>
  );
}
