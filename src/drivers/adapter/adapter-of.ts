import type { PortDefinition } from '../device';
import type { ServiceAddress } from '../transport';
import type { DeviceAdapter } from './adapter';
import { bridgeAdapter } from './bridge';
import { donseeAdapter } from './donsee';

/** The adapter that speaks to the service of a definition; undefined for a definition of another kind. */
export function adapterOf(
  { codec }: PortDefinition,
  address: ServiceAddress,
  nowUs: () => number,
): DeviceAdapter | undefined {
  if (codec.family === 'bridge') return bridgeAdapter({ address, nowUs });
  if (codec.family === 'donsee') return donseeAdapter({ address });
  return undefined;
}
