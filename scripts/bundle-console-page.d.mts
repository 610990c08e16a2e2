import type { Metafile } from 'esbuild';

export function bundleConsolePage(options: { root: string; outDir: string }): Promise<Metafile>;
