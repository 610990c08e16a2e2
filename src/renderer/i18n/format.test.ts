import { describe, expect, it } from 'vitest';
import { ageInYears, bedNumber, digestGroups, formatBirthDate, formatDateTime } from './format';

const NOW = new Date(2026, 10, 21, 14, 5).getTime();

describe('format', () => {
  it('writes times as a ward does', () => {
    expect(formatDateTime(NOW, 'zh-CN')).toBe('2026年11月21日 14:05');
    expect(formatDateTime(NOW, 'en')).toBe('21 Nov 2026 14:05');
    expect(formatBirthDate('1951-03-02', 'zh-CN')).toBe('1951年3月2日');
    expect(formatBirthDate('unknown', 'zh-CN')).toBe('unknown');
  });

  it('counts completed years', () => {
    expect(ageInYears('1951-11-21', NOW)).toBe(75);
    expect(ageInYears('1951-11-22', NOW)).toBe(74);
    expect(ageInYears('2030-01-01', NOW)).toBeUndefined();
    expect(ageInYears('', NOW)).toBeUndefined();
  });

  it('shows six groups of a digest', () => {
    expect(digestGroups('9f4b1c07e2a85d3360ba77f1c2d4')).toEqual(['9F4B', '1C07', 'E2A8', '5D33', '60BA', '77F1']);
    expect(digestGroups('')).toEqual([]);
  });

  it('says bed once', () => {
    expect(bedNumber('12床')).toBe('12');
    expect(bedNumber('加2')).toBe('加2');
  });
});
