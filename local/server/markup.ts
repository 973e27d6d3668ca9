/** HTML that may be put into a page as it is. */
export interface Markup {
  readonly text: string;
}

/** Markup with every value escaped, unless the value is itself `Markup`. */
export function markup(strings: TemplateStringsArray, ...values: (string | number | Markup)[]): Markup {
  const text = strings.reduce((before, part, index) => {
    const value = values[index - 1];
    return before + (value === undefined ? '' : escaped(value)) + part;
  });
  return { text };
}

/** Several pieces of markup after each other. */
export function joinMarkup(pieces: readonly Markup[]): Markup {
  return rawMarkup(pieces.map(({ text }) => text).join(''));
}

/** Markup that has been escaped already. */
export function rawMarkup(text: string): Markup {
  return { text };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(value: string | number | Markup): string {
  if (typeof value === 'object') return value.text;
  return String(value).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
