import { useEffect, useRef } from 'react';
import type { FingerImage } from '../../core/finger';
import { useWords } from './language';

/** The print as the reader gave it, in the colour of a seal. */
export function FingerPicture({ image }: { image: FingerImage }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(canvas.current).color.match(/\d+/g) ?? []).map(Number);
    const picture = context.createImageData(image.width, image.height);
    image.pixels.forEach((grey, at) => {
      picture.data.set([red, green, blue, 255 - grey], 4 * at);
    });
    context.putImageData(picture, 0, 0);
  }, [image]);
  return (
    <figure className="finger">
      <canvas ref={canvas} width={image.width} height={image.height} role="img" aria-label={t('finger.label')} />
      <figcaption>{t('finger.label')}</figcaption>
    </figure>
  );
}
