import { describe, expect, it } from 'vitest';
import { CAPACITIES, RELATIONS } from '../../contracts/ipc';
import { RELATION_RULES, SIGNER_CAPACITIES, SIGNER_RELATIONS } from './capacity';
import type { ConsentTask, SignerSlot } from './consent-task';
import { checkBasis } from './signer-basis';

const slot: SignerSlot = {
  slot: 0,
  capacity: 'patient',
  allowedCapacities: [...SIGNER_CAPACITIES],
  fingerprint: 'optional',
  required: true,
};
const task: ConsentTask = { taskId: 't', patientName: '王秀英', sourceDigest: '00', pageCount: 1, slots: [slot] };
const code = (basis: Parameters<typeof checkBasis>[2], of = slot) => {
  const result = checkBasis(task, of, basis);
  return result.ok ? 'ok' : result.error.code;
};

describe('signer basis', () => {
  it('speaks the same capacities and relations as the screens', () => {
    expect(SIGNER_CAPACITIES).toEqual(CAPACITIES);
    expect(SIGNER_RELATIONS).toEqual(RELATIONS);
  });

  it('answers for every capacity with every relation as the table says', () => {
    for (const capacity of SIGNER_CAPACITIES) {
      const rule = RELATION_RULES[capacity];
      for (const relation of [undefined, ...SIGNER_RELATIONS]) {
        const basis = { capacity, name: '王秀英', ...(relation === undefined ? {} : { relation }) };
        const wanted =
          relation === undefined
            ? rule.required
              ? 'SESSION_RELATION_REQUIRED'
              : 'ok'
            : rule.allowed.includes(relation)
              ? 'ok'
              : 'SESSION_RELATION_NOT_ALLOWED';
        expect(code(basis), `${capacity} ${relation}`).toBe(wanted);
      }
    }
  });

  it('lets nobody but the patient sign as the patient, and no relative without a relation', () => {
    expect(code({ capacity: 'patient', name: '王建国' })).toBe('SESSION_PATIENT_NAME_DIFFERS');
    expect(code({ capacity: 'patient', name: ' 王秀英 ' })).toBe('ok');
    expect(code({ capacity: 'close-relative', name: '王建国' })).toBe('SESSION_RELATION_REQUIRED');
    expect(code({ capacity: 'close-relative', name: '王建国', relation: '99' })).toBe('SESSION_RELATION_NOT_ALLOWED');
    expect(code({ capacity: 'head-on-duty', name: '李主任', relation: '10' })).toBe('SESSION_RELATION_NOT_ALLOWED');
    expect(code({ capacity: 'witness', name: '  ' })).toBe('SESSION_NAME_MISSING');
  });

  it('keeps to the capacities that the form allows', () => {
    const strict: SignerSlot = { ...slot, allowedCapacities: ['legal-guardian'] };
    expect(code({ capacity: 'patient', name: '王秀英' }, strict)).toBe('ok');
    expect(code({ capacity: 'legal-guardian', name: '王建国' }, strict)).toBe('ok');
    expect(code({ capacity: 'witness', name: '王建国' }, strict)).toBe('SESSION_CAPACITY_NOT_ALLOWED');
  });
});
