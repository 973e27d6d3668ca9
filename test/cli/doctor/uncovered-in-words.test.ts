import { describe, expect, it } from 'vitest';

import { commonIntervals, uncoveredInWords } from '#cli/doctor/uncovered-in-words.ts';

const day = (date: number, hour = 0) => new Date(Date.UTC(2026, 10, date, hour)).toISOString();
const nights = (...dates: number[]) => dates.map((date) => ({ from: day(date, 12), to: day(date + 1) }));

describe('uncovered hours', () => {
  it('that come once are said with their day', () => {
    expect(uncoveredInWords(nights(24))).toBe('Tue 24 Nov 20:00–08:00');
  });

  it('that come every week are said with their weekdays, Monday first', () => {
    expect(uncoveredInWords(nights(22, 23, 29, 30))).toBe('Mon, Sun 20:00–08:00');
  });

  it('that last days are said from beginning to end', () => {
    expect(uncoveredInWords([{ from: day(23), to: day(25, 4) }])).toBe(
      'Mon 23 Nov 08:00 to Wed 25 Nov 12:00',
    );
  });

  it('that never end are said as such', () => {
    expect(uncoveredInWords([{ from: day(1), to: day(31) }])).toBe('at any hour');
  });

  it('of many kinds are counted beyond the fifth', () => {
    const hours = [1, 2, 3, 4, 5, 6, 7].map((hour) => ({ from: day(23, hour), to: day(23, 20) }));
    expect(uncoveredInWords(hours)).toMatch(/; and 2 more$/);
  });
});

describe('hours that nobody of several roles covers', () => {
  it('are those in which none does', () => {
    const duty = [{ from: day(23, 1), to: day(23, 6) }];
    const deputy = [
      { from: day(23, 0), to: day(23, 2) },
      { from: day(23, 5), to: day(23, 9) },
    ];
    expect(commonIntervals([duty, deputy])).toEqual([
      { from: day(23, 1), to: day(23, 2) },
      { from: day(23, 5), to: day(23, 6) },
    ]);
    expect(commonIntervals([duty, []])).toEqual([]);
    expect(commonIntervals([])).toEqual([]);
  });
});
