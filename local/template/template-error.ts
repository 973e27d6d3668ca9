/** The template cannot be run: says which stack, resource and reference or property is at fault. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
