import { dayOfNumber } from './day-of-number.ts';
import { plainText } from './plain-text.ts';

/** A cell as the sheet has it. */
export interface RawCell {
  /** What kind of value it has (ECMA-376 part 1, 18.18.11); `n` when it says nothing. */
  readonly type: string;
  /** Number of its style. */
  readonly style: number;
  readonly value: string;
  readonly isFormula: boolean;
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

/** Digits that a spreadsheet program keeps of a number. */
const DIGITS = 15;

/** What stands in a cell as text, or why it says nothing reliable. */
export function textOfCell(cell: RawCell, context: CellContext): string | { readonly fault: string } {
  const { type, value } = cell;
  if (cell.isFormula) return { fault: 'is a formula: copy the column and paste it as values' };
  if (type === 'e') return { fault: 'holds an error of the spreadsheet program' };
  if (type === 's') return context.strings[Number(value)] ?? { fault: 'refers to a text that is not there' };
  if (type === 'inlineStr' || type === 'str') return plainText(value);
  if (type === 'd') return value.slice(0, 10);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value === '' ? '' : textOfNumber(Number(value), cell, context);
}

function textOfNumber(number: number, { style, value }: RawCell, { dateStyles, from1904 }: CellContext) {
  if (Number.isNaN(number)) return { fault: 'is neither a number nor a text' };
  if (dateStyles[style] === true)
    return dayOfNumber(number, from1904) ?? { fault: 'is formatted as a day and is none' };
  if (Math.abs(number) >= 10 ** DIGITS)
    return {
      fault: `is a number of more than ${DIGITS} digits, the last of which were lost: format the column as text, then enter it again`,
    };
  return Number.isInteger(number) ? String(number) : value;
}
