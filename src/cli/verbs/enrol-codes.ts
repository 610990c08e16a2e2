import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CODE_DAYS,
  type HospitalConfig,
  issueEnrolmentCodes,
  openEmbeddedHospital,
  registerConfigured,
  workstationOf,
  writeWhole,
} from '../../server/embedded-hospital';
import { Database } from '../../server/store';
import type { CliCode } from '../errors';
import type { CliIo } from '../io';
import { EXIT_USAGE, type Verb, type VerbValues } from '../verb';

/** sysexits(3): data that cannot be used; an output that cannot be made. */
const EXIT_DATA = 65;
const EXIT_NOT_WRITTEN = 73;
/** A code that lasts longer is a password. */
const MOST_DAYS = 90;

type Station = HospitalConfig['stations'][number];

interface Wanted {
  readonly out: string;
  readonly days: number;
  readonly stations: readonly string[];
  readonly wards: readonly string[];
}

/** Trouble that ends the command. */
class Stop extends Error {
  constructor(
    readonly exit: number,
    code: CliCode,
    detail: string,
  ) {
    super(`${code} ${detail}`);
  }
}

const listOf = (value: VerbValues[string]): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What is asked for by name, whatever its state: a new code for an enrolled station is for a kiosk that takes its place. */
function namedStations({ stations }: HospitalConfig, ids: readonly string[]): Station[] {
  return ids.map((id) => {
    const station = stations.find((one) => one.id === id);
    if (station === undefined) throw new Stop(EXIT_DATA, 'CLI_STATION_UNKNOWN', id);
    return station;
  });
}

function chosen(config: HospitalConfig, database: Database, wanted: Wanted): readonly Station[] {
  const unknown = wanted.wards.find((ward) => !config.stations.some((station) => station.ward === ward));
  if (unknown !== undefined) throw new Stop(EXIT_DATA, 'CLI_STATION_UNKNOWN', unknown);
  const named = namedStations(config, wanted.stations);
  if (named.length > 0 && wanted.wards.length === 0) return named;
  const { db } = database;
  const waiting = database.rows(db.selectFrom('stations').select('id').where('state', '=', 'expected'));
  const ids = new Set(waiting.map(({ id }) => id));
  const inWards = ({ ward }: Station) => wanted.wards.length === 0 || wanted.wards.includes(ward);
  return [...new Set([...named, ...config.stations.filter((station) => ids.has(station.id) && inWards(station))])];
}

/** The hospital of the data folder, also while its server is running: stations that were added since are in its store after this. */
async function openHospital(home: string): Promise<{ config: HospitalConfig; database: Database }> {
  const folder = join(home, 'hospital');
  const missing = new Stop(EXIT_DATA, 'CLI_FILE_UNREADABLE', 'hospital/config.json');
  if (!existsSync(join(folder, 'config.json'))) throw missing;
  const embedded = await openEmbeddedHospital(folder).catch(() => Promise.reject(missing));
  const database = await Database.open(join(folder, 'inkwitness.sqlite'));
  await registerConfigured(database, embedded);
  return { config: embedded.config, database };
}

function writeFileFor(out: string, name: string, code: string): void {
  try {
    // As the installer writes it (build/msi/product.wxs) and src/main/settings reads it.
    writeWhole(join(out, name), `[enrolment]\r\ncode=${code}\r\n`);
  } catch (error) {
    throw new Stop(EXIT_NOT_WRITTEN, 'CLI_OUT_UNUSABLE', (error as NodeJS.ErrnoException).code ?? '');
  }
}

/** One file a station; what is printed has no code in it. */
async function issue(wanted: Wanted, io: CliIo): Promise<void> {
  const { config, database } = await openHospital(io.home);
  try {
    const stations = chosen(config, database, wanted);
    try {
      mkdirSync(wanted.out, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new Stop(EXIT_NOT_WRITTEN, 'CLI_OUT_UNUSABLE', (error as NodeJS.ErrnoException).code ?? '');
    }
    const ids = stations.map(({ id }) => id);
    for (const { stationId, code, expiresAtMs } of await issueEnrolmentCodes(database, ids, wanted.days)) {
      const name = `${workstationOf(stations.find(({ id }) => id === stationId) as Station)}.ini`;
      writeFileFor(wanted.out, name, code);
      io.out(`${stationId}  ${name}  ${new Date(expiresAtMs).toISOString()}`);
    }
  } finally {
    database.close();
  }
}

export const enrolCodesVerb: Verb = {
  name: 'enrol-codes',
  usage: 'enrol-codes --out DIR [--station ID]… [--ward NAME]… [--days N]',
  summary: {
    zh: '为尚未登记的终端（或指定的终端、病区）生成一次性登记码：每台一个文件，文件名为计算机名；旧的未用登记码随即失效',
    en: 'one-time codes for stations that are not enrolled (or those named, or of a ward): one file each, named after the computer; older unused codes end',
  },
  options: {
    out: { type: 'string' },
    station: { type: 'string', multiple: true },
    ward: { type: 'string', multiple: true },
    days: { type: 'string', default: String(CODE_DAYS) },
  },
  async run(values, positionals, io) {
    const { out } = values;
    const days = Number(values['days']);
    const mayBe = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
    if (typeof out !== 'string' || out === '' || !mayBe || positionals.length > 0) {
      io.error(`inkwitness ${enrolCodesVerb.usage}`);
      return EXIT_USAGE;
    }
    try {
      await issue({ out, days, stations: listOf(values['station']), wards: listOf(values['ward']) }, io);
      return 0;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      io.error(error.message);
      return error.exit;
    }
  },
};
