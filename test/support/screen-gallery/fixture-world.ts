import type { ActView, Health, KioskSnapshot, SignerView, TaskView, WorklistItem } from '../../../src/contracts/ipc';

/** 2026-11-21 14:05 local time: the moment in which all pictures are taken. */
export const NOW_MS = new Date(2026, 10, 21, 14, 5).getTime();

export const HEALTHY: Health = {
  pad: { state: 'ready', name: 'Wacom STU-540', evidenceGrade: 'A' },
  fingerPad: { state: 'ready', name: 'EF01' },
  patientScreen: 'present',
  server: 'reachable',
  timeSource: 'trusted',
  queue: 0,
  disk: 'ok',
  pointerAllowed: false,
};

const item = (bed: string, patientName: string, formTitle: string, more: Partial<WorklistItem> = {}): WorklistItem => ({
  taskId: `task-${bed}-${formTitle.length}`,
  bed,
  patientName,
  formTitle,
  formKind: 'surgery',
  state: 'waiting',
  signersDone: 0,
  signersTotal: 2,
  createdAtMs: NOW_MS,
  visitId: `ZY26110200${bed.replace(/\D/g, '').padStart(2, '0')}`,
  ...more,
});

export const WORKLIST: readonly WorklistItem[] = [
  item('3床', '王建国', '手术知情同意书', { state: 'in-progress', signersDone: 0 }),
  item('5床', '买买提明·阿不都热合曼', '麻醉知情同意书', { formKind: 'anaesthesia' }),
  item('7床', '李秀兰', '输血治疗知情同意书', { formKind: 'transfusion', state: 'interrupted', signersDone: 1 }),
  item('12床', '欧阳𬍛', '手术知情同意书', { state: 'sealing', signersDone: 2 }),
  item('15床', '陈桂芳', '病危（重）通知书', { formKind: 'critical-notice', state: 'declined', signersTotal: 1 }),
  item('18床', '刘福生', '经外周静脉置入中心静脉导管知情同意书', {
    formKind: 'other',
    state: 'blocked',
    code: 'PDF_ENCRYPTED',
  }),
  item('21床', '赵玉珍', '特殊检查（特殊治疗）知情同意书', {
    formKind: 'special-treatment',
    state: 'delivered',
    signersDone: 2,
  }),
  item('加2', '孙德明', '输血治疗知情同意书', { formKind: 'transfusion', state: 'elsewhere' }),
  item('30床', '周美华', '麻醉知情同意书', { formKind: 'anaesthesia', state: 'withdrawn' }),
];

export const PATIENT_SIGNER: SignerView = {
  slot: 0,
  capacity: 'patient',
  allowedCapacities: ['patient', 'legal-guardian', 'authorised-agent'],
  name: '王建国',
  fingerprint: 'required',
  state: 'waiting',
};
export const RELATIVE_SIGNER: SignerView = {
  slot: 1,
  capacity: 'close-relative',
  allowedCapacities: ['close-relative', 'authorised-agent', 'connected-person'],
  name: '',
  fingerprint: 'optional',
  state: 'waiting',
};
export const SEALED = { state: 'sealed', sealedAtMs: NOW_MS - 240_000, time: 'trusted' } as const;

export const task = (more: Partial<TaskView> = {}): TaskView => ({
  taskId: WORKLIST[0]!.taskId,
  formTitle: '手术知情同意书',
  formKind: 'surgery',
  state: 'in-progress',
  patient: {
    name: '王建国',
    sex: 'male',
    birthDate: '1951-03-02',
    visitId: 'ZY2611020003',
    ward: '外科三病区',
    bed: '3床',
  },
  patientConfirmed: true,
  documentKey: 'form',
  pageCount: 3,
  signers: [PATIENT_SIGNER, RELATIVE_SIGNER],
  ...more,
});

export const act = (more: Partial<ActView> = {}): ActView => ({
  slot: 0,
  step: 'identify',
  signerName: '王建国',
  capacity: 'patient',
  sentence: '我已了解手术的风险和其他办法，同意接受腹腔镜胆囊切除术。',
  pagesSeen: [],
  readAloud: false,
  ink: {
    source: 'pad',
    strokes: 0,
    canConfirm: false,
    widthUm: 108_000,
    heightUm: 64_800,
    padHasScreen: true,
  },
  finger: { state: 'waiting', attempts: 0, tries: 3, maySkip: false },
  ...more,
});

export const snapshot = (more: Partial<KioskSnapshot> = {}): KioskSnapshot => ({
  sequence: 1,
  language: 'zh-CN',
  layout: 'two-screens',
  station: { id: 'station-1', ward: '外科三病区' },
  version: '0.1.0',
  testBuild: false,
  health: HEALTHY,
  worklist: WORKLIST,
  worklistState: 'ready',
  ...more,
});
