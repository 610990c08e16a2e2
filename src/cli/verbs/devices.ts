import { DEFINITIONS, linksOf } from '../../drivers/device';
import { EXIT_USAGE, type Verb } from '../verb';

export const devicesVerb: Verb = {
  name: 'devices',
  usage: 'devices [--json]',
  summary: {
    zh: '列出支持的全部设备',
    en: 'lists every device that is known here',
  },
  options: { json: { type: 'boolean' } },
  async run(values, positionals, io) {
    if (positionals.length > 0) {
      io.error(`inkwitness ${devicesVerb.usage}`);
      return EXIT_USAGE;
    }
    for (const definition of DEFINITIONS) {
      if (values['json'] === true) io.out(JSON.stringify(definition));
      else {
        const links = linksOf(definition).map(({ kind }) => kind);
        io.out(
          `${definition.id.padEnd(24)} ${definition.vendor} ${definition.product}  ${links.join(', ') || 'screen'}`,
        );
      }
    }
    return 0;
  },
};
