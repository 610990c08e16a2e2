import type { MessageBoxOptions } from 'electron';

/**
 * What stands before whoever starts a kiosk whose settings cannot be followed, in both languages: the setting of the
 * language may be the broken one. `what` names settings or a file, never a value.
 */
export const settingsMessage = (what = ''): MessageBoxOptions => ({
  type: 'error',
  title: '墨证 InkWitness',
  message: '墨证没有启动：本机的设置有误。\nInkWitness did not start: a setting of this station is wrong.',
  detail: [
    '已经签好的文件没有丢。请把这个画面告诉信息科。急用时请到另一台终端签，或用纸质签署。',
    'What was signed is not lost. Please show this to IT. If urgent, sign at another station or on paper.',
    `信息科 / IT: ${what}`,
    '运行 inkwitness doctor --settings 查看每项设置的来源；说明见 docs/settings.md。\ninkwitness doctor --settings shows where each setting came from; docs/settings.md explains them.',
  ].join('\n\n'),
  buttons: ['关闭 Close'],
  noLink: true,
});
