import { create } from 'qrcode';
import { useMemo } from 'react';

/** Quiet zone around the symbol in modules (ISO/IEC 18004, 5.3.8). */
const QUIET = 4;

/** A QR code as one vector path, error correction M. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, side } = useMemo(() => modulesPath(text), [text]);
  return (
    <svg className="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className="qr-code__ground" d={`M0 0h${side}v${side}h-${side}z`} />
      <path className="qr-code__modules" d={path} />
    </svg>
  );
}

function modulesPath(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { path, side: modules.size + 2 * QUIET };
}
