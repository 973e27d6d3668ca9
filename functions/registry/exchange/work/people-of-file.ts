import type { ImportLine } from '#functions/registry/exchange/model/import-line.ts';
import { detailsAfterFile } from '#functions/registry/exchange/merge/details-after-file.ts';
import { documentKey } from '#functions/registry/model/identity-document.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { FieldError } from '#platform/errors.ts';

/** What can be one only of a person, and is not joined when two rows differ. */
const SINGLE = ['name', 'birthDate', 'sex', 'household'] as const;

/** The people of a file, each with all of their rows: one for each residence, say, or twice by mistake. */
export class PeopleOfFile {
  readonly #people: ImportLine[] = [];
  readonly #byDocument = new Map<string, number>();

  /** In the order in which they first occur. */
  get lines(): readonly ImportLine[] {
    return this.#people;
  }

  /**
   * Takes a row that could be read.
   * @returns why it comes back, when it contradicts other rows of the same person; these stay as they are
   */
  add(row: ImportLine['rows'][number], details: ResidentDetails): readonly FieldError[] | undefined {
    const keys = details.documents.map(documentKey);
    const [index, ...others] = new Set(keys.flatMap((key) => this.#byDocument.get(key) ?? []));
    if (others.length > 0) return [{ field: 'documents', message: 'are those of two people of the file' }];
    const known = index === undefined ? undefined : this.#people[index];
    if (index === undefined || known === undefined) {
      for (const key of keys) this.#byDocument.set(key, this.#people.length);
      this.#people.push({ rows: [row], details });
      return undefined;
    }
    const joined = joinedDetails(known, details);
    if ('faults' in joined) return joined.faults;
    this.#people[index] = { rows: [...known.rows, row], details: joined.details };
    for (const key of keys) this.#byDocument.set(key, index);
    return undefined;
  }
}

function joinedDetails({ rows, details: known }: ImportLine, details: ResidentDetails) {
  const field = SINGLE.find((name) => known[name] !== details[name]);
  if (field === undefined) return detailsAfterFile(known, details);
  const message = `contradicts row ${rows[0]?.row ?? 0}, which has the same document`;
  return { faults: [{ field, message }] };
}
