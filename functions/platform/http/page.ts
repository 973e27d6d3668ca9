import type { Language } from '#platform/localized-text.ts';

import { html, type SafeHtml } from './html.ts';

/**
 * One style for all pages: read on a phone at night by somebody in a hurry, so a single column, high contrast in light
 * and dark, controls of at least 48 px; on paper the controls go and the ink stays black. A constant without any
 * inserted value, so that it can be written inside the document as it is.
 */
const style = html`<style>
  :root {
    color-scheme: light dark;
    --paper: #fff;
    --ink: #111;
    --quiet: #4a4a4a;
    --line: #8a8a8a;
    --action: #003f9e;
    --on-action: #fff;
    --alarm: #a30d00;
    --on-alarm: #fff;
    --field: #f1f1f1;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #101214;
      --ink: #f4f4f4;
      --quiet: #c4c4c4;
      --line: #7d7d7d;
      --action: #9cc4ff;
      --on-action: #08182e;
      --alarm: #ffb4a8;
      --on-alarm: #3b0600;
      --field: #22262a;
    }
  }
  body {
    margin: 0 auto;
    max-width: 44rem;
    padding: 1rem 1rem 3rem;
    background: var(--paper);
    color: var(--ink);
    font:
      1.125rem/1.55 system-ui,
      'PingFang SC',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.3;
  }
  h2 {
    margin-top: 2rem;
    font-size: 1.2rem;
  }
  a {
    color: var(--action);
  }
  dl {
    margin: 1rem 0;
  }
  dt {
    color: var(--quiet);
    font-size: 1rem;
  }
  dd {
    margin: 0 0 0.75rem;
    font-weight: 600;
  }
  img {
    max-width: 100%;
    height: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 1rem;
  }
  th,
  td {
    padding: 0.4rem 0.5rem;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  label,
  legend {
    display: block;
    padding: 0;
    font-weight: 600;
  }
  fieldset {
    margin: 0 0 1rem;
    border: 0;
    padding: 0;
  }
  fieldset label {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 3rem;
  }
  input[type='radio'],
  input[type='checkbox'] {
    width: 1.5rem;
    height: 1.5rem;
    flex: none;
  }
  textarea,
  input:not([type]),
  input[type='text'],
  input[type='tel'],
  input[type='datetime-local'] {
    box-sizing: border-box;
    width: 100%;
    min-height: 3rem;
    margin: 0.25rem 0 1rem;
    border: 2px solid var(--line);
    border-radius: 0.5rem;
    padding: 0.6rem;
    background: var(--field);
    color: var(--ink);
    font: inherit;
  }
  button {
    width: 100%;
    min-height: 3.75rem;
    border: 0;
    border-radius: 0.75rem;
    padding: 0.75rem;
    background: var(--action);
    color: var(--on-action);
    font: inherit;
    font-size: 1.3rem;
    font-weight: 700;
  }
  :focus-visible {
    outline: 4px solid var(--alarm);
    outline-offset: 2px;
  }
  .drill,
  .warning {
    border-radius: 0.5rem;
    padding: 0.6rem 0.8rem;
    background: var(--alarm);
    color: var(--on-alarm);
    font-weight: 700;
  }
  .drill a,
  .warning a {
    color: inherit;
  }
  .quiet {
    color: var(--quiet);
    font-size: 1rem;
    font-weight: 400;
  }
  @media print {
    :root {
      color-scheme: light;
      --paper: #fff;
      --ink: #000;
      --quiet: #000;
      --alarm: #fff;
      --on-alarm: #000;
      --action: #000;
    }
    body {
      max-width: none;
      padding: 0;
      font-size: 10.5pt;
    }
    .drill,
    .warning {
      border: 2px solid #000;
    }
    form {
      display: none;
    }
    tr,
    dd {
      break-inside: avoid;
    }
  }
</style>`;

const drillBanner = {
  'zh-CN': '【演练】本页内容为演练，并非真实警情。',
  en: '[DRILL] This is an exercise, not a real incident.',
} as const;

/** What a page says. */
export interface PageContent {
  /** Heading and window title. Name nobody in it: titles stay in a browser's history. */
  readonly title: string;
  readonly language: Language;
  /** Everything below the heading. */
  readonly body: SafeHtml;
  /** Whether the page belongs to a drill, which it then says above everything else. */
  readonly drill?: boolean;
}

/**
 * A complete HTML document without scripts and outside resources; the edge sends it with the security headers of pages.
 * Classes that a body may use: `drill`, `warning` (banners) and `quiet` (secondary text).
 */
export function page({ title, language, body, drill }: PageContent): string {
  const content = html`<html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="format-detection" content="telephone=no" />
      <title>${title}</title>
      ${style}
    </head>
    <body>
      <main>
        ${drill === true && html`<p class="drill">${drillBanner[language]}</p>`}
        <h1>${title}</h1>
        ${body}
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${content.toString()}\n`;
}
