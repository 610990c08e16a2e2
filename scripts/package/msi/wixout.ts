import { DOMParser } from '@xmldom/xmldom';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'localized' | 'number' | 'object' | 'preserved';
  readonly length: number;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  /** A note of WiX that is no column of the database. */
  readonly unreal: boolean;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Real rows of the database, or WiX's notes for its binder. */
  readonly real: boolean;
  readonly rows: (string | undefined)[][];
}

/** What `light -xo` linked: WiX 3.10's intermediate output (schema wixout, Output.cs of the tool set). */
export interface Linked {
  readonly codepage: number;
  readonly tables: Map<string, Table>;
}

const children = (element: Element, name: string): Element[] =>
  Array.from(element.childNodes as ArrayLike<ChildNode>).filter(
    (node): node is Element => (node as Element).localName === name,
  );

export function parseWixout(text: string): Linked {
  const output = new DOMParser().parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml').documentElement;
  const tables = new Map<string, Table>();
  for (const definitions of children(output, 'tableDefinitions')) {
    for (const definition of children(definitions, 'tableDefinition')) {
      const name = definition.getAttribute('name') ?? '';
      const all = children(definition, 'columnDefinition');
      tables.set(name, {
        name,
        columns: all.map(columnOf),
        real: definition.getAttribute('unreal') !== 'yes' && !/^(_|Wix)/.test(name),
        rows: [],
      });
    }
  }
  for (const element of children(output, 'table')) {
    const table = tables.get(element.getAttribute('name') ?? '');
    for (const row of children(element, 'row'))
      table?.rows.push(
        children(row, 'field').map((field) => (field.childNodes.length === 0 ? undefined : (field.textContent ?? ''))),
      );
  }
  return { codepage: Number(output.getAttribute('codepage') ?? 0), tables };
}

function columnOf(element: Element): Column {
  return {
    name: element.getAttribute('name') ?? '',
    type: (element.getAttribute('type') ?? 'string') as Column['type'],
    length: Number(element.getAttribute('length') ?? 0),
    nullable: element.getAttribute('nullable') === 'yes',
    primaryKey: element.getAttribute('primaryKey') === 'yes',
    unreal: element.getAttribute('unreal') === 'yes',
  };
}

/** Index of a column; a bug when the tool set no longer has it. */
export function at(table: Table, column: string): number {
  const index = table.columns.findIndex(({ name }) => name === column);
  if (index < 0) throw new Error(`no column ${column} in ${table.name}`);
  return index;
}

/** Type of a column as an IDT file names it (Windows Installer, Archive File Format). */
export function idtType({ type, length, nullable }: Column): string {
  const letter = { number: 'i', object: 'v', localized: 'l', string: 's', preserved: 's' }[type];
  const size = type === 'number' ? length || 2 : type === 'object' ? 0 : length;
  return `${nullable ? letter.toUpperCase() : letter}${size}`;
}
