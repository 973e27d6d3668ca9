import { probabilityInCircle } from './likelihood-field.ts';
import type { LikelihoodField } from './likelihood-field.ts';
import { rankedTask } from './ranked-task.ts';
import type { SearchRequest } from './search-request.ts';
import type { SearchTask } from './search-plan.ts';

/** A sweep for each of a station's villages which the rings reach, as probable as the ground the village covers. */
export function villageSweeps(
  field: LikelihoodField,
  request: SearchRequest,
  stationId: string,
): SearchTask[] {
  return request.geography.villages
    .filter((village) => village.stationId === stationId)
    .map(({ id, name, geometry, radiusMetres }) =>
      rankedTask(
        {
          key: `village:${id}`,
          kind: 'villageSweep',
          label: { zh: `走访${name.zh}`, en: `Sweep ${name.en}` },
          featureIds: [id],
        },
        probabilityInCircle(field, geometry.coordinates, radiusMetres),
        request.deadlines,
      ),
    )
    .filter((task) => task !== undefined);
}
