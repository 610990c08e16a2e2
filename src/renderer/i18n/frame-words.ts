/** Words around every screen: product, language, what a broken view says. */
export const FRAME_ZH_CN = {
  'product.full': 'InkWitness 墨证',
  'language.zh-CN': '中文',
  'language.en': 'English',
  'language.switch': '语言',
  'test-build': '测试版，不得用于病人',

  'crash.title': '这个画面出了点问题',
  'crash.line': '已经签好的都在，没有丢。请按下面的按钮重新打开画面。',
  'crash.reload': '重新打开',
  'pdf.failed': '这份文件现在打不开',
  'pdf.again': '再试一次',
} as const;

export const FRAME_EN: Record<keyof typeof FRAME_ZH_CN, string> = {
  'product.full': 'InkWitness 墨证',
  'language.zh-CN': '中文',
  'language.en': 'English',
  'language.switch': 'Language',
  'test-build': 'Test build, not for patients',

  'crash.title': 'Something went wrong with this view',
  'crash.line': 'What was signed is safe. Press the button to open the view again.',
  'crash.reload': 'Open again',
  'pdf.failed': 'This form cannot be opened now',
  'pdf.again': 'Try again',
};
