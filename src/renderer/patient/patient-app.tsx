import { InkProvider } from '../ink-view';
import { useKiosk } from '../kiosk';
import { Finger } from './finger';
import { Identify } from './identify';
import { Declined, Idle, Interrupted, Sealing, Trouble } from './quiet-screens';
import { Read } from './read';
import { Review } from './review';
import { Sign } from './sign';
import { TextSizeProvider } from './text-size';
import { Thanks } from './thanks';

/** The patient's window. */
export function PatientApp() {
  return (
    <InkProvider>
      <PatientScreens />
    </InkProvider>
  );
}

/** The screen that the snapshot asks for; also used inside the bench's window in the one-screen layout. */
export function PatientScreens() {
  const { snapshot } = useKiosk();
  const signer = snapshot.act === undefined ? 'nobody' : `${snapshot.task?.taskId}/${snapshot.act.slot}`;
  return (
    <TextSizeProvider key={signer}>
      <Step />
    </TextSizeProvider>
  );
}

function Step() {
  const { snapshot } = useKiosk();
  const { act, task } = snapshot;
  if (act === undefined || task === undefined) return <Idle />;
  if (act.step === 'declined') return <Declined />;
  if (act.step === 'interrupted') return <Interrupted />;
  if (act.step === 'thanks') return act.receipt === undefined ? <Sealing /> : <Thanks receipt={act.receipt} />;
  if (act.trouble !== undefined) return <Trouble />;
  if (act.step === 'identify') return <Identify act={act} task={task} />;
  if (act.step === 'read') return <Read act={act} task={task} />;
  if (act.step === 'sign') return <Sign act={act} task={task} />;
  if (act.step === 'finger') return <Finger act={act} />;
  if (act.step === 'review') return <Review act={act} />;
  return <Sealing />;
}
