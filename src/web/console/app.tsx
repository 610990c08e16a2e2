import { useWords } from './language';
import { SignInPage } from './sign-in-page';
import { StationsPage } from './stations-page';
import { TopBar } from './top-bar';
import { useStations } from './use-stations';

/** The page in each of its states; what was seen last stays while the server is away. */
export function App() {
  const { t } = useWords();
  const { seen, again, signedOut } = useStations();
  const picture = seen.kind === 'here' ? seen.picture : undefined;
  const waiting = seen.kind === 'loading' ? 'loading' : seen.kind === 'here' && !picture ? 'away.first' : undefined;
  return (
    <div className="page">
      <TopBar picture={picture} onSignedOut={signedOut} />
      {waiting && (
        <p className="waiting" role="status">
          {t(waiting)}
        </p>
      )}
      {seen.kind === 'signed-out' && <SignInPage ended={seen.ended} onSignedIn={again} />}
      {seen.kind === 'here' && picture && <StationsPage picture={picture} isAway={seen.isAway} />}
    </div>
  );
}
