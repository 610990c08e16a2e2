import { type WebSocket, WebSocketServer } from 'ws';
import { bridgeAdapter } from '../../src/drivers/adapter';
import type { FakeVendor } from '../contract/adapter-contract';
import type { GreyImage } from './virtual-pad/grey-image';

export interface FakeBridge extends FakeVendor {
  readonly address: string;
  /** Connections made so far, however they ended. */
  readonly connections: () => number;
  /** Whoever reads a finger now. */
  readonly isReading: () => boolean;
  readonly heard: readonly string[];
  write(reports: readonly Uint8Array[]): void;
}

/** A program that speaks docs/bridge-protocol.md for a combined screen; written from the page, not with the product's code. */
export async function startBridgeService(): Promise<FakeBridge> {
  const serial = 'BRIDGE-RIG-0001';
  const clients = new Set<WebSocket>();
  const waiting: { client: WebSocket; id: number }[] = [];
  const fingers: GreyImage[] = [];
  const heard: string[] = [];
  let port = 0;
  let connections = 0;
  let isMute = false;
  let server: WebSocketServer | undefined;

  const told = JSON.stringify({
    type: 'device',
    product: 'Combined screen',
    serial,
    firmware: '2.1',
    pen: { xMax: 10_800, yMax: 6480, pressureMax: 1023, unitsPerInch: 2540 },
    finger: { dpi: 500 },
  });
  const pgm = ({ width, height, pixels }: GreyImage): string =>
    Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]).toString('base64');
  const serve = (): void => {
    while (waiting.length > 0 && fingers.length > 0) {
      const { client, id } = waiting.shift() as (typeof waiting)[number];
      client.send(JSON.stringify({ type: 'finger', id, pgm: pgm(fingers.shift() as GreyImage) }));
    }
  };
  const answer = (client: WebSocket, text: string): void => {
    heard.push(text);
    const { type, protocol, id } = JSON.parse(text) as { type: string; protocol?: string; id?: number };
    if (type === 'hello' && protocol === 'inkwitness-bridge/1') client.send(told);
    // a stop comes too late here, as it may: the answer to it is sent all the same
    if (type === 'read-finger' && id !== undefined) waiting.push({ client, id });
    serve();
  };
  const start = async (): Promise<void> => {
    const listening = new WebSocketServer({ host: '127.0.0.1', port });
    server = listening;
    listening.on('connection', (client) => {
      connections++;
      clients.add(client);
      client.on('error', () => undefined);
      client.on('message', (text) => {
        if (!isMute) answer(client, String(text));
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
  const sendAll = (text: string): void => {
    for (const client of clients) client.send(text);
  };
  await start();
  return {
    adapter: bridgeAdapter({ address: { host: '127.0.0.1', port }, nowUs: () => 0, answerMs: 400 }),
    serial,
    address: `ws://127.0.0.1:${port}`,
    connections: () => connections,
    isReading: () => waiting.length > 0,
    heard,
    press(finger) {
      if (finger !== undefined) fingers.push(finger);
      serve();
    },
    write: (reports) =>
      sendAll(JSON.stringify({ type: 'reports', reports: reports.map((bytes) => Buffer.from(bytes).toString('hex')) })),
    say: sendAll,
    mute: () => {
      isMute = true;
    },
    start,
    stop,
  };
}
