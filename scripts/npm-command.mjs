/**
 * How to start npm from a script: through the npm that runs us where there is one, else `npm` from the PATH
 * (on Windows that is npm.cmd, which needs a shell).
 * @param {string[]} args
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(args) {
  const npm = process.env.npm_execpath;
  if (npm && /npm-cli\.[cm]?js$/.test(npm)) return { command: process.execPath, args: [npm, ...args], shell: false };
  return { command: 'npm', args, shell: process.platform === 'win32' };
}
