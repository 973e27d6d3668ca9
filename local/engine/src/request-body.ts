import { ServiceError } from './errors.ts';
import type { PageRequest } from './page.ts';

/** Reads the members of a request. Each method throws ServiceError ValidationException for a member of another type. */
export class RequestBody {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members;
  }

  /** A string that must be there. */
  text(name: string): string {
    const value = this.#members[name];
    if (typeof value === 'string') return value;
    throw invalid(
      name,
      value === undefined || value === null ? 'Member must not be null' : 'Member must be a string',
    );
  }

  /** A string under its name, or nothing. */
  optionalText<K extends string>(name: K): { readonly [key in K]?: string } {
    return this.#optional(name, (value) => typeof value === 'string', 'Member must be a string');
  }

  /** A boolean under its name, or nothing. */
  optionalFlag<K extends string>(name: K): { readonly [key in K]?: boolean } {
    return this.#optional(name, (value) => typeof value === 'boolean', 'Member must be a boolean');
  }

  /** Which part of a list is asked for. */
  page(): PageRequest {
    const size = this.#optional('maxResults', isPageSize, 'Member must be an integer from 0 to 1000');
    return { ...size, ...this.optionalText('nextToken') };
  }

  #optional<K extends string, T>(
    name: K,
    accepts: (value: unknown) => value is T,
    problem: string,
  ): { readonly [key in K]?: T } {
    const value = this.#members[name];
    if (value === undefined || value === null) return {};
    if (!accepts(value)) throw invalid(name, problem);
    return { [name]: value } as { readonly [key in K]?: T };
  }
}

function isPageSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1000;
}

function invalid(name: string, problem: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `Value at '${name}' failed to satisfy constraint: ${problem}`,
  );
}
