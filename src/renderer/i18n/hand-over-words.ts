/** Words of the hand-over when patient and nurse share one screen. */
export const HAND_OVER_ZH_CN = {
  'hand.title': '请把屏幕交给 {name}',
  'hand.line': '对方拿好以后，按下面的按钮。',
  'hand.start': '已经交给对方',
  'hand.back': '护士返回',
  'hand.back.title': '这里由护士操作',
  'hand.back.line': '请护士按住下面的按钮，直到回到护士界面。签署会保留在这一步。',
  'hand.back.hold': '按住 2 秒返回',
  'hand.back.cancel': '继续签署',
  'hand.returned': '{name} 正在签署',
  'hand.again': '再次交给对方',
} as const;

export const HAND_OVER_EN: Record<keyof typeof HAND_OVER_ZH_CN, string> = {
  'hand.title': 'Hand the screen to {name}',
  'hand.line': 'Press the button when they have it.',
  'hand.start': 'They have it now',
  'hand.back': 'Nurse',
  'hand.back.title': 'For the nurse',
  'hand.back.line': 'Hold the button to go back to the bench. Signing stays at this step.',
  'hand.back.hold': 'Hold for 2 seconds',
  'hand.back.cancel': 'Go on signing',
  'hand.returned': '{name} is signing',
  'hand.again': 'Hand over again',
};
