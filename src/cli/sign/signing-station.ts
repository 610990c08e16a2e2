import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { must } from '../../core/base';
import { type Connection, enrol, openConnection } from '../../main/session-runner';
import { nodeClock } from '../../platform/node';
import { issueEnrolmentCode } from '../../server/embedded-hospital';
import { openServer } from '../../server/open-server';
import { HisClient } from '../../server/sample-tasks';
import type { SecondReader } from '../../server/second-reader';

/** The command line is a station of its own, so that it takes no task from a bed. */
const STATION = { id: 'command-line', name: '命令行', ward: '命令行' };

/** The embedded hospital with its server on loopback, and this command line enrolled at it. */
export interface SigningStation {
  readonly connection: Connection;
  readonly his: HisClient;
  readonly stationId: string;
  /** The server's own: what it would not vouch for is read again all the same. */
  readonly secondReader: SecondReader;
  close(): Promise<void>;
}

/** Opens the hospital in `home` (made on first use), starts its server in this process and enrols the command line once. */
export async function openSigningStation(home: string): Promise<SigningStation> {
  const log = pino({ level: 'silent' });
  const server = await openServer({ home, log });
  try {
    const serverUrl = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { database } = server.context;
    const values = {
      ...STATION,
      state: 'expected' as const,
      public_key: null,
      certificate: null,
      enrolled_at_ms: null,
    };
    await database.write((session) =>
      session.run(
        session.db
          .insertInto('stations')
          .values(values)
          .onConflict((conflict) => conflict.column('id').doNothing()),
      ),
    );
    const folder = join(home, STATION.id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const settings = { serverUrl, stationName: STATION.name };
    const write = (more: object) => writeFile(join(folder, 'settings.json'), JSON.stringify({ ...settings, ...more }));
    await write({});
    let connection = must(await openConnection(folder, nodeClock));
    if (connection.enrolment === undefined) {
      await write({ enrolCode: await issueEnrolmentCode(database, STATION.id) });
      connection = must(await enrol(must(await openConnection(folder, nodeClock)), folder, nodeClock));
    }
    const [applicationId, secret] = [...server.embedded.secrets][0] ?? [];
    if (applicationId === undefined || secret === undefined) throw new Error('no application is registered');
    const his = new HisClient({ serverUrl, applicationId, secret });
    const close = async () => {
      connection.client.close();
      await server.close();
    };
    return { connection, his, stationId: STATION.id, secondReader: server.context.secondReader, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}
