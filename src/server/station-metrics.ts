import { Gauge, type Registry } from 'prom-client';
import { stationStatus } from '../contracts/api';
import type { Clock } from '../core/base';
import type { Database } from './store';

type Label = 'station' | 'ward';
/** In the order of the contract's words; an alarm compares with 1. */
const DISKS = { ok: 0, low: 1, full: 2 } as const;

/** What 200 kiosks said of themselves last, in Prometheus names. The id of a station is the hospital's name for a place. */
export function createStationMetrics(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, more: readonly L[] = []) =>
    new Gauge<Label | L>({
      name: `inkwitness_station_${name}`,
      help,
      labelNames: ['station', 'ward', ...more],
      registers: [registry],
    });
  return {
    age: gauge('status_age_seconds', 'Since the station said how it is'),
    device: gauge('device', '1 for the state that a device of the station is in', ['device', 'state']),
    queue: gauge('queue', 'Acts and forms kept at the station that the server has not got'),
    disk: gauge('disk', 'Disk of the station: 0 ok, 1 low, 2 full'),
    clock: gauge('clock_offset_seconds', 'Clock of the server minus clock of the station'),
    conformance: gauge('conformance', 'Conformance of the last capture of its pad, 0 to 100'),
    version: gauge('version', '1 for the version that the station runs', ['version']),
  };
}
export type StationMetrics = ReturnType<typeof createStationMetrics>;

/** Sets the gauges from the store; a station that never said anything has none. */
export function refreshStations(
  metrics: StationMetrics,
  { database, clock }: { readonly database: Database; readonly clock: Clock },
): void {
  for (const gauge of Object.values(metrics)) gauge.reset();
  const rows = database.rows(
    database.db
      .selectFrom('station_statuses')
      .innerJoin('stations', 'stations.id', 'station_statuses.station_id')
      .select(['station_id', 'ward', 'received_at_ms', 'content']),
  );
  for (const { station_id: station, ward, received_at_ms, content } of rows) {
    const parsed = stationStatus.safeParse(JSON.parse(content));
    if (!parsed.success) continue;
    const { version, pad, fingerPad, patientScreen, disk, clockOffsetMs, queue, conformance } = parsed.data;
    const at = { station, ward };
    metrics.age.set(at, Math.max(0, clock.nowMs() - received_at_ms) / 1000);
    metrics.device.set({ ...at, device: 'pad', state: pad }, 1);
    metrics.device.set({ ...at, device: 'finger-pad', state: fingerPad }, 1);
    metrics.device.set({ ...at, device: 'patient-screen', state: patientScreen }, 1);
    metrics.queue.set(at, queue);
    metrics.disk.set(at, DISKS[disk]);
    metrics.version.set({ ...at, version }, 1);
    if (clockOffsetMs !== null) metrics.clock.set(at, clockOffsetMs / 1000);
    if (conformance !== null) metrics.conformance.set(at, conformance);
  }
}
