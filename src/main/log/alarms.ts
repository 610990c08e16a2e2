import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { isAtLeast, type Log, type LogFields, type LogLevel } from './log';

/** Log events that a hospital's IT alarms on. Ids stay what they are: alarms are set on them. eventcreate.exe takes 1 to 1000. */
export const ALARMS: Readonly<Record<string, { readonly id: number; readonly words: string }>> = {
  bug: { id: 101, words: 'The kiosk ended by a defect and was started anew. 终端因程序错误退出并重新启动。' },
  'window.hopeless': { id: 102, words: 'A window does not stay open. 窗口反复无法打开。' },
  'settings.broken': { id: 103, words: 'The kiosk does not open: settings are not sound. 设置有误，终端没有启动。' },
  'kiosk.bug': { id: 104, words: 'A defect was caught; the kiosk goes on. 程序错误已被拦截，终端继续运行。' },
  'device-host.ended': { id: 105, words: 'The devices’ process ended and is started anew. 设备进程退出并重新启动。' },
  'program.changed': {
    id: 106,
    words: 'Files of the program are not those that were installed. 程序文件与安装时不一致。',
  },
  'clock.wrong': { id: 201, words: 'The clock is wrong: the server refuses requests. 本机时钟不准，服务器拒绝请求。' },
  'queue.failed': { id: 202, words: 'Something that is confirmed could not be sealed yet. 已确认的文件尚未完成签章。' },
  'time.source-failed': { id: 203, words: 'A time-stamp source gives no time that holds. 时间戳服务不可用。' },
  'self-test.done': { id: 204, words: 'The self-test found what is in the way of signing. 自检发现影响签署的问题。' },
};

export interface Alarm {
  readonly id: number;
  readonly level: 'warn' | 'error';
  readonly text: string;
}
/** The log of the operating system. Never throws, never waits. */
export type SystemLog = (alarm: Alarm) => void;

/** The same trouble again within this time is one alarm. */
const AGAIN_MS = 3_600_000;
/** Of the fields, what tells IT more and is of our own making. */
const TOLD = ['code', 'kind', 'key', 'source', 'failing', 'exitCode', 'offsetMs'] as const;

function textOf(event: string, words: string, fields: LogFields): string {
  const told = TOLD.filter((name) => fields[name] !== undefined).map((name) => `${name}=${String(fields[name])}`);
  return [`${event}: ${words}`, ...told].join(' ');
}

export interface AlarmPorts {
  /** Every line as it comes. */
  readonly written: Log;
  readonly tell: SystemLog;
  readonly nowMs: () => number;
  /** Events below it are not written; asked for each line. */
  readonly least: () => LogLevel;
}

/**
 * The kiosk's log: what is below the level that the hospital set is left out, and the system's log is told of the few events
 * in ALARMS, each at most once an hour. The level is about the file, never about alarms; the line that an alarm is about is
 * written whatever the level, because the alarm sends IT there. What is 'info' is no alarm.
 */
export function alarming({ written, tell, nowMs, least }: AlarmPorts): Log {
  const toldMs = new Map<string, number>();
  const isDue = (event: string): boolean => {
    const now = nowMs();
    if (now - (toldMs.get(event) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return false;
    toldMs.set(event, now);
    return true;
  };
  return (level, event, fields = {}) => {
    const alarm = level !== 'info' && Object.hasOwn(ALARMS, event) && isDue(event) ? ALARMS[event] : undefined;
    if (alarm !== undefined || isAtLeast(level, least())) written(level, event, fields);
    if (alarm !== undefined && level !== 'info')
      tell({ id: alarm.id, level, text: textOf(event, alarm.words, fields) });
  };
}

export interface SystemLogPorts {
  readonly platform: string;
  readonly systemRoot?: string | undefined;
  readonly run: (program: string, args: readonly string[]) => void;
  readonly stderr: (line: string) => void;
}

const LIMIT_MS = 10_000;
/** sd-daemon(3): the priority before a line on stderr, as journald reads it. */
const PRIORITIES = { error: '<3>', warn: '<4>' } as const;
const TYPES = { error: 'ERROR', warn: 'WARNING' } as const;

const processPorts = (): SystemLogPorts => ({
  platform: process.platform,
  systemRoot: process.env['SystemRoot'],
  // Nobody waits for it: a log that is full or forbidden must not stop a signature.
  run: (program, args) => void execFile(program, [...args], { timeout: LIMIT_MS, windowsHide: true }, () => undefined),
  stderr: (line) => void process.stderr.write(line),
});

/** The Windows Event Log (Application, source InkWitness) or, elsewhere, a line on stderr for journald. */
export function systemLog({ platform, systemRoot, run, stderr }: SystemLogPorts = processPorts()): SystemLog {
  if (platform !== 'win32') return ({ id, level, text }) => stderr(`${PRIORITIES[level]}InkWitness ${id} ${text}\n`);
  const program = join(systemRoot ?? 'C:\\Windows', 'System32', 'eventcreate.exe');
  return ({ id, level, text }) =>
    run(program, ['/L', 'APPLICATION', '/SO', 'InkWitness', '/T', TYPES[level], '/ID', String(id), '/D', text]);
}
