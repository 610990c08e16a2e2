import { toHex } from '../../core/base';
import { type Certificate, nameValue } from '../../core/pki';
import { webDigest } from '../../platform/web';
import { Digest } from './facts';
import { FilePicker } from './file-picker';
import { useWords } from './language';

export interface Anchor {
  readonly certificate: Certificate;
  readonly origin: 'trust.builtIn' | 'trust.dropped';
}

interface Props {
  readonly anchors: readonly Anchor[];
  readonly onFiles: (files: readonly File[]) => void;
}

/** The anchors in use, so that nobody has to believe the page blindly. */
export function TrustCard({ anchors, onFiles }: Props) {
  const { t } = useWords();
  return (
    <section className="card">
      <h2>{t('trust.title')}</h2>
      {anchors.length === 0 && <p className="note">{t('trust.none')}</p>}
      <ul className="anchors">
        {anchors.map(({ certificate, origin }) => (
          <li key={toHex(certificate.raw.subarray(0, 64))}>
            <p>
              <b>{nameValue(certificate.subject, 'commonName') ?? '-'}</b> · {t(origin)}
            </p>
            <p className="small">
              {t('trust.fingerprint')} <Digest hex={toHex(webDigest.hash('SHA-256', certificate.raw))} />
            </p>
          </li>
        ))}
      </ul>
      {anchors.length > 0 && <p className="small">{t('trust.compare')}</p>}
      <FilePicker label={t('trust.add')} accept=".pem,.crt,.cer" onFiles={onFiles} />
    </section>
  );
}
