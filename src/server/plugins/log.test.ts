import { describe, expect, it } from 'vitest';
import { createLog } from './log';

describe('log', () => {
  it('drops names, bodies, headers and the messages of errors, wherever they stand', () => {
    const lines: string[] = [];
    const log = createLog({ write: (line) => void lines.push(line) }, 'trace');
    const patient = { name: '欧阳', birthDate: '1957-03-18', visitId: 'ZY1' };
    log.info({ patient, name: '欧阳', task: { patient, signers: [patient] }, ok: true }, 'a');
    log.error({ err: new Error('insert of 欧阳 failed') }, 'b');
    log.error({ err: Object.assign(new TypeError('ZY1'), { code: 'E_X', parameters: ['欧阳'] }), body: '欧阳' }, 'c');
    log.child({ headers: { cookie: 'ZY1' } }).warn({ x: { headers: { a: 'ZY1' } } }, 'd');
    const text = lines.join('');
    for (const secret of ['欧阳', '1957-03-18', 'ZY1']) expect(text).not.toContain(secret);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['a', 'b', 'c', 'd']);
    expect(JSON.parse(lines[2] ?? '').err).toMatchObject({ type: 'TypeError', code: 'E_X' });
  });
});
