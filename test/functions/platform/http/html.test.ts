import { describe, expect, it } from 'vitest';

import { html } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';

describe('html', () => {
  it('escapes every inserted text, in content and in quoted attributes', () => {
    const text = `<script>alert("x") & 'y'</script>`;

    const markup = html`<p title="${text}">${text}</p>`.toString();

    const escaped = '&lt;script&gt;alert(&quot;x&quot;) &amp; &#39;y&#39;&lt;/script&gt;';
    expect(markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('escapes what looks escaped already, so that the reader sees what was written', () => {
    expect(html`${'&lt;'}`.toString()).toBe('&amp;lt;');
  });

  it('nests templates and joins lists, escaping once', () => {
    const items = ['a & b', 'c'].map((name) => html`<li>${name}</li>`);

    expect(html`${items}`.toString()).toBe('<li>a &amp; b</li><li>c</li>');
  });

  it('escapes texts in lists and leaves nothing for undefined and false', () => {
    expect(html`[${['<', undefined, false, 0]}${undefined}${false}]`.toString()).toBe('[&lt;0]');
  });
});

describe('page', () => {
  const shown = page({ title: '<协查>', language: 'zh-CN', body: html`<p>正文</p>` });

  it('is a complete document in the language it names', () => {
    expect(shown).toMatch(/^<!doctype html>\s*<html lang="zh-CN">[^]*<\/html>\s*$/);
    expect(shown).toContain('<meta charset="utf-8" />');
    expect(shown).toContain('width=device-width');
  });

  it('escapes its title in both places', () => {
    expect(shown).toContain('<title>&lt;协查&gt;</title>');
    expect(shown).toContain('<h1>&lt;协查&gt;</h1>');
  });

  it('runs no script and loads nothing from elsewhere', () => {
    expect(shown).not.toMatch(/<script|<link|@import|url\(|src=|https?:/);
  });

  it('says above everything else that a drill is a drill, and only then', () => {
    const drill = page({ title: 'Task', language: 'en', body: html`<p>Text</p>`, drill: true });

    expect(drill.indexOf('[DRILL]')).toBeGreaterThan(0);
    expect(drill.indexOf('[DRILL]')).toBeLessThan(drill.indexOf('<h1>'));
    expect(shown).not.toContain('演练');
  });
});
