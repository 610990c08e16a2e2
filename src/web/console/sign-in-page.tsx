import { type FormEvent, useState } from 'react';
import type { ErrorBody } from '../../contracts/api';
import { useWords } from './language';
import { serverDoor } from './server-door';
import type { WordKey } from './words-catalogue';

type Trouble = readonly [word: WordKey, values?: Readonly<Record<string, number>>];

function troubleOf({ code, safeDetails }: ErrorBody): Trouble {
  if (code === 'AUTH_SIGN_IN_THROTTLED')
    return ['signIn.throttled', { minutes: Math.ceil(Number(safeDetails?.['retryAfterSeconds'] ?? 60) / 60) }];
  return [code === 'API_BUSY' ? 'signIn.busy' : 'signIn.failed'];
}

/** `ended`: somebody was signed in, and the server let the session end. */
export function SignInPage({ ended, onSignedIn }: { ended: boolean; onSignedIn: () => void }) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState<Trouble | undefined>(ended ? ['signIn.ended'] : undefined);
  const [isAtWork, setAtWork] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setAtWork(true);
    const said = await serverDoor.signIn(String(given.get('name')).trim(), String(given.get('password')));
    setAtWork(false);
    if (said.kind === 'here') onSignedIn();
    else setTrouble(said.kind === 'away' ? ['signIn.away'] : troubleOf(said.error));
  };

  return (
    <main className="sign-in">
      <form className="sign-in__card" onSubmit={submit}>
        <h1>{t('signIn.title')}</h1>
        <p>{t('signIn.why')}</p>
        {trouble && (
          <p className="note note--bad" role="alert">
            {t(...trouble)}
          </p>
        )}
        <label>
          {t('signIn.name')}
          <input name="name" autoComplete="username" required maxLength={64} autoCapitalize="none" spellCheck={false} />
        </label>
        <label>
          {t('signIn.password')}
          <input name="password" type="password" autoComplete="current-password" required maxLength={256} />
        </label>
        <button type="submit" className="button button--strong" disabled={isAtWork}>
          {t(isAtWork ? 'signIn.working' : 'signIn.button')}
        </button>
        <p className="small">{t('signIn.help')}</p>
      </form>
    </main>
  );
}
