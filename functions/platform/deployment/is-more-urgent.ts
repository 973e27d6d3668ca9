import { severitySchema, type Severity } from './deployment.ts';

/** Whether `severity` is more urgent than `other`: the schema lists the most urgent first. */
export function isMoreUrgent(severity: Severity, other: Severity): boolean {
  const { options } = severitySchema;
  return options.indexOf(severity) < options.indexOf(other);
}
