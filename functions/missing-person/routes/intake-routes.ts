import * as z from 'zod';

import { imageTypeSchema } from '#functions/missing-person/model/photo.ts';
import { amendmentSchema } from '#functions/missing-person/requests/amendment.ts';
import { intakeSchema } from '#functions/missing-person/requests/intake.ts';
import { photoUploadSchema } from '#functions/missing-person/requests/photo-upload.ts';
import { reportSchema } from '#functions/missing-person/requests/report.ts';
import { severitySchema } from '#platform/deployment/deployment.ts';
import { json } from '#platform/http/route-parts.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { adds, caseParameters, commandReply, nothing, reads } from './route-parts.ts';

const photoParameters = caseParameters.extend({
  photoId: z.string().regex(/^F-[0-9A-Z]{26}$/, 'must be a photo id'),
});

const uploadReply = commandReply.extend({
  photoId: z.string(),
  /** Send the image there with exactly these headers, then confirm it. */
  upload: z.object({
    method: z.literal('PUT'),
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
  }),
});

const photoReply = z.object({
  photoId: z.string(),
  contentType: imageTypeSchema,
  /** Address of the photo, good until `expiresAt`. */
  url: z.url(),
  expiresAt: z.iso.datetime(),
});

/** Routes of the intake: what callers tell of the missing person. */
export const intakeRoutes = {
  openMissingPerson: {
    ...adds,
    operationId: 'openMissingPerson',
    path: '/v1/missing-persons',
    summary: {
      'zh-CN': '接警：走失人员',
      en: 'Report a missing person. 409 duplicate-suspected names the cases it may belong to',
    },
    parameters: z.object({}),
    body: intakeSchema,
    response: json(
      201,
      'Opened; both stations are alerted',
      commandReply.extend({ severity: severitySchema }),
    ),
  },
  addReport: {
    ...adds,
    operationId: 'addReport',
    path: '/v1/missing-persons/{caseId}/reports',
    summary: { 'zh-CN': '并入另一次报警', en: 'Add another caller’s report of the same person' },
    parameters: caseParameters,
    body: reportSchema,
    response: json(200, 'Added; what was unknown is filled in', commandReply),
  },
  amendMissingPerson: {
    ...adds,
    operationId: 'amendMissingPerson',
    path: '/v1/missing-persons/{caseId}/amendments',
    summary: { 'zh-CN': '更正或补充信息', en: 'Fill in or correct what is known' },
    parameters: caseParameters,
    body: amendmentSchema,
    response: json(200, 'Amended', commandReply),
  },
  requestPhotoUpload: {
    ...adds,
    operationId: 'requestPhotoUpload',
    path: '/v1/missing-persons/{caseId}/photos',
    summary: { 'zh-CN': '申请上传照片', en: 'Ask for an address to upload a photo to' },
    parameters: caseParameters,
    body: photoUploadSchema,
    response: json(201, 'Where and how to upload', uploadReply),
  },
  confirmPhoto: {
    ...adds,
    operationId: 'confirmPhoto',
    path: '/v1/missing-persons/{caseId}/photos/{photoId}/confirmation',
    summary: { 'zh-CN': '确认照片已上传', en: 'Take an uploaded photo into the case' },
    parameters: photoParameters,
    body: nothing,
    response: json(200, 'Checked and taken', commandReply.extend({ photoId: z.string() })),
  },
  readPhoto: {
    ...reads,
    operationId: 'readPhoto',
    path: '/v1/missing-persons/{caseId}/photos/{photoId}',
    summary: { 'zh-CN': '查看照片', en: 'Address of a photo, for a few minutes' },
    parameters: photoParameters,
    response: json(200, 'Where the photo can be read', photoReply),
  },
} as const satisfies Record<string, RouteContract>;
