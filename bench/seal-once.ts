// One seal in a process of its own; prints the peak of resident memory in MiB. Arguments: `ours|libpdf|cantoo`, source, out.
import { cantoo, libPdf } from './seal-peers';
import { formReady, sealingRig, sealOnce } from './sealing-rig';

const [who, source, out] = process.argv.slice(2) as [string, string, string];
const rig = await sealingRig();
if (who === 'ours') {
  const form = await formReady(source, rig);
  await sealOnce(form, rig);
  await form.remove();
} else await (who === 'libpdf' ? libPdf : cantoo)(source, out, rig.hospital);
console.log(process.resourceUsage().maxRSS / 1024);
