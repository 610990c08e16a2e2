import { type FSWatcher, readdirSync, watch } from 'node:fs';

/** Tells that something may have been plugged or unplugged; `close` ends it. */
export interface PlugWatch {
  close(): void;
}

/**
 * Nodes of devices under /dev that are worth a look: hidraw for HID pads, serial adapters, the numbered buses
 * of USB. Terminals and disks come and go all day.
 */
const NODE = /^(hidraw\d+|tty(USB|ACM|XRUSB|S)\d+|rfcomm\d+|\d{3})$/;
const BUSES = '/dev/bus/usb';
/** One plug makes several nodes, and udev sets their modes a little later: one word for all of them. */
const SETTLE_MS = 250;

/**
 * Calls `onChange` once devices came or went, on what the system tells by itself: on Linux the device nodes (inotify), elsewhere
 * the hot plug events of the usb package. Undefined where neither is to be had; then only asking helps.
 */
export async function watchPlugs(
  onChange: () => void,
  folders: readonly string[] = nodeFolders(),
): Promise<PlugWatch | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  const source = process.platform === 'linux' ? watchNodes(folders, changed) : await watchBus(changed);
  return (
    source && {
      close() {
        clearTimeout(timer);
        source.close();
      },
    }
  );
}

/** A device without a driver of its own shows as a number under its bus only; buses are there from the start. */
function nodeFolders(): string[] {
  try {
    return ['/dev', ...readdirSync(BUSES).map((bus) => `${BUSES}/${bus}`)];
  } catch {
    return ['/dev'];
  }
}

function watchNodes(folders: readonly string[], changed: () => void): PlugWatch | undefined {
  const watchers: FSWatcher[] = [];
  for (const folder of folders) {
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        // 'change' is traffic on a node; 'rename' is one that came or went
        if (event === 'rename' && (name === null || NODE.test(name))) changed();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // no such folder: a machine without USB, a container
    }
  }
  if (watchers.length === 0) return undefined;
  return {
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

async function watchBus(changed: () => void): Promise<PlugWatch | undefined> {
  try {
    const { usb } = await import('usb');
    usb.addEventListener('connect', changed);
    usb.addEventListener('disconnect', changed);
    return {
      close() {
        usb.removeEventListener('connect', changed);
        usb.removeEventListener('disconnect', changed);
      },
    };
  } catch {
    return undefined;
  }
}
