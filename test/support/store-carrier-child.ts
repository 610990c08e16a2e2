import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow, type Session } from 'electron';
import { storeCarrier } from '../../src/main/app/store-carrier';
import { type ChannelCase, sayings } from './channel-cases';

/**
 * Electron 25 asks no application for a client certificate when `net` needs one, 45 does. Both ask when a page does, and keep the
 * answer for `net` in the same session: so on the older runtime a page of this test asks first. No page of the product has that session.
 */
async function askByPage(session: Session | undefined, url: string): Promise<void> {
  if (session === undefined) return;
  const window = new BrowserWindow({ show: false, webPreferences: { session, sandbox: true } });
  await window.loadURL(url).catch(() => undefined);
  window.destroy();
}

async function run(): Promise<void> {
  const [cases, answers] = [process.env['CHANNEL_CASES'] ?? '', process.env['CHANNEL_ANSWERS'] ?? ''];
  let newest: Session | undefined;
  app.on('session-created', (session) => {
    newest = session;
  });
  const carrier = storeCarrier(() => Date.now());
  const said: string[][] = [];
  for (const each of JSON.parse(readFileSync(cases, 'utf8')) as ChannelCase[]) {
    newest = undefined;
    const channel = carrier(each.trust, new URL(each.url).origin, each.wanted);
    const first = await sayings(channel, { ...each, times: 1 });
    const asksNobody = first[0] === 'SERVER_CLIENT_CERTIFICATE none' && newest !== undefined;
    if (asksNobody) await askByPage(newest, each.url);
    said.push(
      asksNobody
        ? await sayings(channel, each)
        : [...first, ...(await sayings(channel, { ...each, times: (each.times ?? 1) - 1 }))],
    );
    channel.close();
  }
  writeFileSync(answers, JSON.stringify(said));
}

app.disableHardwareAcceleration();
app.on('window-all-closed', () => undefined);
app
  .whenReady()
  .then(run)
  .catch((error: unknown) => console.error(error))
  .finally(() => app.exit(0));
