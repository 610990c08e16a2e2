import { useEffect, useRef } from 'react';
import { useInkStore } from './ink-context';
import type { FingerPicture as Picture } from './ink-store';

/** The live picture of the finger pad, tinted like a print on paper. */
export function FingerPicture({ label }: { label: string }) {
  const store = useInkStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = () => {
      if (canvas.current !== null) paintFinger(canvas.current, store.finger);
    };
    paint();
    return store.subscribe(paint);
  }, [store]);
  return <canvas ref={canvas} role="img" aria-label={label} className="finger-picture" />;
}

function paintFinger(canvas: HTMLCanvasElement, picture: Picture | undefined): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  if (picture === undefined) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return;
  }
  const { width, height, pixels } = picture;
  if (!(width > 0 && height > 0 && width * height <= pixels.length)) return;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const image = context.createImageData(width, height);
  const [red, green, blue] = tintOf(canvas);
  for (let at = 0; at < width * height; at++) {
    image.data[4 * at] = red;
    image.data[4 * at + 1] = green;
    image.data[4 * at + 2] = blue;
    image.data[4 * at + 3] = 255 - (pixels[at] ?? 255);
  }
  context.putImageData(image, 0, 0);
}

/** The canvas's CSS colour: the vermilion of the tokens. */
function tintOf(canvas: HTMLCanvasElement): [number, number, number] {
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(canvas).color.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
}
