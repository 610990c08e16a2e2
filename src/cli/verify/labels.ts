import type { Language } from '../language';

type Words<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

export const LABELS: Words<
  | 'signer'
  | 'seal'
  | 'time'
  | 'changes'
  | 'evidence'
  | 'why'
  | 'file'
  | 'asOf'
  | 'unreadable'
  | 'noTrust'
  | 'reportUnwritable'
  | 'oneFile'
  | 'original'
  | 'normalised'
  | 'bytes'
> = {
  zh: {
    signer: '签署人',
    seal: '电子印章',
    time: '时间',
    changes: '文件',
    evidence: '证据',
    why: '原因',
    file: '整份文件',
    asOf: '核对所依据的时间',
    reportUnwritable: '报告不能写入',
    oneFile: '--report 一次只用于一个文件',
    unreadable: '无法读取',
    original: '原件',
    normalised: '签署前经规范化重写，显示内容不变',
    bytes: '字节',
    noTrust: '没有给出信任根证书（--trust root.pem），不能确定签署人是谁。',
  },
  en: {
    signer: 'signer',
    seal: 'electronic seal',
    time: 'time',
    changes: 'file',
    evidence: 'evidence',
    why: 'because',
    file: 'the whole file',
    asOf: 'judged as of',
    reportUnwritable: 'the report cannot be written',
    oneFile: '--report takes one file at a time',
    unreadable: 'cannot be read',
    original: 'the form as it came',
    normalised: 'written anew before signing, showing the same',
    bytes: 'bytes',
    noTrust: 'No trusted root certificate was given (--trust root.pem), so nobody can say who signed.',
  },
};
