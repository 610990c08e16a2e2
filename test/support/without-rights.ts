import { spawnSync } from 'node:child_process';

/** uid and gid of `nobody`, the same on every Linux (systemd UIDS-GIDS). */
const NOBODY = 65_534;

/** For spawn: whoever runs the tests, or nobody where that is root, as whom Chromium starts with its sandbox off only. */
export const withoutRights = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Whether such an account may make namespaces, of which Chromium's sandbox is made. */
export const canHaveSandbox = (): boolean => spawnSync('unshare', ['-U', 'true'], withoutRights).status === 0;
