/** What a pad did wrong with a signature, by finding of core/ink: what happened and what the nurse can check. */
export const INK_FINDINGS_ZH_CN = {
  'ink.finding.nothing-written': '没有收到笔迹。请检查笔和签字板，或换一块签字板。',
  'ink.finding.too-short': '只录到很短的一点。请对方把名字完整写一遍。',
  'ink.finding.reports-lost': '笔迹在线上丢了一部分。请把线插紧或换个插口；无线的请靠近本机。还不行，请换一块签字板。',
  'ink.finding.jumps': '笔迹中间断了。请把线插紧；无线的请靠近本机、换电池。还不行，请换一块签字板。',
  'ink.finding.out-of-range': '笔迹超出了签字板的范围。请换一块签字板，并告诉信息科。',
  'ink.finding.clocks-disagree': '签字板的时钟不对。请拔下签字板，等 5 秒再插上。',
  'ink.finding.pressure-stuck': '没有测到用笔的轻重。请换一支笔，或换一块签字板。',
  'ink.finding.pauses': '笔迹里有停顿，可能丢了数据。请把线插紧，或靠近本机。',
  'ink.finding.slow': '签字板太慢。请换个插口，或换一块签字板。',
  'ink.finding.no-pressure': '这块签字板不测用笔的轻重。请换一块签字板。',
  'ink.finding.few-pressure-levels': '几乎没有测到用笔的轻重。请换一支笔。',
  'ink.finding.jitter': '签字板的数据忽快忽慢。请换个插口，关掉不用的程序。',
  'ink.finding.duplicates': '签字板重复发送数据。请拔下签字板，等 5 秒再插上。',
} as const;

export const INK_FINDINGS_EN = {
  'ink.finding.nothing-written': 'No writing arrived. Check pen and pad, or change the pad.',
  'ink.finding.too-short': 'Only a tiny mark was recorded. Have the person write the whole name.',
  'ink.finding.reports-lost': 'Writing was lost on the line. Push the cable in, bring the pad nearer, or change it.',
  'ink.finding.jumps': 'The writing has breaks. Push the cable in, change the battery, or change the pad.',
  'ink.finding.out-of-range': 'The writing is outside the range of the pad. Change the pad and tell IT.',
  'ink.finding.clocks-disagree': "The pad's clock is wrong. Unplug the pad, wait 5 seconds, plug it in again.",
  'ink.finding.pressure-stuck': 'No pressure was measured. Change the pen, or the pad.',
  'ink.finding.pauses': 'The writing has pauses: some may be lost. Push the cable in, or bring the pad nearer.',
  'ink.finding.slow': 'The pad is too slow. Change the socket, or the pad.',
  'ink.finding.no-pressure': 'This pad measures no pressure. Change the pad.',
  'ink.finding.few-pressure-levels': 'Hardly any pressure was measured. Change the pen.',
  'ink.finding.jitter': 'The pad sends unevenly. Change the socket, close programs that are not needed.',
  'ink.finding.duplicates': 'The pad sends everything twice. Unplug the pad, wait 5 seconds, plug it in again.',
} as const;
