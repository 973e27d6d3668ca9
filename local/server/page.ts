import { markup, rawMarkup, type Markup } from '#local/server/markup.ts';

const style = rawMarkup(`
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 1rem auto; padding: 0 1rem; color: #222; }
  h1 { font-size: 1.3rem; }
  ol.messages { list-style: none; padding: 0; }
  ol.messages li { border: 1px solid #ccc; border-radius: .5rem; margin: .6rem 0; padding: .5rem .8rem; }
  ol.messages header { color: #666; font-size: .85rem; }
  ol.messages p { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; }
  td, th { border-bottom: 1px solid #ddd; padding: .4rem; text-align: left; }
  button { font: inherit; padding: .3rem .8rem; }
  textarea { width: 100%; height: 10rem; font-family: monospace; }
`);

/** A page of the development tools of this machine, titled in both languages. */
export function page(title: { readonly zh: string; readonly en: string }, body: Markup): string {
  return markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.zh} ${title.en}</title>
<style>${style}</style>
</head>
<body>
<h1>${title.zh} <small>${title.en}</small></h1>
${body}
</body>
</html>
`.text;
}
