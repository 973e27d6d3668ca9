import { parseGeography, type Geography } from '#functions/missing-person/search/geography.ts';
import type { Partnership } from '#platform/deployment/deployment.ts';

import type { Finding, Patient } from '../finding.ts';

const FIELD = 'infrastructure.geography';

/** Whether the geography covers what each partnership has to search. */
export function checkGeography({ file }: Patient): Finding[] {
  const geography = parseGeography(file.geography);
  const { partnerships, stations } = file.deployment;
  const strangers = geography.areas
    .map(({ stationId }) => stationId)
    .filter((stationId) => !stations.some(({ id }) => id === stationId));
  return [
    ...partnerships.flatMap((partnership) => checkPartnership(partnership, geography)),
    ...strangers.map((stationId) => unknownArea(stationId)),
  ];
}

function checkPartnership({ id, stations }: Partnership, geography: Geography): Finding[] {
  const without = stations.filter(
    (station) => !geography.areas.some(({ stationId }) => stationId === station),
  );
  if (without.length > 0)
    return [
      {
        severity: 'warning',
        check: 'geography-missing',
        field: FIELD,
        what: `The partnership "${id}" has no area of ${without.map((station) => `"${station}"`).join(' and ')}.`,
        meaning: 'A search is not cut at the border and gives these stations no tasks by place.',
        remedy: 'Add the areas of both stations, and the border which they share, to the geography.',
      },
    ];
  const border = geography.borders.some(({ stationIds }) =>
    stations.every((station) => stationIds.includes(station)),
  );
  const empty = stations.filter(
    (station) => !geography.cameras.some(({ stationId }) => stationId === station),
  );
  return [...(border ? [] : [withoutBorder(id)]), ...empty.map((station) => withoutCameras(station))];
}

function withoutBorder(id: string): Finding {
  return {
    severity: 'warning',
    check: 'border-missing',
    field: FIELD,
    what: `The partnership "${id}" has no border.`,
    meaning: 'Patrols are not sent to where a person would cross over.',
    remedy: 'Add the line that both areas share, vertex for vertex.',
  };
}

function withoutCameras(station: string): Finding {
  return {
    severity: 'note',
    check: 'cameras-missing',
    field: FIELD,
    what: `The geography has no camera of "${station}".`,
    meaning: 'A search plan names no camera to be looked through there.',
    remedy: 'Add its cameras.',
  };
}

function unknownArea(stationId: string): Finding {
  return {
    severity: 'warning',
    check: 'area-of-nobody',
    field: FIELD,
    what: `The geography has an area of "${stationId}", which is no configured station.`,
    meaning: 'Places there belong to nobody.',
    remedy: 'Correct the stationId, or remove the area.',
  };
}
