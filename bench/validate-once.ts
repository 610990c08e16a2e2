// One reading in a process of its own; prints the peak of resident memory in MiB. Arguments: `validate|second`, file, source.
import { stat } from 'node:fs/promises';
import { must } from '../src/core/base';
import { checkEvidence } from '../src/core/evidence';
import { validatePdf } from '../src/core/validation';
import { nodeDigest, nodeInflate, nodeVerifier, openFile } from '../src/platform/node';
import { readAgain } from '../src/server/second-reader/read-again';

const [what, path, source] = process.argv.slice(2) as [string, string, string];
const file = await openFile(path);
const ports = { digest: nodeDigest, verifier: nodeVerifier, inflate: nodeInflate, checkEvidence };
const report = must(await validatePdf(file, { anchors: [], nowMs: Date.now(), ...ports }));
await file.close();
if (what === 'second')
  await readAgain({
    path,
    source: { path: source, size: (await stat(source)).size },
    claims: report.signatures,
    foreignUpTo: 0,
  });
console.log(process.resourceUsage().maxRSS / 1024);
