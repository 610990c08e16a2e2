/** Words of the bench: its frame and its list of tasks. */
export const WORKLIST_ZH_CN = {
  'bench.version': '版本 {version}',
  'bench.dismiss': '知道了',
  'bench.correlation': '编号 {id}',
  'bench.characters': '字库里没有的字：{characters}',

  'worklist.title': '今日待签',
  'worklist.search': '床号、姓名，或扫腕带',
  'worklist.refresh': '刷新',
  'worklist.loading': '正在取任务',
  'worklist.empty.title': '现在没有要签的文件',
  'worklist.empty.line': '在 HIS 里发起签署后，会自动出现在这里。',
  'worklist.none.title': '没有找到“{query}”',
  'worklist.none.line': '请核对床号或姓名，或刷新一次。',
  'worklist.never.title': '还没有连上签署服务器',
  'worklist.never.line': '请让信息科完成本机登记，任务会自动出现。',
  'worklist.stale': '断网前的任务单，仍可签署',
  'worklist.signers': '{done}/{total} 人已签',
  'worklist.count': '{count} 份',
} as const;

export const WORKLIST_EN: Record<keyof typeof WORKLIST_ZH_CN, string> = {
  'bench.version': 'Version {version}',
  'bench.dismiss': 'Got it',
  'bench.correlation': 'Number {id}',
  'bench.characters': 'Not in the fonts: {characters}',

  'worklist.title': 'To sign',
  'worklist.search': 'Bed, name or wristband',
  'worklist.refresh': 'Refresh',
  'worklist.loading': 'Fetching tasks',
  'worklist.empty.title': 'Nothing to sign right now',
  'worklist.empty.line': 'Start a form in the HIS and it appears here by itself.',
  'worklist.none.title': 'Nothing found for "{query}"',
  'worklist.none.line': 'Check the bed or the name, or refresh.',
  'worklist.never.title': 'Not yet connected to the signing server',
  'worklist.never.line': 'Ask IT to enrol this station. Tasks then appear by themselves.',
  'worklist.stale': 'List from before the network went away; signing still works',
  'worklist.signers': '{done} of {total} signed',
  'worklist.count': '{count}',
};
