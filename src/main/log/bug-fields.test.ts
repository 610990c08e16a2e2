import { expect, it } from 'vitest';
import { bugFields } from './bug-fields';

it('says what and where, never the message or a path', () => {
  const fields = bugFields(Object.assign(new TypeError('patient Wang'), { code: 'ENOENT' }));
  expect(fields).toMatchObject({ kind: 'TypeError', code: 'ENOENT' });
  expect(fields['where']).toMatch(/^at bug-fields\.test\.ts:\d+:\d+/);
  expect(JSON.stringify(fields)).not.toMatch(/Wang|src|work/);
  expect(bugFields('patient Wang')).toEqual({ kind: 'string' });
});
