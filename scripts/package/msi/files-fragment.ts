import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rowId, uuid, wix } from './names';

/** The one file that registry and shortcut point at. */
const PROGRAM = 'inkwitness.exe';

/**
 * Fragment `Files`: one component for each file of the application folder, with ids that follow from its path alone, so
 * that two tool chains and two versions agree on them.
 */
export function filesFragment(folder: string): string {
  const components: string[] = [];
  const tree = (inside: string, indent: string): string =>
    readdirSync(join(folder, inside), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => {
        const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
        if (entry.isDirectory()) {
          return `${indent}<Directory Id="${rowId('d', path)}" Name="${wix(entry.name)}">\n${tree(path, `${indent}  `)}${indent}</Directory>\n`;
        }
        const id = rowId('c', path);
        components.push(id);
        const file = path === PROGRAM ? 'Program' : rowId('f', path);
        return `${indent}<Component Id="${id}" Guid="${uuid(path.toLowerCase())}" Win64="yes"><File Id="${file}" Name="${wix(entry.name)}" Source="$(var.Folder)/${wix(path)}" KeyPath="yes" /></Component>\n`;
      })
      .join('');
  const directories = tree('', '      ');
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Fragment>
    <DirectoryRef Id="INSTALLDIR">
${directories}    </DirectoryRef>
    <ComponentGroup Id="Files">
${components.map((id) => `      <ComponentRef Id="${id}" />`).join('\n')}
    </ComponentGroup>
  </Fragment>
</Wix>
`;
}
