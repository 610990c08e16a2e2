/** Capacity 签署身份 in which a person signs: 病历书写基本规范 (2010) article 10, 民法典 1219 and 1220. */
export const SIGNER_CAPACITIES = [
  'patient',
  'legal-guardian',
  'close-relative',
  'authorised-agent',
  'connected-person',
  'head-on-duty',
  'interpreter',
  'witness',
] as const;
export type SignerCapacity = (typeof SIGNER_CAPACITIES)[number];

/** GB/T 4761-2008 two-digit family relation to the patient: the codes a ward meets. 01 is the person self, 99 no relative. */
export const SIGNER_RELATIONS = ['01', '10', '20', '30', '40', '50', '51', '52', '60', '70', '97', '99'] as const;
export type SignerRelation = (typeof SIGNER_RELATIONS)[number];

/** What a capacity asks of the relation to the patient. */
interface RelationRule {
  readonly required: boolean;
  readonly allowed: readonly SignerRelation[];
}

const FAMILY: readonly SignerRelation[] = ['10', '20', '30', '40', '50', '51', '52', '60', '70', '97'];
const FAMILY_OR_OTHER: readonly SignerRelation[] = [...FAMILY, '99'];

/**
 * 民法典 1045 counts spouse, parents, children, siblings, grandparents and grandchildren as close relatives 近亲属, so
 * only a family code fits. A guardian 1188-1189, an agent and a connected person 关系人 may be of no family.
 * The head on duty (民法典 1220) signs by office and has no relation.
 */
export const RELATION_RULES: Readonly<Record<SignerCapacity, RelationRule>> = {
  patient: { required: false, allowed: ['01'] },
  'legal-guardian': { required: false, allowed: FAMILY_OR_OTHER },
  'close-relative': { required: true, allowed: FAMILY },
  'authorised-agent': { required: false, allowed: FAMILY_OR_OTHER },
  'connected-person': { required: false, allowed: FAMILY_OR_OTHER },
  'head-on-duty': { required: false, allowed: [] },
  interpreter: { required: false, allowed: FAMILY_OR_OTHER },
  witness: { required: false, allowed: FAMILY_OR_OTHER },
};
