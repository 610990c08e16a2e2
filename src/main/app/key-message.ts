import type { MessageBoxOptions } from 'electron';
import type { Failure } from '../../core/base';

/** Without its key a kiosk is nobody to the server and cannot read its journal: it does not open (docs/adr/0028). */
export const KEY_CODES: ReadonlySet<string> = new Set(['DEVICE_KEY_SEALED', 'ENROLMENT_UNREADABLE']);

/** What usually opens the seal: on Linux the keyring of a session that logs on by itself stays locked. */
const WAYS_BACK = {
  linux: {
    zh: '请用平时的账户登录、解锁它的密钥环再试',
    en: 'Log on with the usual account and unlock its keyring',
  },
  windows: { zh: '请用平时的 Windows 账户登录再试', en: 'Log on with the usual account' },
} as const;

/** What stands before whoever starts a kiosk whose key or enrolment cannot be opened, in both languages. */
export function keyMessage({ code, detail }: Failure, platform: string): MessageBoxOptions {
  const wayBack = WAYS_BACK[platform === 'linux' ? 'linux' : 'windows'];
  return {
    type: 'error',
    title: '墨证 InkWitness',
    message: '打不开本机的设备密钥，没有启动。\nThe key of this station cannot be opened; nothing was started.',
    detail: [
      `代码 / code: ${code}${detail === undefined ? '' : ` (${detail})`}`,
      `已经签好的文件都安全存在本机。${wayBack.zh}；仍然不行，请把这段文字告诉信息科。`,
      '信息科：不要删除数据文件夹，处理办法见 docs/runbooks。',
      `What was signed is safe on this station. ${wayBack.en}; if that does not help, tell IT these words.`,
      'IT: do not delete the data folder; docs/runbooks says what to do.',
    ].join('\n\n'),
    buttons: ['关闭 Close'],
    noLink: true,
  };
}
