import type { DirectoryOfficer } from '#local/issuer/issuer.ts';
import { joinMarkup, markup, type Markup } from '#local/server/markup.ts';
import { page } from '#local/server/page.ts';

/** The invented officers, each with a button that gives their token. */
export function officersPage(officers: readonly DirectoryOfficer[], path: string): string {
  const head = markup`<tr><th>姓名 Name</th><th>单位 Station</th><th>角色 Roles</th><th></th></tr>`;
  const note = markup`<p>仅供开发：人员均为虚构。 For development: every officer is invented.</p>`;
  const rows = joinMarkup(officers.map((officer) => officerRow(officer, path)));
  return page({ zh: '登录', en: 'Sign in' }, markup`${note}<table>${head}${rows}</table>`);
}

/** An officer's token, to be copied. */
export function tokenPage(officerId: string, token: string, path: string): string {
  const field = markup`<p><textarea readonly>${token}</textarea></p>`;
  const usage = markup`<p><code>Authorization: Bearer …</code></p>`;
  const back = markup`<p><a href="${path}">返回 Back</a></p>`;
  return page({ zh: `${officerId} 的令牌`, en: 'Token' }, joinMarkup([field, usage, back]));
}

function officerRow(officer: DirectoryOfficer, path: string): Markup {
  const station = officer.shown?.station ?? officer.stationId;
  const roles = officer.shown?.roles ?? officer.roles.join(', ');
  const button = markup`<button name="officer" value="${officer.officerId}">令牌 Token</button>`;
  const form = markup`<form method="post" action="${path}/token">${button}</form>`;
  return markup`<tr><td>${officer.name}</td><td>${station}</td><td>${roles}</td><td>${form}</td></tr>`;
}
