import { type WebSocket, WebSocketServer } from 'ws';
import { donseeAdapter } from '../../src/drivers/adapter';
import type { FakeVendor } from '../contract/adapter-contract';
import type { GreyImage } from './virtual-pad/grey-image';

/** A service at 127.0.0.1 that answers as the maker's page says, and for fingers as our definition assumes. */
export async function startDonseeService(): Promise<FakeVendor & { readonly address: string }> {
  const serial = 'EST100-RIG-0001';
  const clients = new Set<WebSocket>();
  const waiting: WebSocket[] = [];
  const fingers: GreyImage[] = [];
  let port = 0;
  let isMute = false;
  let server: WebSocketServer | undefined;

  const pgm = ({ width, height, pixels }: GreyImage): string =>
    Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]).toString('base64');
  const serve = (): void => {
    while (waiting.length > 0 && fingers.length > 0) {
      const finger = fingers.shift() as GreyImage;
      waiting.shift()?.send(JSON.stringify({ action: 'donsee_finger', ret: '00', data: pgm(finger) }));
    }
  };
  const answer = (client: WebSocket, action: string): void => {
    if (action === 'donsee_finger') waiting.push(client);
    else if (action === 'donsee_03') client.send(JSON.stringify({ action, ret: '00', data: serial }));
    else client.send(JSON.stringify({ action, ret: /^donsee_0[12]$/.test(action) ? '00' : '01' }));
    serve();
  };
  const start = async (): Promise<void> => {
    const listening = new WebSocketServer({ host: '127.0.0.1', port });
    server = listening;
    listening.on('connection', (client) => {
      clients.add(client);
      client.on('error', () => undefined);
      client.on('message', (text) => {
        if (!isMute) answer(client, (JSON.parse(String(text)) as { action: string }).action);
      });
    });
    await new Promise<void>((resolve) => listening.once('listening', resolve));
    port = (listening.address() as { port: number }).port;
  };
  const stop = async (): Promise<void> => {
    for (const client of clients) client.terminate();
    clients.clear();
    waiting.length = 0;
    const closing = server;
    server = undefined;
    await new Promise<void>((resolve) => (closing === undefined ? resolve() : closing.close(() => resolve())));
  };
  await start();
  return {
    adapter: donseeAdapter({ address: { host: '127.0.0.1', port }, answerMs: 400, fingerMs: 5000 }),
    serial,
    address: `ws://127.0.0.1:${port}`,
    press(finger) {
      if (finger !== undefined) fingers.push(finger);
      serve();
    },
    say: (text) => {
      for (const client of clients) client.send(text);
    },
    mute: () => {
      isMute = true;
    },
    start,
    stop,
  };
}
