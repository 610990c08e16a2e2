import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface DisplaySize {
  readonly width: number;
  readonly height: number;
}

/** An X server of our own with one or two displays, side by side. */
export interface VirtualDisplays {
  /** Value for DISPLAY. */
  readonly name: string;
  readonly sizes: readonly DisplaySize[];
  /** Pulls the plug of the second display, or puts it back. */
  plugSecond(connected: boolean): void;
  /** Sets the second display again: left edge on the desktop, another size, as the primary one. */
  arrangeSecond(arrangement: { readonly x: number; readonly size?: DisplaySize; readonly primary?: boolean }): void;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 15_000;

/** Whether two displays can be had here: Xvfb shows Electron only one, whatever it is told; Xorg's dummy driver shows two. */
export const canHaveTwoDisplays = (): boolean =>
  existsSync('/usr/lib/xorg/modules/drivers/dummy_drv.so') && has('Xorg') && has('xrandr');
export const canHaveOneDisplay = (): boolean => has('Xvfb');

/** Starts an X server with the displays of these sizes: Xvfb for one, Xorg with the dummy driver for two. */
export async function startDisplays(sizes: readonly DisplaySize[]): Promise<VirtualDisplays> {
  const [first, second] = sizes;
  if (!first) throw new Error('no display was asked for');
  return second ? startXorg([first, second]) : startXvfb(first);
}

async function startXvfb(size: DisplaySize): Promise<VirtualDisplays> {
  const screen = `${size.width}x${size.height}x24`;
  const server = await startServer('Xvfb', ['-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-displayfd', '3']);
  const plugSecond = (): never => {
    throw new Error('Xvfb has no second display');
  };
  return { name: server.name, sizes: [size], plugSecond, arrangeSecond: plugSecond, stop: server.stop };
}

async function startXorg(sizes: readonly [DisplaySize, DisplaySize]): Promise<VirtualDisplays> {
  const folder = mkdtempSync(join(tmpdir(), 'xorg-'));
  writeFileSync(join(folder, 'xorg.conf'), XORG_CONF);
  const server = await startServer('Xorg', [
    ...['-config', join(folder, 'xorg.conf'), '-logfile', join(folder, 'xorg.log')],
    ...['-noreset', '-nolisten', 'tcp', '-novtswitch', '-sharevts', '-displayfd', '3'],
  ]);
  const xrandr = (...args: string[]): void => {
    execFileSync('xrandr', args, { env: { ...process.env, DISPLAY: server.name }, stdio: 'ignore' });
  };
  const [first, second] = sizes.map(({ width, height }) => `${width}x${height}`) as [string, string];
  const plugSecond = (connected: boolean): void => {
    const wish = connected ? ['--mode', second, '--pos', `${sizes[0].width}x0`] : ['--off'];
    xrandr('--output', 'DUMMY1', ...wish);
    // The dummy driver says "connected" only when it is asked after an output has got its mode.
    xrandr('--query');
  };
  const arrangeSecond: VirtualDisplays['arrangeSecond'] = ({ x, size = sizes[1], primary = false }) => {
    const mode = `${size.width}x${size.height}`;
    if (mode !== second) xrandr('--addmode', 'DUMMY1', mode);
    xrandr('--output', 'DUMMY1', '--mode', mode, '--pos', `${x}x0`);
    xrandr('--output', primary ? 'DUMMY1' : 'DUMMY0', '--primary');
    xrandr('--query');
  };
  xrandr('--addmode', 'DUMMY1', second);
  xrandr('--output', 'DUMMY0', '--mode', first, '--pos', '0x0', '--primary');
  plugSecond(true);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { name: server.name, sizes, plugSecond, arrangeSecond, stop };
}

/** The server writes the number of the display it has found free to descriptor 3 as soon as it can be used. */
async function startServer(command: string, args: string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  const number = await numberFrom(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { name: `:${number}`, stop };
}

async function numberFrom(child: ChildProcess): Promise<string> {
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const ended = once(child, 'exit', { signal: limit }).then(() => {
    throw new Error(`${child.spawnfile} ended before it had a display`);
  });
  const told = once(child.stdio[3] as Readable, 'data', { signal: limit }).then(([chunk]) => String(chunk).trim());
  ended.catch(() => undefined);
  return Promise.race([told, ended]);
}

function has(command: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const XORG_CONF = `
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080" "1280x800" "1024x768"
    Virtual 5760 2160
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
EndSection
`;
