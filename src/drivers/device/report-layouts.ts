import type { DeviceDefinition } from './definition';

/**
 * The layouts that reports of a definition come in, `family` or `family/layout`. Definitions of one layout are read by the
 * same code, so that a trace of one stands for all of them.
 */
export function reportLayoutsOf(definition: DeviceDefinition): readonly string[] {
  if (definition.kind !== 'pen-tablet') return [definition.kind];
  const { codec } = definition;
  if (codec.family === 'wacom-pen') return [`${codec.family}/${codec.layout}`];
  if (codec.family === 'uc-logic') return codec.modes.map(({ layout }) => `${codec.family}/${layout}`);
  // the option mode decides what follows the place
  if (codec.family === 'wacom-stu') return [`${codec.family}/${codec.optionModes[0] ?? 0}`];
  if (codec.family === 'topaz') return [`${codec.family}/${codec.format}`];
  if (codec.family === 'wacom-iv') return [`${codec.family}/${codec.layout.tilt ? 9 : 7}`];
  return [codec.family];
}
