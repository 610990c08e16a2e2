export function bundleVerifyPage(options: { root: string; outFile: string; anchors?: string }): Promise<void>;
