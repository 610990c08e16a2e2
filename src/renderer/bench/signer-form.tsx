import { useId } from 'react';
import { RELATIONS, type Relation, type SignerView } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { needsRelation, type SignerDraft } from './signer-draft';

interface Props {
  readonly signer: SignerView;
  readonly draft: SignerDraft;
  readonly onChange: (change: Partial<SignerDraft>) => void;
}

/** Who signs, in which capacity, and how they are related to the patient. */
export function SignerForm({ signer, draft, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="signer-form">
      <fieldset className="capacities">
        <legend className="field__label">{t('signer.capacity')}</legend>
        <div className="capacities__choices">
          {signer.allowedCapacities.map((capacity) => (
            <Button key={capacity} pressed={capacity === draft.capacity} onPress={() => onChange({ capacity })}>
              {t(`capacity.${capacity}`)}
            </Button>
          ))}
        </div>
      </fieldset>
      <div className="signer-form__fields">
        {draft.capacity !== 'patient' && (
          <label className="field" htmlFor={`${id}-name`}>
            <span className="field__label">{t('signer.name')}</span>
            <input
              id={`${id}-name`}
              className="field__input"
              value={draft.name}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          </label>
        )}
        {needsRelation(draft.capacity) && (
          <label className="field" htmlFor={`${id}-relation`}>
            <span className="field__label">{t('signer.relation')}</span>
            <select
              id={`${id}-relation`}
              className="field__input"
              value={draft.relation ?? ''}
              onChange={(event) => onChange({ relation: relationOf(event.target.value) })}
            >
              <option value="">{t('signer.relation.choose')}</option>
              {RELATIONS.filter((relation) => relation !== '01').map((relation) => (
                <option key={relation} value={relation}>
                  {t(`relation.${relation}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </div>
  );
}

const relationOf = (value: string): Relation | undefined => RELATIONS.find((relation) => relation === value);
