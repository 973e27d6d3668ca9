/** Words that stand for a value of the model, in Chinese; the value itself is understood besides. Exports write the first. */
export const vocabulary = {
  // With the codes of GB/T 2261.1.
  sex: { male: ['男', '男性', '1'], female: ['女', '女性', '2'] },
  reportedBy: {
    self: ['本人'],
    landlord: ['房东', '出租人'],
    employer: ['单位', '用人单位'],
    agent: ['中介'],
    officer: ['民警'],
    unknown: ['未知', '不详'],
  },
  housing: {
    ownHome: ['自有', '自有住房', '自购房', '自购', '自住'],
    rented: ['出租', '出租房', '出租屋', '租赁', '租赁房屋', '租房'],
    employerDormitory: ['单位宿舍', '员工宿舍', '职工宿舍', '集体宿舍', '单位内部'],
    withRelatives: ['投亲', '投靠亲友', '亲友家', '亲友', '借住', '居民家中'],
    hotel: ['旅馆', '旅店', '宾馆', '酒店'],
    hospital: ['医院', '医疗机构'],
    school: ['学校', '学校宿舍'],
    shelter: ['救助站', '救助管理站'],
    other: ['其他', '其它'],
  },
  household: {
    local: ['本地', '本市', '市内'],
    elsewhere: ['外地', '外市', '外省', '市外', '境外', '外国', '外籍'],
  },
  studying: { yes: ['是', '在读', '就学', '在校'], no: ['否', '不在读'] },
  documentType: {
    identityCard: ['居民身份证', '身份证', '二代身份证', '公民身份证', '第二代居民身份证'],
    passport: ['护照', '普通护照', '外国护照', '中国护照'],
  },
  change: {
    inForce: ['新增', '在逃', '在控', '变更', '修改', '有效'],
    withdrawn: ['撤销', '撤回', '已撤销'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

/** Words for a sex that nobody knows or has said (GB/T 2261.1: 0, 9). */
export const unknownSex: readonly string[] = [
  '未知',
  '未知的性别',
  '未说明',
  '未说明的性别',
  '不详',
  '0',
  '9',
];

/** The value that a cell means; undefined when none of `words` stands there. */
export function wordMeaning<Value extends string>(
  words: Readonly<Record<Value, readonly string[]>>,
  cell: string,
): Value | undefined {
  const text = cell.normalize('NFKC').replaceAll(/\s/g, '');
  for (const value in words) if (text === value || words[value].includes(text)) return value;
  return undefined;
}
