import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** State columns of /proc/net/tcp and udp: LISTEN, and a datagram socket that hears everybody (net/tcp_states.h). */
const HEARS: Readonly<Record<string, string>> = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' };

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(1).filter(Boolean);

/** The process, its children and theirs, by /proc. */
export function processTree(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(processTree)];
}

/** `tcp 80` of every network socket on which the processes wait for somebody (Linux). */
export function openPorts(pids: readonly number[]): readonly string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return Object.entries(HEARS).flatMap(([protocol, state]) =>
    linesOf(`/proc/self/net/${protocol}`)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === state && sockets.has(fields[9] ?? ''))
      .map((fields) => `${protocol} ${Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)}`),
  );
}

/** Inodes of a process's sockets. */
const socketsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      // closed meanwhile
      return [];
    }
  });
