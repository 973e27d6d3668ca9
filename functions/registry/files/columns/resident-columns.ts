import type { ColumnSet } from './column-set.ts';

/** Fields of a resident's row. A person may have several rows: one for each residence and each place of work. */
export type ResidentField =
  | 'name'
  | 'formerNames'
  | 'aliases'
  | 'sex'
  | 'birthDate'
  | 'documentType'
  | 'documentNumber'
  | 'identityNumber'
  | 'passportNumber'
  | 'passportCountry'
  | 'otherDocumentName'
  | 'otherDocumentNumber'
  | 'nativePlace'
  | 'household'
  | 'telephones'
  | 'photoReference'
  | 'address'
  | 'residenceFrom'
  | 'residenceTo'
  | 'housing'
  | 'landlordName'
  | 'landlordTelephone'
  | 'reportedBy'
  | 'registeredOn'
  | 'studying'
  | 'employer'
  | 'role'
  | 'workFrom'
  | 'workTo'
  | 'permitNumber'
  | 'permitIssuedOn'
  | 'permitEndorsedOn'
  | 'permitValidTo';

/** Columns of files of residents, in the order in which exports have them. */
export const residentColumns: ColumnSet<ResidentField> = {
  columns: [
    { field: 'name', headers: ['姓名', '人员姓名', '名字', 'name'] },
    { field: 'formerNames', headers: ['曾用名', '原名', '旧名'] },
    { field: 'aliases', headers: ['别名', '化名', '绰号', '别名/绰号'] },
    { field: 'sex', headers: ['性别', 'sex'] },
    { field: 'birthDate', headers: ['出生日期', '出生年月日', '生日', '出生年月'] },
    { field: 'documentType', headers: ['证件类型', '证件种类'] },
    { field: 'documentNumber', headers: ['证件号码', '证件号'] },
    {
      field: 'identityNumber',
      headers: ['身份证号', '公民身份号码', '身份证号码', '居民身份证号码', '身份证', '公民身份证号'],
    },
    { field: 'passportNumber', headers: ['护照号', '护照号码'] },
    { field: 'passportCountry', headers: ['国籍', '护照国家', '国家', '签发国'] },
    { field: 'otherDocumentName', headers: ['其他证件名称'] },
    { field: 'otherDocumentNumber', headers: ['其他证件号', '其他证件号码'] },
    { field: 'nativePlace', headers: ['籍贯', '祖籍'] },
    { field: 'household', headers: ['户籍', '户籍地', '户籍地址', '户口所在地', '户籍所在地', '户籍类别'] },
    {
      field: 'telephones',
      headers: ['联系电话', '手机号', '手机号码', '电话', '联系方式', '手机', '电话号码'],
    },
    { field: 'photoReference', headers: ['照片编号', '照片'] },
    { field: 'address', headers: ['现住址', '居住地址', '现居住地址', '暂住地址', '现住地址', '居住地'] },
    { field: 'residenceFrom', headers: ['入住日期', '居住起始日期', '来本地日期', '暂住日期', '入住时间'] },
    { field: 'residenceTo', headers: ['离开日期', '搬离日期', '居住终止日期', '离开时间'] },
    { field: 'housing', headers: ['房屋类型', '居住处所', '住所类型', '房屋性质', '居住方式'] },
    { field: 'landlordName', headers: ['房东姓名', '房东', '户主姓名', '出租人'] },
    { field: 'landlordTelephone', headers: ['房东电话', '房东联系电话', '房东手机', '出租人电话'] },
    { field: 'reportedBy', headers: ['申报人', '申报人类型', '申报方式', '登记来源'] },
    { field: 'registeredOn', headers: ['登记日期', '申报日期', '登记时间', '居住登记日期'] },
    { field: 'studying', headers: ['就学', '是否就学', '在读'] },
    { field: 'employer', headers: ['工作单位', '就业单位', '用人单位', '服务处所', '单位名称', '从业单位'] },
    { field: 'role', headers: ['职务', '岗位', '工种', '职业'] },
    { field: 'workFrom', headers: ['入职日期', '就业日期', '入职时间', '参加工作日期'] },
    { field: 'workTo', headers: ['离职日期', '离职时间'] },
    { field: 'permitNumber', headers: ['居住证号', '居住证号码', '居住证编号'] },
    { field: 'permitIssuedOn', headers: ['签发日期', '居住证签发日期', '发证日期'] },
    { field: 'permitEndorsedOn', headers: ['签注日期', '居住证签注日期'] },
    { field: 'permitValidTo', headers: ['有效期至', '居住证有效期', '有效期限', '居住证有效期至'] },
  ],
  // Sex and birth date stand in an identity card's number; whoever has none must have them in the row.
  required: [
    ['name'],
    ['identityNumber', 'documentNumber', 'passportNumber', 'otherDocumentNumber'],
    ['household'],
  ],
};
