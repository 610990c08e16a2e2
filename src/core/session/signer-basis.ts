import { err, ok, type Result } from '../base';
import { RELATION_RULES, type SignerCapacity } from './capacity';
import type { ConsentTask, SignerBasis, SignerSlot } from './consent-task';

/** Capacities that may sign in a slot: the one that the form names first, then the ones that the hospital allows. */
export const capacitiesOf = (slot: SignerSlot): readonly SignerCapacity[] => [
  ...new Set([slot.capacity, ...slot.allowedCapacities]),
];

/**
 * Whether this basis may sign in this slot.
 * Errors: SESSION_CAPACITY_NOT_ALLOWED, SESSION_NAME_MISSING, SESSION_PATIENT_NAME_DIFFERS, SESSION_RELATION_REQUIRED,
 * SESSION_RELATION_NOT_ALLOWED. Source: 病历书写基本规范 10; 民法典 1045, 1219, 1220.
 */
export function checkBasis(task: ConsentTask, slot: SignerSlot, basis: SignerBasis): Result<SignerBasis> {
  if (!capacitiesOf(slot).includes(basis.capacity)) return err('SESSION_CAPACITY_NOT_ALLOWED');
  const name = basis.name.trim();
  if (name === '') return err('SESSION_NAME_MISSING');
  if (basis.capacity === 'patient' && name !== task.patientName.trim()) return err('SESSION_PATIENT_NAME_DIFFERS');
  const rule = RELATION_RULES[basis.capacity];
  const { relation } = basis;
  if (relation === undefined) {
    return rule.required ? err('SESSION_RELATION_REQUIRED') : ok({ capacity: basis.capacity, name });
  }
  if (!rule.allowed.includes(relation)) return err('SESSION_RELATION_NOT_ALLOWED');
  return ok({ capacity: basis.capacity, name, relation });
}
