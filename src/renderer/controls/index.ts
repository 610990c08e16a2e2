export { Button } from './button';
export { Icon, type IconName } from './icon';
export { useNow } from './use-now';
export { usePixelRatio, useSize } from './use-size';
