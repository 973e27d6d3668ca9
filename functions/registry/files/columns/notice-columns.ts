import type { ColumnSet } from './column-set.ts';

/** Fields of a wanted notice's row. */
export type NoticeField =
  | 'number'
  | 'change'
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
  | 'offence'
  | 'issuedBy'
  | 'issuedOn'
  | 'validTo';

/** Columns of wanted lists and of files that say what changed in them. */
export const noticeColumns: ColumnSet<NoticeField> = {
  columns: [
    { field: 'number', headers: ['编号', '通缉编号', '在逃人员编号', '通缉令编号', '人员编号'] },
    { field: 'change', headers: ['状态', '操作', '变更类型'] },
    { field: 'name', headers: ['姓名', '人员姓名', '在逃人员姓名'] },
    { field: 'formerNames', headers: ['曾用名', '原名'] },
    { field: 'aliases', headers: ['别名', '化名', '绰号', '别名/绰号'] },
    { field: 'sex', headers: ['性别'] },
    { field: 'birthDate', headers: ['出生日期', '出生年月日', '生日'] },
    { field: 'documentType', headers: ['证件类型', '证件种类'] },
    { field: 'documentNumber', headers: ['证件号码', '证件号'] },
    { field: 'identityNumber', headers: ['身份证号', '公民身份号码', '身份证号码', '身份证'] },
    { field: 'passportNumber', headers: ['护照号', '护照号码'] },
    { field: 'passportCountry', headers: ['国籍', '护照国家', '签发国'] },
    { field: 'otherDocumentName', headers: ['其他证件名称'] },
    { field: 'otherDocumentNumber', headers: ['其他证件号', '其他证件号码'] },
    { field: 'offence', headers: ['案由', '案件类别', '涉嫌罪名', '罪名'] },
    { field: 'issuedBy', headers: ['发布单位', '立案单位', '通缉单位', '发布机关'] },
    { field: 'issuedOn', headers: ['发布日期', '通缉日期', '立案日期', '发布时间'] },
    { field: 'validTo', headers: ['有效期至', '有效期限', '截止日期'] },
  ],
  required: [['number'], ['name'], ['offence'], ['issuedBy'], ['issuedOn']],
};
