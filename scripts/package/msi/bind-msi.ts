import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { peVersion } from './pe-version';
import { at, type Column, idtType, type Linked, type Table } from './wixout';

export interface BindOrder {
  readonly linked: Linked;
  /** An empty folder of ours. */
  readonly work: string;
  readonly output: string;
  /** `{UUID}` that tells this package from every other one. */
  readonly packageCode: string;
  readonly compression: 'mszip' | 'none';
}

type Row = (string | undefined)[];
const MEDIA_COLUMNS: readonly Column[] = [
  column('DiskId', 'number', 2, { primaryKey: true }),
  column('LastSequence', 'number', 4),
  column('DiskPrompt', 'localized', 64, { nullable: true }),
  column('Cabinet', 'string', 255, { nullable: true }),
  column('VolumeLabel', 'string', 32, { nullable: true }),
  column('Source', 'string', 72, { nullable: true }),
];
const HASH_COLUMNS: readonly Column[] = [
  column('File_', 'string', 72, { primaryKey: true }),
  column('Options', 'number', 2),
  ...[1, 2, 3, 4].map((part) => column(`HashPart${part}`, 'number', 4)),
];
/** Columns that hold a file: rows of these tables are streams beside the text. */
const STREAM_TABLES = ['Icon', 'Binary'];
const CABINET = 'kiosk.cab';

function column(name: string, type: Column['type'], length: number, more: Partial<Column> = {}): Column {
  return { name, type, length, nullable: false, primaryKey: false, unreal: false, ...more };
}

/**
 * Writes the package from what light linked: what light itself does on Windows with msi.dll. Files into a cabinet (gcab),
 * their size, version or hash into the tables, tables and streams into the database (msibuild of msitools).
 */
export function bindMsi({ linked, work, output, packageCode, compression }: BindOrder): void {
  const { tables, codepage } = linked;
  const cabinet = packFiles(tables, work, compression);
  dropEmptyProperties(tables);
  rmSync(output, { force: true });
  const msibuild = (...args: string[]): void => {
    execFileSync('msibuild', [resolve(output), ...args], { cwd: work, stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const summary = summaryRows(tables, packageCode);
  msibuild('-s', summary.get(2) ?? '', summary.get(4) ?? '', summary.get(7) ?? '', packageCode);
  const files = [...tables.values()]
    .filter((table) => table.real && table.rows.length > 0)
    .map((table) => writeIdt(table, work));
  writeFileSync(join(work, 'codepage.idt'), `\r\n\r\n${codepage}\t_ForceCodepage\r\n`);
  for (const [index, file] of files.entries()) {
    msibuild('-i', file);
    // An empty database forgets its code page.
    if (index === 0) msibuild('-i', 'codepage.idt');
  }
  msibuild('-a', CABINET, cabinet);
  const lines = [...summary].sort(([a], [b]) => a - b).map(([id, value]) => `${id}\t${value}`);
  const head = ['PropertyId\tValue', 'i2\tl255', '_SummaryInformation\tPropertyId'];
  writeFileSync(join(work, 'summary.idt'), `${[...head, ...lines].join('\r\n')}\r\n`);
  msibuild('-i', 'summary.idt');
}

function packFiles(tables: Map<string, Table>, work: string, compression: BindOrder['compression']): string {
  const files = tableOf(tables, 'File');
  const notes = tableOf(tables, 'WixFile');
  const sources = new Map(notes.rows.map((row) => [row[0], (row[at(notes, 'Source')] ?? '').replaceAll('\\', '/')]));
  const stage = join(work, 'cabinet');
  mkdirSync(stage);
  const hashes: Row[] = [];
  for (const [index, row] of files.rows.entries()) {
    const id = row[0] ?? '';
    const source = sources.get(id) ?? '';
    const bytes = readFileSync(source);
    symlinkSync(resolve(source), join(stage, id));
    row[at(files, 'FileSize')] = String(bytes.length);
    row[at(files, 'Sequence')] = String(index + 1);
    const version = peVersion(bytes);
    if (version) {
      row[at(files, 'Version')] = version.version;
      row[at(files, 'Language')] = String(version.language);
    } else hashes.push([id, '0', ...hashParts(bytes)]);
  }
  tables.set('MsiFileHash', { name: 'MsiFileHash', columns: HASH_COLUMNS, real: true, rows: hashes });
  const media: Row = ['1', String(files.rows.length), undefined, `#${CABINET}`, undefined, undefined];
  tables.set('Media', { name: 'Media', columns: MEDIA_COLUMNS, real: true, rows: [media] });
  const cabinet = join(work, CABINET);
  const names = files.rows.map((row) => row[0] ?? '');
  execFileSync('gcab', [compression === 'mszip' ? '-cnz' : '-cn', cabinet, ...names], { cwd: stage, stdio: 'pipe' });
  return cabinet;
}

/** MsiFileHash: the MD5 of the content as four signed little-endian numbers. */
const hashParts = (bytes: Buffer): string[] => {
  const hash = createHash('md5').update(bytes).digest();
  return [0, 4, 8, 12].map((offset) => String(hash.readInt32LE(offset)));
};

/** Property.Value must not be empty; WiX keeps rows of declared properties without a value. */
function dropEmptyProperties(tables: Map<string, Table>): void {
  const properties = tableOf(tables, 'Property');
  const full = properties.rows.filter((row) => row[1]);
  properties.rows.splice(0, properties.rows.length, ...full);
}

function summaryRows(tables: Map<string, Table>, packageCode: string): Map<number, string> {
  const rows = tableOf(tables, '_SummaryInformation').rows.map((row): [number, string] => [
    Number(row[0]),
    row[1] ?? '',
  ]);
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
  const summary = new Map(rows);
  for (const id of [12, 13]) if (!summary.get(id)) summary.set(id, now);
  summary.set(9, packageCode);
  summary.set(18, 'WiX 3.10 (candle, light -xo), msitools');
  return summary;
}

/** Control characters of a value, as IDT files write them. */
const idt = (value: string | undefined): string =>
  (value ?? '').replaceAll('\t', '\x10').replaceAll('\r', '\x11').replaceAll('\n', '\x19');

function writeIdt(table: Table, work: string): string {
  const kept = table.columns.map((item, index) => ({ item, index })).filter(({ item }) => !item.unreal);
  const streams = STREAM_TABLES.includes(table.name);
  if (streams) mkdirSync(join(work, table.name));
  const line = (row: Row): string => {
    if (!streams) return kept.map(({ index }) => idt(row[index])).join('\t');
    const [name = '', source = ''] = row;
    copyFileSync(source.replaceAll('\\', '/'), join(work, table.name, name));
    return `${name}\t${name}`;
  };
  const lines = [
    kept.map(({ item }) => item.name).join('\t'),
    kept.map(({ item }) => idtType(item)).join('\t'),
    [table.name, ...kept.filter(({ item }) => item.primaryKey).map(({ item }) => item.name)].join('\t'),
    ...table.rows.map(line),
  ];
  const file = `${table.name}.idt`;
  writeFileSync(join(work, file), `${lines.join('\r\n')}\r\n`);
  return file;
}

function tableOf(tables: Map<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`the linker gave no table ${name}`);
  return table;
}
