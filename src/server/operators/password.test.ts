import { describe, expect, it } from 'vitest';
import { freshPassword, isPassword, keptPassword } from './password';

describe('passwords of operators', () => {
  it('are kept as scrypt with a salt of their own, and judged', async () => {
    const [one, other] = await Promise.all([keptPassword('工作站 passphrase'), keptPassword('工作站 passphrase')]);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(other).not.toBe(one);
    // the full-width space of another keyboard is the same to whoever types it
    expect(await isPassword('工作站\u3000passphrase', one)).toBe(true);
    expect(await isPassword('工作站 passphrasE', one)).toBe(false);
  });

  it('are of 99 bits where we make them', () => {
    const made = new Set(Array.from({ length: 50 }, freshPassword));
    expect(made.size).toBe(50);
    for (const one of made) expect(one).toMatch(/^(?:[2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/);
  });
});
