import { html, type SafeHtml } from './html.ts';

/** A table under a heading, as reports have it; nothing when there is no row. */
export function table(
  heading: string,
  columns: readonly string[],
  rows: readonly SafeHtml[],
): SafeHtml | undefined {
  if (rows.length === 0) return undefined;
  return html`<h2>${heading}</h2>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
