import { describe, expect, it } from 'vitest';
import { ListedPorts } from './listed-ports';
import { type PortAccess, realPorts } from './open-devices';

/** Real ports whose walks are counted; `plug` is what the system would tell. */
function counted(hears: boolean) {
  let walks = 0;
  let nowMs = 0;
  let plug = (): void => undefined;
  let closed = false;
  const listHid = async () => {
    walks++;
    return [];
  };
  const ports: PortAccess = { ...realPorts, listHid };
  const listed = new ListedPorts(
    ports,
    async (onChange) => {
      plug = onChange;
      return hears ? { close: () => (closed = true) } : undefined;
    },
    () => nowMs,
  );
  const look = () => listed.access.listHid();
  const after = (ms: number) => (nowMs += ms);
  return { look, after, plug: () => plug(), walks: () => walks, listed, closed: () => closed };
}

describe('ListedPorts', () => {
  it('walks once for many looks, and again when something was plugged', async () => {
    const bus = counted(true);
    for (let n = 0; n < 20; n++) {
      await bus.look();
      bus.after(400);
    }
    expect(bus.walks()).toBe(1);
    bus.plug();
    await Promise.all([bus.look(), bus.look()]);
    expect(bus.walks()).toBe(2);
  });

  it('walks every two seconds where the system tells nothing', async () => {
    const bus = counted(false);
    for (let n = 0; n < 10; n++) {
      await bus.look();
      bus.after(400);
    }
    expect(bus.walks()).toBe(2);
  });

  it('ends what it watches, also when that begins late', async () => {
    const bus = counted(true);
    bus.listed.close();
    await bus.look();
    expect(bus.closed()).toBe(true);
  });
});
