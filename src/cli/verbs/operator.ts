import { operatorName, PASSWORD_MAX, PASSWORD_MIN } from '../../contracts/api';
import { forgetPasswordFile } from '../../server/embedded-hospital';
import { addOperator, changePassword, freshPassword, listOperators, removeOperator } from '../../server/operators';
import type { Database } from '../../server/store';
import { refuse, withHospitalStore } from '../hospital-store';
import type { CliIo } from '../io';
import { EXIT_USAGE, type Verb } from '../verb';

/** Where the new password comes from: one that we make and show once, or the first line of standard input. */
interface Chosen {
  readonly password: string;
  readonly isShown: boolean;
}

async function choose(fromStdin: boolean, io: CliIo): Promise<Chosen | undefined> {
  if (!fromStdin) return { password: freshPassword(), isShown: true };
  const password = (await io.readLine?.()) ?? '';
  const length = [...password].length;
  return length >= PASSWORD_MIN && length <= PASSWORD_MAX ? { password, isShown: false } : undefined;
}

type Act = (at: { database: Database; folder: string; name: string; io: CliIo; chosen: Chosen }) => Promise<number>;

const tell = ({ isShown, password }: Chosen, io: CliIo): number => {
  if (isShown) io.out(password);
  return 0;
};

/** Acts on one operator; `needsPassword`: with a new one. */
const ACTS: Readonly<Record<string, { readonly needsPassword: boolean; readonly run: Act }>> = {
  add: {
    needsPassword: true,
    run: async ({ database, name, io, chosen }) =>
      (await addOperator(database, name, chosen.password, io.nowMs()))
        ? tell(chosen, io)
        : refuse(io, 'CLI_OPERATOR_TAKEN', name),
  },
  password: {
    needsPassword: true,
    run: async ({ database, folder, name, io, chosen }) => {
      if (!(await changePassword(database, name, chosen.password))) return refuse(io, 'CLI_NO_SUCH_OPERATOR', name);
      forgetPasswordFile(folder, name);
      return tell(chosen, io);
    },
  },
  remove: {
    needsPassword: false,
    run: async ({ database, folder, name, io }) => {
      if (!(await removeOperator(database, name))) return refuse(io, 'CLI_NO_SUCH_OPERATOR', name);
      forgetPasswordFile(folder, name);
      return 0;
    },
  },
};
const NO_PASSWORD: Chosen = { password: '', isShown: false };

const list = async (database: Database, io: CliIo): Promise<number> => {
  for (const { name, created_at_ms } of listOperators(database))
    io.out(`${name} ${new Date(created_at_ms).toISOString()}`);
  return 0;
};

export const operatorVerb: Verb = {
  name: 'operator',
  usage: 'operator add|password|remove NAME [--stdin] [--home DIR]; operator list [--home DIR]',
  summary: {
    zh: '谁可以登录服务器的工作站总览（/console）：添加、换密码、删除、列出；新密码只显示这一次，或用 --stdin 从标准输入读一行；换密码和删除立即结束登录',
    en: 'who may sign in to the page of all stations (/console): add, new password, remove, list; a new password is shown this once, or read from a line of standard input with --stdin; a new password and a removal end sessions at once',
  },
  options: { home: { type: 'string' }, stdin: { type: 'boolean', default: false } },
  async run(values, [word = '', name, ...more], io) {
    if (word === 'list' && name === undefined) return withHospitalStore(values, io, (database) => list(database, io));
    const act = Object.hasOwn(ACTS, word) ? ACTS[word] : undefined;
    if (act === undefined || more.length > 0 || !operatorName.safeParse(name).success) {
      io.error(`inkwitness ${operatorVerb.usage}`);
      return EXIT_USAGE;
    }
    const chosen = act.needsPassword ? await choose(values['stdin'] === true, io) : NO_PASSWORD;
    if (chosen === undefined) return refuse(io, 'CLI_PASSWORD_UNFIT');
    return withHospitalStore(values, io, (database, folder) =>
      act.run({ database, folder, name: String(name), io, chosen }),
    );
  },
};
