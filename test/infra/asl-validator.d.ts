/** The package comes without types; this is what the tests use of it. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    errorsText(separator: string): string;
  }
  export default function validate(definition: unknown): Verdict;
}
