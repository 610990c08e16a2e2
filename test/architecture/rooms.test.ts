import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BANNED_NAMES } from './arrows.mjs';
import { filesOf, linesOf, roomsOf } from './house';

const sources = filesOf('src').filter((file) => /\.tsx?$/.test(file));
const product = sources.filter((file) => !/\.test\.tsx?$/.test(file));

describe('rooms', () => {
  it('file names say what is inside', () => {
    expect(sources.filter((file) => BANNED_NAMES.test(file))).toEqual([]);
    const notKebab = sources.filter(
      (file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file.split('/').at(-1) as string),
    );
    expect(notKebab).toEqual([]);
  });

  it('no file is longer than 400 lines, tables apart', () => {
    const table = /(definition|catalogue|\.generated|messages|renderer\/i18n\/(zh-cn|en|errors-))/;
    const sizes = product.map((file) => ({ file, lines: linesOf(file) })).sort((a, b) => a.lines - b.lines);
    const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines;
    console.log(
      `files ${sizes.length}, median ${at(0.5)} lines, nine in ten under ${at(0.9)}, longest ${sizes.at(-1)?.lines}`,
    );
    expect(sizes.filter(({ file, lines }) => lines > 400 && !table.test(file))).toEqual([]);
  });

  it('no default exports, enums or raw ipc outside their room', () => {
    const offences = product.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const found: string[] = [];
      if (/^export default /m.test(text)) found.push(`${file}: default export`);
      if (/^(export )?(const )?enum /m.test(text)) found.push(`${file}: enum`);
      if (/import[^;]*\bipcMain\b/.test(text) && !file.startsWith('src/main/ipc/')) found.push(`${file}: raw ipcMain`);
      if (/import[^;]*\bipcRenderer\b/.test(text) && !file.startsWith('src/preload/'))
        found.push(`${file}: raw ipcRenderer`);
      return found;
    });
    expect(offences).toEqual([]);
  });

  it('every room explains itself in a page', () => {
    const rooms = [
      ...roomsOf('src/core').map((name) => `src/core/${name}`),
      ...[
        'contracts',
        'drivers',
        'main',
        'platform',
        'presentation',
        'preload',
        'report',
        'renderer',
        'server',
        'cli',
        'web/verify',
        'web/console',
        'web/words',
      ].map((name) => `src/${name}`),
      'test',
      'bench',
      'fixtures',
      'scripts',
    ];
    expect(rooms.filter((room) => !existsSync(`${room}/README.md`))).toEqual([]);
  });

  it('texts for people name no machine and no tool of ours', () => {
    const texts = filesOf('.').filter(
      (file) => /\.(md|ts|tsx|mjs|json|yml|html|css)$/.test(file) && file !== 'package-lock.json',
    );
    const bad = texts.filter((file) =>
      /\/(root|home)\/[a-z]|\/work\/(main|shared)|registry\.npm/.test(readFileSync(file, 'utf8')),
    );
    expect(bad.filter((file) => file !== 'test/architecture/rooms.test.ts')).toEqual([]);
  });
});
