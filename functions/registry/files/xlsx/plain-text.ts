/** A text of a workbook, in which signs that XML does not allow are written by their code: `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function plainText(text: string): string {
  return text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
