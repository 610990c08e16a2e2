/** Words of the self-test's screen; what the examinations found comes from main in the kiosk's language. */
export const SELF_TEST_ZH_CN = {
  'self-test.run': '开始检查',
  'self-test.again': '再检查一次',
  'self-test.export': '导出结果',
  'self-test.never': '检查本机、设备、服务器和链接，大约一分钟。不影响正在保存的文件。',
  'self-test.running': '正在检查：{done} / {total}',
  'self-test.good': '没有发现问题',
  'self-test.found': '{failing} 项影响签署，{warning} 项请留意',
  'self-test.exported': '结果已保存，不含患者资料：{path}',
  'self-test.state.waiting': '等待',
  'self-test.state.running': '检查中',
  'self-test.state.ok': '正常',
  'self-test.state.warning': '请留意',
  'self-test.state.failing': '不能用',
  'self-test.state.not-applicable': '不适用',
  'self-test.state.not-run': '未检查',
} as const;

export const SELF_TEST_EN: Record<keyof typeof SELF_TEST_ZH_CN, string> = {
  'self-test.run': 'Begin',
  'self-test.again': 'Run again',
  'self-test.export': 'Export',
  'self-test.never':
    'Looks at this machine, its devices, the server and the links; about a minute. Nothing that is kept changes.',
  'self-test.running': 'Looking: {done} of {total}',
  'self-test.good': 'Nothing stands in the way',
  'self-test.found': '{failing} in the way of signing, {warning} worth a word',
  'self-test.exported': 'Written, without data of patients: {path}',
  'self-test.state.waiting': 'waiting',
  'self-test.state.running': 'looking',
  'self-test.state.ok': 'good',
  'self-test.state.warning': 'look at it',
  'self-test.state.failing': 'failing',
  'self-test.state.not-applicable': 'not applicable',
  'self-test.state.not-run': 'not examined',
};
