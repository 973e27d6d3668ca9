/** What several checkers find in the same place, and what is answered to each. */
export const reasons = {
  accessLogs:
    'A photo is reached only by an address signed for one object and some minutes, which a function hands out after ' +
    'authorisation; each officer to whom it did is in the audit chain. A log of the bucket would keep the network ' +
    'addresses of members of the public who looked at an appeal, and the signed addresses themselves.',
  versioning:
    'A photo that is deleted must be gone, at the latest when its retention ends: an older version would outlive ' +
    'it. What was uploaded cannot be overwritten: an address takes one upload (If-None-Match), after which only ' +
    'the function that removes its metadata writes to it.',
  replication:
    'A copy elsewhere would outlive the deletion of a photo, and personal data of state organs stays in the region ' +
    'chosen for it (PIPL art. 36). A photo that is lost is asked for again; records are in the table, which can be ' +
    'restored to any second.',
  deadLettersEndHere:
    'The queue is where failures end. A queue behind it would hide them: its alarm goes off at the first message, ' +
    'and messages stay for 14 days.',
  synchronousCallers:
    'Nobody invokes the function asynchronously, so a dead-letter queue would never be used: the API answers its ' +
    'caller, the state machine retries and the sweeper restarts what failed, and the stream has an on-failure queue.',
  nextMinute:
    'A round that fails is made up for by the next one within the minute, and its event says nothing but "now". ' +
    'Failures and silence have an alarm each; what the sweeper gives up goes to a queue by its own hand.',
  testsOnly:
    'Stage dev only, and refused in any other: invented officers’ messages wait here, encrypted by SQS itself, for an ' +
    'end-to-end test that reads them. One that is lost fails that test.',
  outsideVpc:
    'The function reaches AWS services, and an SMS provider on the internet, by TLS with a role of its own, and no ' +
    'private network. A VPC would protect nothing and add a way out that has to be kept open.',
  sharedConcurrency:
    'Reserving concurrency takes it from all others and is refused in accounts with a small quota. What calls the ' +
    'function is bounded instead: every route by a rate of its own, the stream by four batches a shard, the ' +
    'sweeper by its schedule; throttles of each function have an alarm.',
} as const;
