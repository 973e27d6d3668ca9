import type { AcceptedFinding } from './accepted-finding.ts';
import {
  buckets,
  calledFunctions,
  capturedSms,
  functions,
  queues,
  scheduledFunctions,
} from './constructs.ts';
import { reasons } from './reasons.ts';

/** Findings of checkov that stay. */
export const acceptedByCheckov: readonly AcceptedFinding[] = [
  { rule: 'CKV_AWS_18', on: buckets, reason: reasons.accessLogs },
  { rule: 'CKV_AWS_21', on: buckets, reason: reasons.versioning },
  { rule: 'CKV_AWS_115', on: functions, reason: reasons.sharedConcurrency },
  {
    rule: 'CKV_AWS_116',
    on: calledFunctions,
    reason: reasons.synchronousCallers,
  },
  { rule: 'CKV_AWS_116', on: scheduledFunctions, reason: reasons.nextMinute },
  { rule: 'CKV_AWS_117', on: functions, reason: reasons.outsideVpc },
  {
    rule: 'CKV_AWS_173',
    on: functions.filter((name) => name !== 'stateless/Apis/service-description'),
    reason:
      'The variables are names and ARNs of resources, no secrets: these are in Secrets Manager. Lambda encrypts them ' +
      'with its own key in any case.',
  },
  {
    rule: 'CKV_AWS_27',
    on: queues,
    reason:
      'The rule looks for a KMS key and does not see SSE-SQS, which encrypts these queues. They hold keys of records ' +
      'and positions in the stream, no personal data.',
  },
  { rule: 'CKV_AWS_27', on: capturedSms, reason: reasons.testsOnly },
];
