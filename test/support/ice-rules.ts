/** A table of the package: its rows by the names of its columns. */
export type Row = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

/** A rule of Windows Installer's own validation (ICE reference of the Windows SDK) that can be judged on the tables alone. */
export interface IceRule {
  readonly rule: string;
  readonly says: string;
  /** Ids of the rows that break it. */
  finds(tables: Tables): readonly string[];
}

/** Folders below a user's profile unless the package is for the machine. */
const PROFILE = ['ProgramMenuFolder', 'StartMenuFolder', 'DesktopFolder', 'AppDataFolder', 'LocalAppDataFolder'];
/** Column → table that it points at. */
const FOREIGN: Readonly<Record<string, string>> = {
  Component_: 'Component',
  Directory_: 'Directory',
  Directory_Parent: 'Directory',
  Feature_: 'Feature',
};
/** msidbComponentAttributesRegistryKeyPath, 64bit. */
const [REGISTRY_KEY_PATH, SIXTY_FOUR_BIT] = [4, 256];
const HKEY_CURRENT_USER = ['1', '-1'];

const rowsOf = (tables: Tables, name: string): readonly Row[] => tables[name] ?? [];
const idOf = (row: Row): string => Object.values(row)[0] ?? '';
const idsIn = (tables: Tables, name: string): ReadonlySet<string> => new Set(rowsOf(tables, name).map(idOf));
const twice = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);
const has = (row: Row, bit: number): boolean => (Number(row['Attributes']) & bit) !== 0;
const longName = (name = ''): string => (name.split('|').at(-1) ?? '').toLowerCase();

function isInProfile(tables: Tables, directory = ''): boolean {
  if (PROFILE.includes(directory)) return true;
  const parent = rowsOf(tables, 'Directory').find((row) => idOf(row) === directory)?.['Directory_Parent'];
  return parent !== undefined && parent !== '' && parent !== directory && isInProfile(tables, parent);
}

const keyPathOf = (tables: Tables, component: Row): Row | undefined =>
  rowsOf(tables, has(component, REGISTRY_KEY_PATH) ? 'Registry' : 'File').find(
    (row) => idOf(row) === component['KeyPath'] && row['Component_'] === idOf(component),
  );
const isOfUser = (tables: Tables, component: Row): boolean =>
  has(component, REGISTRY_KEY_PATH) && HKEY_CURRENT_USER.includes(keyPathOf(tables, component)?.['Root'] ?? '');
const componentsWith = (tables: Tables, table: string): Row[] => {
  const owners = new Set(rowsOf(tables, table).map((row) => row['Component_']));
  return rowsOf(tables, 'Component').filter((row) => owners.has(idOf(row)));
};

