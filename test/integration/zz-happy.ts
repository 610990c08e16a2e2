import { createDeviceHost, parseSerialSettings } from '/work/main/src/main/device-host';
import { createKiosk } from '/work/main/src/main/session-runner';
import { bench, openForm, signSlot, startServer, testHome, until } from '/work/main/test/support/bedside';
import { startVirtualPads } from '/work/main/test/support/virtual-pads';

const home = testHome();
console.log(home.path);
const server = await startServer(home.path);
const pads = await startVirtualPads({ dir: home.path + '/pads' });
const serialPorts = pads.serial.split(',').map((p) => {
  const [path, definition] = p.split('=');
  return { path: path!, definition: definition! };
});
const deviceHost = createDeviceHost({ serialPorts, autoDetect: false });
const kiosk = await createKiosk({
  home: home.path,
  deviceHost,
  version: '0.1.0',
  log: (level, event, fields) => console.log(level, event, JSON.stringify(fields)),
});
try {
  await until(kiosk, 'pads', (now) => now.health.pad.state === 'ready' && now.health.fingerPad.state === 'ready');
  await until(kiosk, 'worklist', (now) => now.worklist.length > 0);
  for (const item of kiosk.snapshot().worklist) console.log(item.taskId, item.formTitle, item.signersTotal, item.state);
  const hand = { sign: () => pads.playSignature({ speed: 0 }), press: () => pads.pressFinger() };
  const taskId = await openForm(kiosk, (title) => title.includes(process.argv[2] ?? '手术'));
  for (const signer of kiosk.snapshot().task!.signers) {
    console.time('sign');
    await signSlot(kiosk, signer.slot, hand);
    console.timeEnd('sign');
  }
  await bench(kiosk, { name: 'task.finish', payload: {} });
  await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
  console.log('DELIVERED', taskId);
} finally {
  await kiosk.close();
  await deviceHost.close();
  await pads.close();
  await server.kill();
}
