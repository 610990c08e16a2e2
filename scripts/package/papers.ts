import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { judgeLicences } from './licences';
import type { ProductionPackage } from './production-packages';

export interface PapersOrder {
  readonly root: string;
  readonly folder: string;
  readonly subject: { readonly name: string; readonly version: string };
  readonly packages: readonly ProductionPackage[];
  /** Version of the Electron inside, where there is one. */
  readonly runtime?: string;
}

/**
 * Writes what lies beside a program for whoever has to account for it: LICENSE, THIRD-PARTY-LICENSES.txt and the bill of
 * materials sbom.cdx.json (CycloneDX 1.6, ECMA-424). Refuses a package whose licence is not on the list.
 */
export async function writePapers(order: PapersOrder): Promise<void> {
  const { root, folder } = order;
  const packages = [...new Map(order.packages.map((item) => [item.path, item])).values()];
  const refused = judgeLicences(packages);
  if (refused.length > 0) throw new Error(`licences that nobody has accepted: ${refused.join('; ')}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'LICENSE.inkwitness.txt'), readFileSync(join(root, 'LICENSE')));
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(root, packages));
  await writeFile(join(folder, 'sbom.cdx.json'), billOfMaterials({ ...order, packages }));
}

const RULE = '='.repeat(100);

function thirdPartyLicences(root: string, packages: readonly ProductionPackage[]): string {
  return packages
    .map(({ path, name, version, license }) => {
      const texts = readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
        .map((entry) => readFileSync(join(root, path, entry.name), 'utf8').trim());
      return [RULE, `${name} ${version}: ${license}`, RULE, ...texts, ''].join('\n');
    })
    .join('\n');
}

function billOfMaterials({ subject, packages, runtime }: PapersOrder): string {
  const bill = new Models.Bom();
  const product = new Models.Component(Enums.ComponentType.Application, subject.name, { version: subject.version });
  product.licenses.add(new Models.SpdxLicense('Apache-2.0'));
  bill.metadata.component = product;
  for (const item of packages) bill.components.add(componentOf(item));
  if (runtime) {
    const electron = new Models.Component(Enums.ComponentType.Framework, 'electron', {
      version: runtime,
      bomRef: `electron@${runtime}`,
    });
    electron.licenses.add(new Models.SpdxLicense('MIT'));
    bill.components.add(electron);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bill, { sortLists: true, space: 1 });
}

function componentOf({ path, name, version, license, integrity }: ProductionPackage): Models.Component {
  const cut = name.startsWith('@') ? name.indexOf('/') : -1;
  const component = new Models.Component(Enums.ComponentType.Library, name.slice(cut + 1), {
    ...(cut > 0 ? { group: name.slice(0, cut) } : {}),
    version,
    bomRef: path,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  });
  if (license) {
    const single = /^[\w.-]+$/.test(license);
    component.licenses.add(single ? new Models.SpdxLicense(license) : new Models.LicenseExpression(license));
  }
  const [algorithm, value] = integrity?.split('-') ?? [];
  if (algorithm === 'sha512' && value)
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(value, 'base64').toString('hex'));
  return component;
}
