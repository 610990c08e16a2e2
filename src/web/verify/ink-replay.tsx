import { useEffect, useRef, useState } from 'react';
import { useWords } from './language';
import { paintReplay, pointAt, type Replay } from './replay';

const PIXELS = 1400;

/** With reduced motion a stroke appears when it is finished, and nothing in between. */
const wholeStrokes = (replay: Replay, atUs: number): number =>
  replay.strokes.reduce((last, stroke) => {
    const end = stroke.at(-1)?.atUs ?? 0;
    return end <= atUs ? Math.max(last, end) : last;
  }, 0);

/** The pen as it moved: stands still with everything written until somebody asks it to move. */
export function InkReplay({ replay }: { replay: Replay }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [atUs, setAtUs] = useState(replay.durationUs);
  const [playing, setPlaying] = useState(false);
  const aspect = Math.min(6, Math.max(0.5, replay.box.width / replay.box.height));

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current && context) paintReplay(context, replay, atUs, getComputedStyle(canvas.current).color);
  }, [replay, atUs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts from where the replay stands
  useEffect(() => {
    if (!playing) return undefined;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const beganAt = performance.now() - (atUs >= replay.durationUs ? 0 : atUs / 1000);
    let frame = 0;
    const tick = () => {
      const nowUs = (performance.now() - beganAt) * 1000;
      const ended = nowUs >= replay.durationUs;
      setAtUs(ended ? replay.durationUs : calm ? wholeStrokes(replay, nowUs) : nowUs);
      if (ended) setPlaying(false);
      else frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, replay]);

  const pressure = atUs >= replay.durationUs ? 0 : (pointAt(replay, atUs)?.pressure ?? 0);
  const seconds = (us: number) => (us / 1_000_000).toFixed(2);
  return (
    <figure className="replay">
      <canvas
        ref={canvas}
        width={PIXELS}
        height={Math.round(PIXELS / aspect)}
        className="replay__canvas"
        role="img"
        aria-label={t('replay.label')}
      />
      <div className="replay__bar">
        <button type="button" className="button button--strong" onClick={() => setPlaying(!playing)}>
          {playing ? t('replay.pause') : t('replay.play')}
        </button>
        <input
          type="range"
          className="replay__time"
          min={0}
          max={replay.durationUs}
          step={1000}
          value={atUs}
          aria-label={t('replay.time')}
          aria-valuetext={`${seconds(atUs)} s`}
          onChange={(event) => {
            setPlaying(false);
            setAtUs(Number(event.target.value));
          }}
        />
        <output className="figures">
          {seconds(atUs)} / {seconds(replay.durationUs)} s
        </output>
      </div>
      <figcaption className="replay__caption">
        {replay.hasPressure && (
          <label className="replay__pressure">
            {t('replay.pressure')} <meter min={0} max={1} value={pressure} />
          </label>
        )}
        <span>{t(replay.clock === 'device' ? 'replay.clock.device' : 'replay.clock.host')}</span>
      </figcaption>
    </figure>
  );
}
