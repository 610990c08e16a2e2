import { type StationOverview, type StationStatus, stationStatus } from '../../contracts/api';
import { parseCertificate } from '../../core/pki';
import type { Hospital } from '../context';
import type { Session } from '../store';
import { badness, judgeStation } from './judge-station';

const everyStation = ({ db }: Session) =>
  db
    .selectFrom('stations')
    .leftJoin('station_statuses', 'station_statuses.station_id', 'stations.id')
    .leftJoin('station_releases', 'station_releases.station_id', 'stations.id')
    .select([
      'stations.id',
      'stations.name',
      'stations.ward',
      'stations.state',
      'stations.certificate',
      'stations.enrolled_at_ms',
      'station_statuses.received_at_ms',
      'station_statuses.content',
      'station_statuses.queue_since_ms',
      'station_statuses.finger_pad_ready_at_ms',
      'station_releases.version',
      'station_releases.outcome',
      'station_releases.reported_at_ms',
    ])
    .orderBy('stations.id');

type Row = ReturnType<typeof everyStation> extends { execute(): Promise<(infer R)[]> } ? R : never;

function statusOf(content: string | null): StationStatus | null {
  const parsed = content === null ? undefined : stationStatus.safeParse(JSON.parse(content));
  return parsed?.success ? parsed.data : null;
}

function certificateEnd(der: Uint8Array | null): number | null {
  const certificate = der === null ? undefined : parseCertificate(der);
  return certificate?.ok ? certificate.value.notAfterMs : null;
}

const releaseOf = ({ version, outcome, reported_at_ms: atMs }: Row): StationOverview['release'] =>
  version === null || outcome === null || atMs === null ? null : { version, outcome, atMs };

function overviewOf(row: Row, settings: Hospital['stationSettings'], nowMs: number): StationOverview {
  const { id, name, ward, state } = row;
  const status = statusOf(row.content);
  const certificateEndsAtMs = certificateEnd(row.certificate);
  const release = releaseOf(row);
  const own = { ...settings.all, ...settings.wards[ward], ...settings.stations[id] };
  const facts = {
    state,
    status,
    heardAtMs: row.received_at_ms,
    queueSinceMs: row.queue_since_ms,
    fingerPadReadyAtMs: row.finger_pad_ready_at_ms,
    certificateEndsAtMs,
    releaseFailedAtMs: release?.outcome === 'failed' ? release.atMs : null,
    pointerAllowed: own['pointerAllowed'] === true,
  };
  return {
    id,
    name,
    ward,
    ...judgeStation(facts, nowMs),
    enrolledAtMs: row.enrolled_at_ms,
    certificateEndsAtMs,
    heardAtMs: row.received_at_ms,
    status,
    queueSinceMs: row.queue_since_ms,
    release,
  };
}

/** Every station with what is the matter with it, worst first; one question to the store however many there are. */
export function overviewOfStations(
  session: Session,
  settings: Hospital['stationSettings'],
  nowMs: number,
): StationOverview[] {
  const stations = session.rows(everyStation(session)).map((row) => overviewOf(row, settings, nowMs));
  return stations.sort((one, other) => badness(one.condition, one.findings) - badness(other.condition, other.findings));
}
