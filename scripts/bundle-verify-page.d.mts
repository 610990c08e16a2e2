import type { Metafile } from 'esbuild';

export function bundleVerifyPage(options: { root: string; outFile: string; anchors?: string }): Promise<Metafile>;
