import { describe, expect, it } from 'vitest';
import { KEY_CODES, keyMessage } from './key-message';

const text = (code: string, platform: string): string => {
  const { message, detail } = keyMessage({ code, detail: 'why' }, platform, 'IT 8021');
  return `${message}\n${detail}`;
};

describe('what stands there when the key cannot be opened', () => {
  it('says in both languages what is safe and whom to tell, and the code to IT', () => {
    for (const code of KEY_CODES) {
      expect(text(code, 'win32')).toMatch(/没有丢.*信息科/);
      expect(text(code, 'win32')).toMatch(/not lost.*show this to IT/);
      expect(text(code, 'win32')).toContain(`${code} (why)`);
      expect(text(code, 'win32')).toContain('Call: IT 8021');
    }
  });

  it('sends nobody to another account where that cannot help', () => {
    expect(text('DEVICE_KEY_SEALED', 'win32')).toMatch(/Windows account/);
    expect(text('DEVICE_KEY_SEALED', 'linux')).toMatch(/keyring/);
    expect(text('ENROLMENT_UNREADABLE', 'win32')).not.toMatch(/account|账户/);
    expect(text('ENROLMENT_UNREADABLE', 'linux')).not.toMatch(/keyring|密钥环/);
  });
});
