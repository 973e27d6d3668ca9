import * as z from 'zod';

import { leadIdSchema, leadKindSchema, subjectIdSchema } from '#functions/investigation/model/lead.ts';
import { subjectSchema } from '#functions/investigation/model/subject.ts';
import { leadReportSchema } from '#functions/investigation/requests/lead-report.ts';
import { noteReportSchema } from '#functions/investigation/requests/note-report.ts';
import { subjectReportSchema } from '#functions/investigation/requests/subject-report.ts';
import { nearDuplicateSchema } from '#functions/investigation/leads/near-duplicates.ts';
import { leadViewSchema, noteViewSchema } from '#functions/investigation/leads/lead-view-schema.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, changeReply, pageQuery, reads } from './route-parts.ts';

const cursorReply = z.string().optional();

/** Routes of what both stations know: leads, whom and what they speak of, what is concluded from them. */
export const intelligenceRoutes = {
  addLead: {
    ...adds,
    operationId: 'addLead',
    path: '/v1/investigations/{caseId}/leads',
    summary: {
      'zh-CN': '录入线索',
      en: 'Add a lead; the other station, or the named officers, are told at once',
    },
    parameters: caseParameters,
    body: leadReportSchema,
    response: json(
      201,
      'Added; leads that may be the same one are pointed out',
      changeReply.extend({ leadId: leadIdSchema, nearDuplicates: z.array(nearDuplicateSchema) }),
    ),
  },
  readLeads: {
    ...reads,
    operationId: 'readLeads',
    path: '/v1/investigations/{caseId}/leads',
    summary: {
      'zh-CN': '线索列表',
      en: 'Leads, oldest first; of those restricted to others only that they exist',
    },
    parameters: caseParameters,
    query: pageQuery.extend({ kind: leadKindSchema.optional() }),
    response: json(200, 'A page of leads', z.object({ leads: z.array(leadViewSchema), cursor: cursorReply })),
  },
  addSubject: {
    ...adds,
    operationId: 'addSubject',
    path: '/v1/investigations/{caseId}/subjects',
    summary: {
      'zh-CN': '录入涉案人、车、地点',
      en: 'Add a person, a vehicle or a place that leads speak of',
    },
    parameters: caseParameters,
    body: subjectReportSchema,
    response: json(201, 'Added', changeReply.extend({ subjectId: subjectIdSchema })),
  },
  readSubjects: {
    ...reads,
    operationId: 'readSubjects',
    path: '/v1/investigations/{caseId}/subjects',
    summary: { 'zh-CN': '涉案人、车、地点列表', en: 'Persons, vehicles and places, oldest first' },
    parameters: caseParameters,
    query: pageQuery,
    response: json(
      200,
      'A page of subjects',
      z.object({ subjects: z.array(subjectSchema), cursor: cursorReply }),
    ),
  },
  addNote: {
    ...adds,
    operationId: 'addNote',
    path: '/v1/investigations/{caseId}/notes',
    summary: {
      'zh-CN': '研判：逃跑路线、可能藏身处、布控点',
      en: 'Add an analysis note: route, hideout or point to watch, with the leads it rests on',
    },
    parameters: caseParameters,
    body: noteReportSchema,
    response: json(201, 'Added', changeReply.extend({ noteId: z.string() })),
  },
  readNotes: {
    ...reads,
    operationId: 'readNotes',
    path: '/v1/investigations/{caseId}/notes',
    summary: {
      'zh-CN': '研判列表',
      en: 'Analysis notes, oldest first; of those that rest on leads restricted to others only that they exist',
    },
    parameters: caseParameters,
    query: pageQuery,
    response: json(200, 'A page of notes', z.object({ notes: z.array(noteViewSchema), cursor: cursorReply })),
  },
} as const satisfies Record<string, RouteContract>;
