import type { MessageBoxOptions } from 'electron';
import type { Failure } from '../../core/base';

/** Without its key a kiosk is nobody to the server and cannot read its journal: it does not open (docs/adr/0028). */
export const KEY_CODES: ReadonlySet<string> = new Set(['DEVICE_KEY_SEALED', 'ENROLMENT_UNREADABLE']);

/** What usually opens the seal: on Linux the keyring of a session that logs on by itself stays locked. */
const WAYS_BACK = {
  linux: {
    zh: '请用平时的账户登录、输入密码解锁密钥环，再打开一次；仍然不行，请把这个画面告诉信息科。',
    en: 'Log on with the usual account, unlock its keyring with the password, and open it again. If that does not help, show this to IT.',
  },
  windows: {
    zh: '请用平时的 Windows 账户登录，再打开一次；仍然不行，请把这个画面告诉信息科。',
    en: 'Log on with the usual Windows account and open it again. If that does not help, show this to IT.',
  },
} as const;

/** A damaged file is the same under every account: nothing that a nurse can do. */
const NO_WAY_BACK = { zh: '请把这个画面告诉信息科。', en: 'Please show this to IT.' } as const;

/**
 * What stands before whoever starts a kiosk whose key or enrolment cannot be opened, in both languages.
 * `support`: whom to call, as the hospital set it.
 */
export function keyMessage({ code, detail }: Failure, platform: string, support?: string): MessageBoxOptions {
  const sealed = code === 'DEVICE_KEY_SEALED';
  const wayBack = sealed ? WAYS_BACK[platform === 'linux' ? 'linux' : 'windows'] : NO_WAY_BACK;
  const happened = sealed
    ? { zh: '本机的密钥打不开', en: 'the key of this station cannot be opened' }
    : { zh: '本机的登记资料读不出来', en: 'the enrolment of this station cannot be read' };
  return {
    type: 'error',
    title: '墨证 InkWitness',
    message: `墨证没有启动：${happened.zh}。\nInkWitness did not start: ${happened.en}.`,
    detail: [
      `已经签好的文件没有丢。${wayBack.zh}急用时请到另一台终端签，或用纸质签署。`,
      `What was signed is not lost. ${wayBack.en} If urgent, sign at another station or on paper.`,
      ...(support === undefined ? [] : [`联系 / Call: ${support}`]),
      `信息科 / IT: ${code}${detail === undefined ? '' : ` (${detail})`}`,
      '不要删除数据文件夹；处理办法见 docs/runbooks。\nDo not delete the data folder; docs/runbooks says what to do.',
    ].join('\n\n'),
    buttons: ['关闭 Close'],
    noLink: true,
  };
}
