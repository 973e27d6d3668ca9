/** What an event tells beside its type; `input` and `output` are JSON texts, as on the wire. */
export type EventDetails = Readonly<Record<string, unknown>>;

/** One event of an execution's history, as compact as it can be kept. */
export interface HistoryEvent {
  readonly id: number;
  readonly previous: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: string;
  readonly details?: EventDetails;
}

/** An event as GetExecutionHistory gives it. */
export interface WireHistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: EventDetails;
}

/** Details whose size AWS may cut: each is followed by a note of whether it was. */
const CUTTABLE = ['input', 'output', 'assignedVariables'];

/** Renders an event for the wire; without `includeData` its inputs, outputs and variables are left out. */
export function renderEvent(event: HistoryEvent, includeData = true): WireHistoryEvent {
  const rendered = {
    timestamp: new Date(event.at),
    type: event.type,
    id: event.id,
    previousEventId: event.previous,
  };
  if (event.details === undefined) return rendered;
  return { ...rendered, [detailsName(event.type)]: renderDetails(event.details, includeData) };
}

function renderDetails(details: EventDetails, includeData: boolean): EventDetails {
  const rendered: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (!CUTTABLE.includes(name)) rendered[name] = value;
    else if (includeData) {
      rendered[name] = value;
      rendered[`${name}Details`] = { truncated: false };
    }
  }
  return rendered;
}

function detailsName(type: string): `${string}EventDetails` {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
