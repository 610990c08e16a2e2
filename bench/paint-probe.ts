/** What a page saw; times in microseconds of its wall clock (performance.timeOrigin + now). */
export interface Seen {
  /** One for each message of the display port: when the host got its oldest point, when the points were painted. */
  readonly pen: readonly { readonly sentUs: number; readonly paintedUs: number; readonly points: number }[];
  /** x, y of every point in the order they came, as parts of the pad. */
  readonly places: readonly number[];
  /** One for each pointer sample: when the browser got it, when it was painted. */
  readonly pointer: readonly { readonly sentUs: number; readonly paintedUs: number }[];
}

declare global {
  interface Window {
    inkSeen: { take(): Seen };
  }
}

/**
 * Runs in the patient's page and uses nothing from outside. It watches the product's ink, and lays over it a canvas of the
 * same size that draws the window's own pointer in the shortest way a page has: pointermove, animation frame, line. For
 * both, painted is the first task after the frame: by then the picture is with the compositor.
 */
export function watchPaints(): void {
  const nowUs = () => (performance.timeOrigin + performance.now()) * 1000;
  let pen: Seen['pen'][number][] = [];
  let places: number[] = [];
  let pointer: Seen['pointer'][number][] = [];

  const painted: ((paintedUs: number) => void)[] = [];
  const frameEnd = new MessageChannel();
  frameEnd.port1.onmessage = () => painted.shift()?.(nowUs());
  const afterFrame = (then: (paintedUs: number) => void) => {
    painted.push(then);
    frameEnd.port2.postMessage(0);
  };

  let arrived: { sentUs: number; points: number }[] = [];
  window.kiosk.onDisplay((message) => {
    if (message.kind !== 'points') return;
    const { triples } = message;
    arrived.push({ sentUs: message.sentAtUs, points: triples.length / 3 });
    for (let at = 0; at < triples.length; at += 3) places.push(triples[at] ?? 0, triples[at + 1] ?? 0);
  });
  document.addEventListener('inkpainted', () => {
    const messages = arrived;
    arrived = [];
    if (messages.length === 0) return;
    afterFrame((paintedUs) => pen.push(...messages.map((message) => ({ ...message, paintedUs }))));
  });

  const ink = document.querySelector<HTMLCanvasElement>('.ink-canvas canvas');
  const own = document.createElement('canvas');
  const context = own.getContext('2d');
  if (ink === null || context === null) throw new Error('no ink on this page');
  own.width = ink.width;
  own.height = ink.height;
  const { left, top, width, height } = ink.getBoundingClientRect();
  const place = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
  Object.assign(own.style, { position: 'fixed', zIndex: '9', ...place });
  document.body.append(own);

  let moves: PointerEvent[] = [];
  const draw = () => {
    const drawn = moves;
    moves = [];
    for (const move of drawn) context.lineTo(move.offsetX, move.offsetY);
    context.stroke();
    context.beginPath();
    const last = drawn.at(-1);
    if (last !== undefined) context.moveTo(last.offsetX, last.offsetY);
    const came = drawn.map(({ timeStamp }) => (performance.timeOrigin + timeStamp) * 1000);
    afterFrame((paintedUs) => pointer.push(...came.map((sentUs) => ({ sentUs, paintedUs }))));
  };
  own.addEventListener('pointermove', (event) => {
    if (moves.length === 0) requestAnimationFrame(draw);
    moves.push(...event.getCoalescedEvents());
  });

  window.inkSeen = {
    take: () => {
      const seen = { pen, places, pointer };
      pen = [];
      places = [];
      pointer = [];
      return seen;
    },
  };
}
