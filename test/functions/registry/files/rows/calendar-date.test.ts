import { describe, expect, it } from 'vitest';

import { calendarDate } from '#functions/registry/files/rows/calendar-date.ts';

describe('a date in a file of a station', () => {
  it.each([
    '1985-03-12',
    '1985/3/12',
    '1985.3.12',
    '19850312',
    '1985年3月12日',
    '１９８５年３月１２日',
    ' 1985-3-12 ',
    '1985-03-12 00:00:00',
    '1985/3/12 8:30',
  ])('is understood as %s', (cell) => {
    expect(calendarDate(cell)).toBe('1985-03-12');
  });

  it.each(['1999-02-30', '2023-02-29', '1985-13-01', '1985-3/12', '12.3.1985', '1985-03', '31118', ''])(
    'is refused as %s',
    (cell) => {
      expect(calendarDate(cell)).toBeUndefined();
    },
  );
});