export const ICE_RULES: readonly IceRule[] = [
  {
    rule: 'ICE02',
    says: 'a key path is of its own component',
    finds: (tables) =>
      rowsOf(tables, 'Component')
        .filter((row) => row['KeyPath'] !== '' && keyPathOf(tables, row) === undefined)
        .map(idOf),
  },
  {
    rule: 'ICE03',
    says: 'a foreign key has its row',
    finds: (tables) =>
      Object.values(tables).flatMap((rows) =>
        rows
          .filter((row) =>
            Object.entries(FOREIGN).some(([column, table]) => row[column] && !idsIn(tables, table).has(row[column])),
          )
          .map(idOf),
      ),
  },
  {
    rule: 'ICE04',
    says: 'files are numbered within their medium',
    finds: (tables) => {
      const last = Math.max(...rowsOf(tables, 'Media').map((row) => Number(row['LastSequence'])));
      return rowsOf(tables, 'File')
        .filter((row) => Number(row['Sequence']) > last)
        .map(idOf);
    },
  },
  {
    rule: 'ICE08',
    says: 'a component code is of one component',
    finds: (tables) => twice(rowsOf(tables, 'Component').map((row) => row['ComponentId'] ?? '')),
  },
  {
    rule: 'ICE16',
    says: 'the name of the product has 63 characters at most',
    finds: (tables) =>
      rowsOf(tables, 'Property')
        .filter((row) => idOf(row) === 'ProductName' && (row['Value'] ?? '').length > 63)
        .map(idOf),
  },
  {
    rule: 'ICE18',
    says: 'a folder that is a key path is made',
    finds: (tables) =>
      rowsOf(tables, 'Component')
        .filter((row) => row['KeyPath'] === '')
        .filter(
          (row) =>
            !rowsOf(tables, 'CreateFolder').some(
              (folder) => folder['Component_'] === idOf(row) && folder['Directory_'] === row['Directory_'],
            ) && !rowsOf(tables, 'File').some((file) => file['Component_'] === idOf(row)),
        )
        .map(idOf),
  },
  {
    rule: 'ICE21',
    says: 'a component belongs to a feature',
    finds: (tables) => {
      const taken = new Set(rowsOf(tables, 'FeatureComponents').map((row) => row['Component_']));
      return [...idsIn(tables, 'Component')].filter((id) => !taken.has(id));
    },
  },
  {
    rule: 'ICE24',
    says: 'codes are upper-case GUIDs, the version has three numbers within bounds',
    finds: (tables) => {
      const shapes: Readonly<Record<string, RegExp>> = {
        ProductCode: /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/,
        UpgradeCode: /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/,
        ProductVersion: /^(25[0-5]|2[0-4]\d|1?\d?\d)\.(25[0-5]|2[0-4]\d|1?\d?\d)\.\d{1,5}$/,
      };
      return rowsOf(tables, 'Property')
        .filter((row) => shapes[idOf(row)]?.test(row['Value'] ?? '') === false)
        .map(idOf);
    },
  },
  {
    rule: 'ICE30',
    says: 'a file is laid down once in a folder',
    finds: (tables) => {
      const folders = new Map(rowsOf(tables, 'Component').map((row) => [idOf(row), row['Directory_']]));
      return twice(
        rowsOf(tables, 'File').map((row) => `${folders.get(row['Component_'] ?? '')}/${longName(row['FileName'])}`),
      );
    },
  },
  {
    rule: 'ICE38',
    says: 'a component in a profile has a key path of its user',
    finds: (tables) =>
      rowsOf(tables, 'Component')
        .filter((row) => isInProfile(tables, row['Directory_']) && !isOfUser(tables, row))
        .map(idOf),
  },
  {
    rule: 'ICE43',
    says: 'a shortcut that is not advertised has a key path of its user',
    finds: (tables) =>
      componentsWith(tables, 'Shortcut')
        .filter((row) => !isOfUser(tables, row))
        .map(idOf),
  },
  {
    rule: 'ICE57',
    says: 'nothing of a user and of the machine in one component',
    finds: (tables) =>
      componentsWith(tables, 'Registry')
        .filter((row) => {
          const own = rowsOf(tables, 'Registry').filter((value) => value['Component_'] === idOf(row));
          const users = own.filter((value) => HKEY_CURRENT_USER.includes(value['Root'] ?? ''));
          return own.length > users.length && (users.length > 0 || isInProfile(tables, row['Directory_']));
        })
        .map(idOf),
  },
  {
    rule: 'ICE64',
    says: 'a folder of ours in a profile is removed',
    finds: (tables) => {
      const removed = new Set(rowsOf(tables, 'RemoveFile').map((row) => row['DirProperty']));
      return rowsOf(tables, 'Directory')
        .map(idOf)
        .filter((id) => !PROFILE.includes(id) && isInProfile(tables, id) && !removed.has(id));
    },
  },
  {
    rule: 'ICE80',
    says: 'a 64-bit package has 64-bit components',
    finds: (tables) =>
      rowsOf(tables, 'Component')
        .filter((row) => !has(row, SIXTY_FOUR_BIT))
        .map(idOf),
  },
  {
    rule: 'ICE90',
    says: 'a shortcut’s folder is no public property below a profile',
    finds: (tables) =>
      rowsOf(tables, 'Shortcut')
        .filter(({ Directory_ = '' }) => Directory_ === Directory_.toUpperCase() && isInProfile(tables, Directory_))
        .map(idOf),
  },
  {
    rule: 'ICE91',
    says: 'no file and no INI line below a profile',
    finds: (tables) =>
      [...componentsWith(tables, 'File'), ...componentsWith(tables, 'IniFile')]
        .filter((row) => isInProfile(tables, row['Directory_']))
        .map(idOf),
  },
];
