/** A text is no JSON, or JSON that says two things at once. The message never quotes the text: it may hold telephones. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly line: number;
  readonly column: number;

  constructor(text: string, offset: number, complaint: string) {
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    super(`line ${line}, column ${column}: ${complaint}`);
    this.line = line;
    this.column = column;
  }
}

// oxlint-disable-next-line no-control-regex -- JSON forbids them in a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

/**
 * Parses JSON that a person wrote: says where it is wrong, which `JSON.parse` often does not, and refuses a field that is
 * there twice, of which `JSON.parse` silently takes the last.
 * @throws JsonFault naming line and column
 */
export function parseJson(text: string): unknown {
  const reader = new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const value = reader.value();
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    this.#skipBlanks();
    if (this.#take('{')) return this.#object();
    if (this.#take('[')) return this.#list();
    const token = this.#match(STRING) ?? this.#match(NUMBER) ?? this.#match(WORD);
    if (token !== undefined) return JSON.parse(token);
    return this.#fail(
      this.#next() === '"' ? 'a text is not closed, or holds a wrong character' : 'a value is expected',
    );
  }

  end(): void {
    this.#skipBlanks();
    if (this.#at < this.#text.length) this.#fail('nothing may follow the last bracket');
  }

  #object(): Record<string, unknown> {
    const members = new Map<string, unknown>();
    this.#skipBlanks();
    if (this.#take('}')) return {};
    do {
      this.#skipBlanks();
      const began = this.#at;
      const name = this.#match(STRING);
      if (name === undefined)
        this.#fail(
          this.#next() === '}' ? 'a comma too many' : 'the name of a field in double quotes is expected',
        );
      const field = String(JSON.parse(name));
      if (members.has(field)) this.#failAt(began, `the field "${field}" is there twice`);
      this.#skipBlanks();
      if (!this.#take(':')) this.#fail('a colon is expected');
      members.set(field, this.value());
      this.#skipBlanks();
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail('a comma or a closing brace is expected');
    return Object.fromEntries(members);
  }

  #list(): unknown[] {
    const values: unknown[] = [];
    this.#skipBlanks();
    if (this.#take(']')) return values;
    do {
      this.#skipBlanks();
      if (this.#next() === ']') this.#fail('a comma too many');
      values.push(this.value());
      this.#skipBlanks();
    } while (this.#take(','));
    if (!this.#take(']')) this.#fail('a comma or a closing bracket is expected');
    return values;
  }

  #next(): string {
    return this.#text.charAt(this.#at);
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skipBlanks(): void {
    this.#match(BLANK);
  }

  #fail(complaint: string): never {
    const ended = this.#at >= this.#text.length;
    return this.#failAt(this.#at, ended ? `the text ends, but ${complaint}` : complaint);
  }

  #failAt(offset: number, complaint: string): never {
    throw new JsonFault(this.#text, offset, complaint);
  }
}
