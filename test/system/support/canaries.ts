import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { hasValidCheckDigit } from '#platform/identity-number.ts';

/** A text that occurs nowhere by chance, by the name of the field that it was put into. */
export type Canaries = ReadonlyMap<string, string>;

/** Makes a canary for each field; `digits` for telephones, which take nothing else. */
export class CanaryCage {
  readonly #byField = new Map<string, string>();

  /** A word for a field of text. Chinese, because that is what officers write, with something to search for in any encoding. */
  text(field: string): string {
    return this.#keep(field, `鸲${this.#byField.size + 100}鹟qzx${this.#byField.size}vk`);
  }

  /** A number for a field that takes telephones. */
  telephone(field: string, prefix = '139'): string {
    return this.#keep(field, `${prefix}7315${String(this.#byField.size).padStart(4, '0')}`);
  }

  /** An 18-digit number of a region that does not exist, with its check digit. */
  identityNumber(field: string): string {
    const digits = `9900001990${String(this.#byField.size).padStart(7, '7')}`;
    const check = Array.from('0123456789X').find((each) => hasValidCheckDigit(digits + each)) ?? '';
    return this.#keep(field, digits + check);
  }

  get all(): Canaries {
    return this.#byField;
  }

  #keep(field: string, canary: string): string {
    if (this.#byField.has(field)) throw new Error(`There is a canary for "${field}" already.`);
    this.#byField.set(field, canary);
    return canary;
  }
}

/** Fields whose canary is somewhere in `text`, in any of the forms in which a text may be written down. */
export function canariesIn(canaries: Canaries, text: string): string[] {
  return [...canaries].flatMap(([field, canary]) =>
    formsOf(canary).some((form) => text.includes(form)) ? [field] : [],
  );
}

function formsOf(canary: string): string[] {
  const escaped = JSON.stringify(canary)
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/g, unicodeEscape);
  const hex = Buffer.from(canary).toString('hex');
  return [
    canary,
    escaped,
    escaped.replaceAll('\\', '\\\\'),
    encodeURIComponent(canary),
    encodeURIComponent(canary).toLowerCase(),
    hex,
    hex.toUpperCase(),
    ...base64Forms(canary),
  ];
}

function unicodeEscape(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** What every base64 text that holds the canary has in it, whichever of three ways its bytes fall. */
function base64Forms(canary: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(canary)]);
    const whole = bytes.length - (bytes.length % 3);
    const inner = bytes
      .subarray(0, whole)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Every file below `directory`, by its path from there, without those below one of the `kept` folders. */
export function filesBelow(directory: string, kept: readonly string[]): Map<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => !kept.some((folder) => path === folder || path.startsWith(`${folder}/`)))
    .map((path) => join(directory, path))
    .filter((path) => statSync(path).isFile());
  return new Map(paths.map((path) => [relative(directory, path), readFileSync(path, 'utf8')]));
}
