import { isJsonObject } from './json.ts';
import type { JsonObject } from './json.ts';

/** Fields that mean the same in JSONata and in JSONPath, by the type of the state. */
const SHARED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pass: [],
  Succeed: [],
  Wait: ['Seconds', 'Timestamp'],
  Fail: ['Error', 'Cause'],
  Task: ['Resource', 'TimeoutSeconds', 'HeartbeatSeconds', 'Retry'],
  Parallel: ['Branches', 'Retry'],
};

const COMMON_FIELDS = ['Type', 'Comment', 'QueryLanguage', 'Next', 'End'];

/**
 * Why a state cannot be run for the language it is written in; undefined if it can. A state of a JSONPath machine
 * runs if it says nothing that depends on the language.
 */
export function languageFault(fields: JsonObject, machineLanguage: string): string | undefined {
  const own = fields['QueryLanguage'] ?? machineLanguage;
  if (own === 'JSONata') return undefined;
  if (own !== 'JSONPath') return `must be JSONata, not ${JSON.stringify(own)}`;
  if (machineLanguage === 'JSONata')
    return "cannot be 'JSONPath' if set to 'JSONata' for the whole state machine";
  return saysTheSame(fields) ? undefined : 'is JSONPath: only JSONata is supported';
}

function saysTheSame(fields: JsonObject): boolean {
  const { Type: type } = fields;
  const shared = typeof type === 'string' ? SHARED_FIELDS[type] : undefined;
  if (shared === undefined) return false;
  return Object.entries(fields).every(([name, value]) => {
    if (name === 'Branches') return true;
    const known = COMMON_FIELDS.includes(name) || shared.includes(name);
    return known && !JSON.stringify(value).includes('{%') && !isJsonObject(value);
  });
}
