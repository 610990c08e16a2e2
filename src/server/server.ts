import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { ensureFirstOperator, writeKioskSettings } from './embedded-hospital';
import { type OpenServer, openServer } from './open-server';
import { createLog } from './plugins';
import { postSampleTasks } from './sample-tasks';

/** Used when nobody says otherwise. */
const DEFAULT_PORT = 8790;

const { values } = parseArgs({
  options: {
    home: { type: 'string', default: process.env['INKWITNESS_HOME'] ?? join(homedir(), '.inkwitness') },
    port: { type: 'string', default: String(DEFAULT_PORT) },
    host: { type: 'string', default: '127.0.0.1' },
    /** Folder with sample forms and their manifest.json. */
    samples: { type: 'string' },
    'no-samples': { type: 'boolean', default: false },
    'log-level': { type: 'string', default: 'info' },
  },
});

/** The forms lie at the same distance from the sources and from dist/server. */
const samplesFolder = (): string | undefined => {
  // a hospital with a certificate of its own is no trial
  if (values['no-samples'] || server.context.hospital.tls !== undefined) return undefined;
  const folder = values.samples ?? fileURLToPath(new URL('../../fixtures/documents', import.meta.url));
  return existsSync(join(folder, 'manifest.json')) ? folder : undefined;
};

/** Introduces the kiosk beside us, and fills its worklist, through the doors that everybody uses. */
async function prepareSamples({ context, embedded }: OpenServer, serverUrl: string): Promise<void> {
  const [station] = embedded.config.stations;
  const [application] = embedded.config.applications;
  if (station === undefined) return;
  await writeKioskSettings(values.home, context.database, station.id, serverUrl);
  const folder = samplesFolder();
  const secret = embedded.secrets.get(application?.id ?? '');
  if (folder === undefined || application === undefined || secret === undefined) return;
  const credentials = { serverUrl, applicationId: application.id, secret };
  const added = await postSampleTasks(folder, context.database, station.id, credentials);
  if (added > 0) context.log.info({ added }, 'sample tasks');
}

const log = createLog(pino.destination({ dest: 2, sync: true }), values['log-level']);
const server = await openServer({ home: values.home, log, processMetrics: true });

let closing = false;
const stop = (signal: NodeJS.Signals): void => {
  if (closing) return;
  closing = true;
  log.info({ signal }, 'stopping');
  server.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    },
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

const address = await server.app
  .listen({ host: values.host, port: Number(values.port) })
  .catch(async (error: Error) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    log.fatal({ code, port: values.port }, 'the port cannot be had: end what holds it, or choose another with --port');
    await server.close();
    process.exit(1);
  });
await prepareSamples(server, address);
const { database, clock } = server.context;
const passwordFile = await ensureFirstOperator(join(values.home, 'hospital'), database, clock);
if (passwordFile !== undefined) log.info({ passwordFile }, 'first operator of the console');
process.stdout.write(`${JSON.stringify({ listening: address })}\n`);
