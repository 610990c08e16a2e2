/** Text of bytes by WHATWG encoding label (gbk, gb18030, big5, …); bytes without a meaning become U+FFFD. */
export const nodeDecodeText = (charset: string, bytes: Uint8Array): string => new TextDecoder(charset).decode(bytes);
