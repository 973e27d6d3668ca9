const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that `html` made: everything that came from outside is escaped in it. */
export class SafeHtml {
  readonly #markup: string;

  constructor(strings: TemplateStringsArray, values: readonly HtmlValue[]) {
    this.#markup = strings.map((literal, index) => literal + markupOf(values[index])).join('');
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in an `html` template: texts are escaped, `undefined` and `false` leave nothing. */
export type HtmlValue = string | number | SafeHtml | readonly HtmlValue[] | undefined | false;

/**
 * Markup with every inserted text escaped, in element content and in quoted attributes (always quote them). Templates
 * nest, and a list of values is joined: `` html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>` ``.
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): SafeHtml {
  return new SafeHtml(strings, values);
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof SafeHtml) return value.toString();
  if (isList(value)) return value.map(markupOf).join('');
  return String(value).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value);
}
