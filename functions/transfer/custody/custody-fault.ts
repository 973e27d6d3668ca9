/** What is wrong at one place of a custody chain. */
export interface CustodyFault {
  /** The place, counted from 1: of the entry that is there, that ought to be there, or that is spoken of. */
  readonly sequence: number;
  readonly fault: string;
}
