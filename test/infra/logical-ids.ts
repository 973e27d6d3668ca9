/** Logical ids by resource type. */
export type LogicalIds = Readonly<Record<string, readonly string[]>>;

/**
 * Everything in the stateful stack of the example deployment. CloudFormation knows a resource by this name only: given
 * another one it makes an empty resource in its place. Never change a line; add one, or take one away with what it held.
 */
export const statefulIds: LogicalIds = {
  'AWS::Cognito::UserPool': ['OfficersPool78FC475B'],
  'AWS::Cognito::UserPoolClient': ['OfficersPoolConsoleB84C3C59'],
  'AWS::Cognito::UserPoolGroup': [
    'OfficersGroupadministrator185B6F3B',
    'OfficersGroupchiefA6E8FAC4',
    'OfficersGroupdeputy9E6F9DEA',
    'OfficersGroupdutyOfficer953CC815',
    'OfficersGroupliaison4BB0C8F7',
    'OfficersGrouppatrolOfficerCDF0DD83',
  ],
  'AWS::DynamoDB::GlobalTable': [
    'RecordsTableC9B7A30B',
    'RegistryPersonKeysTable239B66DC',
    'RegistryTable796459D3',
  ],
  'AWS::KMS::Alias': [
    'StationKeysnorthbankAliasE35ECB7A',
    'StationKeysqianqingAlias194A8E18',
    'StationKeyssouthbankAlias12F46DFA',
    'StationKeysyaqianAlias35B93EE8',
  ],
  'AWS::KMS::Key': [
    'LogsKeyA6AB43B2',
    'MessagesKey44305758',
    'RecordsKey31CDF3C4',
    'RegistryKey1053ED4C',
    'RegistryPersonKeysKey2DAD0A3E',
    'StationKeysnorthbank3C697051',
    'StationKeysqianqingB8D8F649',
    'StationKeyssouthbank5664E4B0',
    'StationKeysyaqian23148EA4',
  ],
  'AWS::S3::Bucket': ['ExchangeBucketACE697F0', 'PhotosBucket4131342A'],
  'AWS::S3::BucketPolicy': ['ExchangeBucketPolicy5E43C433', 'PhotosBucketPolicyADAB9DA2'],
  'AWS::SNS::Subscription': [
    'StationTopicsliaisoncentreemaile977b1280A62C42B',
    'StationTopicsliaisoncentresmsa1d3f2d2C0DEA04E',
    'StationTopicsnorthbankemailb067dac557C598F6',
    'StationTopicsnorthbanksms5ad1b65bB478FAFE',
    'StationTopicsqianqingemail7a6ddf83919718A5',
    'StationTopicsqianqingsms9dec0f2b26EA36BF',
    'StationTopicsriverliaisonemailb39db3213A66FE91',
    'StationTopicsriverliaisonsmsfde7401f2DA191CF',
    'StationTopicssouthbankemail6397f1537727CCBC',
    'StationTopicssouthbanksms391f96b5C9117879',
    'StationTopicsyaqianemail7bf2bd0415850746',
    'StationTopicsyaqiansms7a6c258e204DA636',
  ],
  'AWS::SNS::Topic': [
    'StationTopicsliaisoncentreB166D500',
    'StationTopicsnorthbank850F958C',
    'StationTopicsqianqingE33831AE',
    'StationTopicsriverliaison491A7B7B',
    'StationTopicssouthbank3D5606C5',
    'StationTopicsyaqian238AE223',
  ],
  'AWS::SNS::TopicPolicy': [
    'StationTopicsliaisoncentrePolicyB6659AC7',
    'StationTopicsnorthbankPolicy841EB534',
    'StationTopicsqianqingPolicyE4EB4CEC',
    'StationTopicsriverliaisonPolicy7D51A2EB',
    'StationTopicssouthbankPolicy8515ADD4',
    'StationTopicsyaqianPolicyE517C737',
  ],
  'AWS::SSM::Parameter': ['OfficersParameteraudienceAD9B1A53', 'OfficersParameterissuer16BF6B15'],
};

/**
 * What hurts when it is replaced although it holds no record: the API's address, dead letters, open executions, the
 * position in the stream, logs, the operators' confirmed subscription.
 */
export const statelessIds: LogicalIds = {
  'AWS::ApiGatewayV2::Api': ['EntranceApi3BFAAE40'],
  'AWS::ApiGatewayV2::Stage': ['EntranceStage08B900DC'],
  'AWS::Lambda::EventSourceMapping': [
    'ProcessesOutboxStreamMappingF1A8BAB2',
    'RegistryWorkStreamMapping5846F911',
  ],
  'AWS::Logs::LogGroup': [
    'ApiscaseworkapilogC2B5CFD1',
    'Apisdutyapilog7363B273',
    'Apisinvestigationapilog2217460D',
    'Apismissingpersonapilog99DFD4CE',
    'Apispublicappeallog00ADC41A',
    'Apispubliclinklog9B1E815A',
    'Apisregistryapilog52536F59',
    'ApisregistryhitapilogBAE3258E',
    'ApisservicedescriptionlogE3C7F0A9',
    'Apistransferapilog3F05F95C',
    'EntranceAccessLog036BF6AE',
    'ProcessesInvestigationLog68FF4ADC',
    'ProcessesMissingPersonLog00FE5571',
    'ProcessesNotifyLog2D47E736',
    'ProcessesRegistryHitLog56394DD2',
    'ProcessesSuspectTransferLog172EF394',
    'ProcessesinvestigationstepslogFCD4D746',
    'Processesmissingpersonstepslog939179E3',
    'Processesnotificationstepslog0EEC21A5',
    'Processesoutboxrelaylog3EBC11A4',
    'Processesregisterwaitlog95EA619C',
    'Processesregistryhitstepslog4C3E9F22',
    'ProcessessweeperlogF2C0AF03',
    'Processestransferstepslog6C477DB4',
    'Registryregistryworkerlog4DA32155',
  ],
  'AWS::SNS::Subscription': ['AlarmsTopicoperationsborder815example1B68E338'],
  'AWS::SNS::Topic': ['AlarmsTopic3A2DFEBA'],
  'AWS::SQS::Queue': ['ProcessesDeadLetters04C14090', 'ProcessesStreamFailures09951CA1'],
  'AWS::StepFunctions::StateMachine': [
    'ProcessesInvestigationMachine7CC0A1C1',
    'ProcessesMissingPersonMachine8C3ED1CD',
    'ProcessesNotifyMachine023026B9',
    'ProcessesRegistryHitMachine856A6FAA',
    'ProcessesSuspectTransferMachine0F71A27F',
  ],
};
