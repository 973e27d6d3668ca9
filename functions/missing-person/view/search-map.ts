import type { Feature, FeatureCollection } from 'geojson';
import * as z from 'zod';

import { planAsGeoJson } from '#functions/missing-person/search/plan-as-geojson.ts';
import { planSearch } from '#functions/missing-person/search/plan-search.ts';
import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import type { Task } from '#platform/task/task.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import { tasksOf } from '#platform/task/case-tasks.ts';
import { searchRequest } from '#functions/missing-person/process/plan-next.ts';

/**
 * The newest plan of a case for a map: origin, rings, each station's sectors and tasks, the tasks with their id and where
 * they stand. The polygons are drawn from what the plan was made of. Before the first plan only the origin is shown.
 */
export async function searchMap(
  platform: SearchPlatform,
  state: MissingPersonCase,
): Promise<FeatureCollection> {
  const { plan } = state.search;
  if (plan === undefined) return { type: 'FeatureCollection', features: [originOf(state)] };
  const request = searchRequest(platform, state, plan.basis, new Date(plan.plannedAt));
  const drawn = planAsGeoJson(planSearch(request), platform.geography);
  const tasks = new Map<string, Task>();
  for (const kept of await tasksOf(platform.store, state))
    for (const task of kept.tasks) tasks.set(`${kept.stationId}#${task.planKey}`, task);
  return { ...drawn, features: drawn.features.map((feature) => withTask(feature, tasks)) };
}

const taskProperties = z.object({ kind: z.literal('task'), stationId: z.string(), key: z.string() });

function withTask(feature: Feature, tasks: ReadonlyMap<string, Task>): Feature {
  const drawn = taskProperties.safeParse(feature.properties);
  const task = drawn.success ? tasks.get(`${drawn.data.stationId}#${drawn.data.key}`) : undefined;
  if (task === undefined) return feature;
  const { taskId, status, dueAt } = task;
  return { ...feature, properties: { ...feature.properties, taskId, status, dueAt } };
}

function originOf({ search: { origin } }: MissingPersonCase): Feature {
  return {
    type: 'Feature',
    properties: { kind: 'origin' },
    geometry: { type: 'Point', coordinates: [origin.lon, origin.lat] },
  };
}
