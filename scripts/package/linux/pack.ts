import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LinuxPackage } from './layout';

const MAINTAINER = 'InkWitness <security@inkwitness.example>';

/** deb-control(5): a paragraph of fields. */
function control({ name, version, description, depends, recommends }: LinuxPackage): string {
  const fields = {
    Package: name,
    Version: version,
    Architecture: 'amd64',
    Maintainer: MAINTAINER,
    Section: 'misc',
    Priority: 'optional',
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Description: description,
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== '');
  return `${lines.map(([field, value]) => `${field}: ${value}`).join('\n')}\n`;
}

/** Builds the .deb with dpkg-deb; everything belongs to root. `compression`: dpkg-deb's -Z and -z. */
export function packDeb(root: string, item: LinuxPackage, output: string, compression = ['-Zxz', '-z6']): void {
  const meta = join(item.tree, 'DEBIAN');
  mkdirSync(meta, { recursive: true });
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(join(meta, 'control'), control(item));
  if (item.conffiles.length > 0) writeFileSync(join(meta, 'conffiles'), `${item.conffiles.join('\n')}\n`);
  for (const [name, file] of Object.entries(item.scripts)) {
    cpSync(join(root, file), join(meta, name));
    execFileSync('chmod', ['0755', join(meta, name)]);
  }
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', item.tree, output], { stdio: 'pipe' });
  rmSync(meta, { recursive: true });
}

/** The same tree as .tar.gz, for systems without dpkg: `tar -xzf FILE -C /`. */
export function packTarball(item: LinuxPackage, output: string): void {
  mkdirSync(dirname(output), { recursive: true });
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name'];
  execFileSync('tar', ['-C', item.tree, ...owner, '-czf', output, '.'], { stdio: 'pipe' });
}
