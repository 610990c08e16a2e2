import type { DisplaysView, DisplayView } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';

/** Which display is which, before and behind the bed; and which one is the patient's. */
export function Displays() {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const { displays } = snapshot;
  if (displays === undefined || displays.all.length === 0) return <p>{t('display.none')}</p>;
  return (
    <div className="displays">
      <div className="displays__head">
        <p className="displays__words">
          {t(`display.by.${displays.setBy}`)} {t('display.hint')}
        </p>
        <Button icon="eye" look="primary" onPress={() => void send('displays.identify', {})}>
          {t('display.identify')}
        </Button>
        {displays.setBy === 'local' && (
          <Button icon="refresh" onPress={() => void send('displays.choose', { id: null })}>
            {t('display.automatic')}
          </Button>
        )}
      </div>
      <DisplayMap all={displays.all} />
      <ul className="displays__list">
        {displays.all.map((display) => (
          <Line key={display.id} display={display} setBy={displays.setBy} />
        ))}
      </ul>
    </div>
  );
}

function Line({ display, setBy }: { display: DisplayView; setBy: DisplaysView['setBy'] }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { id, number, label, bounds, roles, mayBePatient } = display;
  const isOpen = setBy === 'default' || setBy === 'local';
  return (
    <li className="display-line">
      <strong className="display-line__number figures">{number}</strong>
      <span className="display-line__what">
        <strong>{label === '' ? t('display.unnamed') : label}</strong>
        <span className="figures">{t('display.size', { width: bounds.width, height: bounds.height })}</span>
      </span>
      <span className="display-line__roles">
        {roles.length === 0 ? t('display.role.unused') : roles.map((role) => t(`display.role.${role}`)).join(', ')}
      </span>
      {isOpen && mayBePatient && !roles.includes('patient') && (
        <Button icon="hand" onPress={() => void send('displays.choose', { id })}>
          {t('display.choose', { number })}
        </Button>
      )}
    </li>
  );
}

/** As they stand on the desktop, with their numbers; the list below says the same in words. */
function DisplayMap({ all }: { all: readonly DisplayView[] }) {
  const left = Math.min(...all.map(({ bounds }) => bounds.x));
  const top = Math.min(...all.map(({ bounds }) => bounds.y));
  const right = Math.max(...all.map(({ bounds }) => bounds.x + bounds.width));
  const bottom = Math.max(...all.map(({ bounds }) => bounds.y + bounds.height));
  return (
    <svg className="display-map" viewBox={`${left} ${top} ${right - left} ${bottom - top}`} aria-hidden="true">
      {all.map(({ id, number, bounds: { x, y, width, height }, roles }) => (
        <g
          key={id}
          className={roles.includes('patient') ? 'display-map__one display-map__one--patient' : 'display-map__one'}
        >
          <rect x={x + 12} y={y + 12} width={width - 24} height={height - 24} rx={24} />
          <text x={x + width / 2} y={y + height / 2} fontSize={Math.min(width, height) / 2}>
            {number}
          </text>
        </g>
      ))}
    </svg>
  );
}
