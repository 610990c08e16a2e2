import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { homeFolder } from './home-folder';

it('the data folder: as told, else of the machine on Windows, else of the account', () => {
  expect(homeFolder({ INKWITNESS_HOME: '/data/ink' }, 'linux')).toBe(resolve('/data/ink'));
  expect(homeFolder({ ProgramData: '/pd' }, 'win32')).toBe(join('/pd', 'InkWitness'));
  expect(homeFolder({ ProgramData: '/pd' }, 'linux')).toMatch(/\.inkwitness$/);
});
