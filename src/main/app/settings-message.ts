import type { MessageBoxOptions } from 'electron';

/**
 * What stands before whoever starts a kiosk whose settings cannot be followed, in both languages: the setting of the
 * language may be the broken one. `what` names settings or a file, never a value.
 */
export const settingsMessage = (what = ''): MessageBoxOptions => ({
  type: 'error',
  title: '墨证 InkWitness',
  message: `设置有误，没有启动。\nThe settings cannot be followed; nothing was started.`,
  detail: [
    `有误的设置 / at fault: ${what}`,
    '已经签好的文件都安全存在本机。请把这段文字告诉信息科。',
    '信息科：运行 inkwitness doctor --settings 查看每项设置的来源；说明见 docs/settings.md。',
    'What was signed is safe on this station. Tell IT these words.',
    'IT: inkwitness doctor --settings shows where each setting came from; docs/settings.md explains them.',
  ].join('\n\n'),
  buttons: ['关闭 Close'],
  noLink: true,
});
