import type { Role } from '#platform/actor/actor.ts';
import { casePermissions } from '#platform/authorization/permission-table.ts';

import { duplicates } from './duplicates.ts';

/** As much of a deployment as its parts say about each other. */
interface Parts {
  readonly stations: readonly {
    readonly id: string;
    readonly kind: string;
    readonly contacts: { readonly emails: readonly string[]; readonly telephones: readonly string[] };
  }[];
  readonly partnerships: readonly {
    readonly id: string;
    readonly stations: readonly [string, string];
    readonly superior: string;
  }[];
  readonly timers: {
    readonly ladder: readonly { readonly role: Role; readonly of: 'station' | 'superior' }[];
  };
}

type Path = (string | number)[];
type Refuse = (path: Path, message: string) => void;

/** Who may acknowledge an alert, by whose officers a level of the ladder calls. */
const mayAcknowledge: Readonly<Record<'station' | 'superior', readonly Role[]>> = {
  station: casePermissions['notification.acknowledge'].assisting,
  superior: casePermissions['notification.acknowledge'].superior,
};

/** Refuses a deployment whose parts contradict each other; each fault names its field and what is allowed. */
export function checkDeployment(
  deployment: Parts,
  context: { readonly addIssue: (issue: { code: 'custom'; path: Path; message: string }) => void },
): void {
  const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message });
  checkStations(deployment, refuse);
  checkPartnerships(deployment, refuse);
  deployment.timers.ladder.forEach(({ role, of }, index) => {
    if (!mayAcknowledge[of].includes(role))
      refuse(
        ['timers', 'ladder', index, 'role'],
        `"${role}" may not acknowledge an alert for the ${of}; allowed: ${mayAcknowledge[of].join(', ')}`,
      );
  });
}

function checkStations({ stations }: Parts, refuse: Refuse): void {
  for (const { index, first, value } of duplicates(stations.map(({ id }) => id)))
    refuse(['stations', index, 'id'], `"${value}" is the id of stations.${first} already`);
  stations.forEach(({ contacts }, station) => {
    for (const [list, addresses] of Object.entries(contacts))
      for (const { index, first } of duplicates(addresses))
        refuse(['stations', station, 'contacts', list, index], `is the same as number ${first} of the list`);
  });
}

function checkPartnerships({ stations, partnerships }: Parts, refuse: Refuse): void {
  const requireKind = (id: string, kind: string, path: Path) => {
    if (stations.some((station) => station.id === id && station.kind === kind)) return;
    const known = stations.filter((station) => station.kind === kind).map((station) => station.id);
    refuse(path, `"${id}" is no configured ${kind}; there are: ${known.join(', ') || 'none'}`);
  };
  for (const { index, first, value } of duplicates(partnerships.map(({ id }) => id)))
    refuse(['partnerships', index, 'id'], `"${value}" is the id of partnerships.${first} already`);
  for (const { index, first } of duplicates(partnerships.map((each) => each.stations.toSorted().join(' '))))
    refuse(['partnerships', index, 'stations'], `are the stations of partnerships.${first} already`);
  partnerships.forEach((partnership, index) => {
    partnership.stations.forEach((id, at) =>
      requireKind(id, 'station', ['partnerships', index, 'stations', at]),
    );
    if (partnership.stations[0] === partnership.stations[1])
      refuse(['partnerships', index, 'stations'], 'a partnership is two different stations');
    requireKind(partnership.superior, 'superior', ['partnerships', index, 'superior']);
  });
}
