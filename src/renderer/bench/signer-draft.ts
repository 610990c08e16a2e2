import { useState } from 'react';
import type { Capacity, IntentPayload, Relation, SignerView, TaskView } from '../../contracts/ipc';

/** What the nurse has filled in for the next signer, before it is sent. */
export interface SignerDraft {
  readonly capacity: Capacity;
  readonly name: string;
  readonly relation: Relation | undefined;
}

/** Capacities in which a relation to the patient is asked for (GB/T 4761). */
const WITH_RELATION: readonly Capacity[] = ['legal-guardian', 'close-relative', 'authorised-agent', 'connected-person'];
export const needsRelation = (capacity: Capacity): boolean => WITH_RELATION.includes(capacity);

/** Signers sign in the order of the form: the first who has not confirmed is next. */
export const nextSigner = (task: TaskView): SignerView | undefined =>
  task.signers.find(({ state }) => state === 'waiting' || state === 'chosen' || state === 'signing');

export const isComplete = (draft: SignerDraft): boolean =>
  draft.name.trim() !== '' && (!needsRelation(draft.capacity) || draft.relation !== undefined);

/** The intent's payload; a relation goes along only where the capacity asks for one. */
export function chosenSigner(slot: number, draft: SignerDraft): IntentPayload<'signer.choose'> {
  const chosen = { slot, capacity: draft.capacity, name: draft.name.trim() };
  return needsRelation(draft.capacity) && draft.relation !== undefined
    ? { ...chosen, relation: draft.relation }
    : chosen;
}

/** The draft of one signer; the caller gives a `key` per signer so that a new one starts from the form's own wishes. */
export function useSignerDraft(
  task: TaskView,
  signer: SignerView,
): [SignerDraft, (change: Partial<SignerDraft>) => void] {
  const [draft, setDraft] = useState<SignerDraft>({
    capacity: signer.capacity,
    name: signer.name || (signer.capacity === 'patient' ? task.patient.name : ''),
    relation: signer.relation,
  });
  const change = (part: Partial<SignerDraft>) =>
    setDraft((old) => {
      const next = { ...old, ...part };
      if (next.capacity === old.capacity) return next;
      if (next.capacity === 'patient') return { ...next, name: task.patient.name, relation: undefined };
      return { ...next, name: old.capacity === 'patient' ? '' : next.name };
    });
  return [draft, change];
}
