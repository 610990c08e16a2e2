import type { SignerBasis, SignerCapacity, SignerRelation } from '../../core/session';

/** The form's own words for the capacities: 病历书写基本规范 10, 民法典 1219-1220. The form is a Chinese document whatever the screens speak. */
export const CAPACITY_WORDS: Readonly<Record<SignerCapacity, string>> = {
  patient: '患者本人',
  'legal-guardian': '法定代理人',
  'close-relative': '近亲属',
  'authorised-agent': '授权委托人',
  'connected-person': '关系人',
  'head-on-duty': '医疗机构负责人',
  interpreter: '翻译人员',
  witness: '见证人',
};

/** GB/T 4761-2008. */
export const RELATION_WORDS: Readonly<Record<SignerRelation, string>> = {
  '01': '本人',
  '10': '配偶',
  '20': '子',
  '30': '女',
  '40': '孙子女',
  '50': '父母',
  '51': '父亲',
  '52': '母亲',
  '60': '祖父母',
  '70': '兄弟姐妹',
  '97': '其他亲属',
  '99': '非亲属',
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-21 14:05:33` on the wall clock `timeZoneMinutes` east of UTC. */
export function wallTime(ms: number, timeZoneMinutes: number): string {
  const at = new Date(ms + timeZoneMinutes * 60_000);
  const date = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** What stands under the ink. */
export interface Caption {
  /** Name, capacity, relation. */
  readonly who: string;
  readonly when: string;
}

/** Who signed, in which capacity, and when by the wall clock of the place. */
export function captionOf(basis: SignerBasis, signingTimeMs: number, timeZoneMinutes: number): Caption {
  const own = basis.capacity === 'patient' || basis.relation === undefined;
  const relation = own ? '' : `·${RELATION_WORDS[basis.relation as SignerRelation]}`;
  const who = `${basis.name}（${CAPACITY_WORDS[basis.capacity]}${relation}）`;
  return { who, when: wallTime(signingTimeMs, timeZoneMinutes) };
}
