import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

const addedLeadSchema = z.object({
  leadId: z.string(),
  nearDuplicates: z.array(z.object({ leadId: z.string(), score: z.number(), reasons: z.array(z.unknown()) })),
});
const addedSubjectSchema = z.object({ subjectId: z.string() });
const leadsSchema = z.object({
  leads: z.array(z.looseObject({ leadId: z.string(), restricted: z.boolean().optional() })),
});
const subjectsSchema = z.object({ subjects: z.array(z.object({ subjectId: z.string() })) });
const notesSchema = z.object({ notes: z.array(z.object({ kind: z.string() })) });

/** Ids of the leads that the analysis rests on. */
export interface LeadIds {
  readonly camera: string;
  readonly vehicle: string;
  readonly tip: string;
}

const atTheBorder = { lon: 120.4146, lat: 30.1329 };
const nearTheVillage = { lon: 120.4251, lat: 30.1282 };
const usual = { source: 'B', intelligence: 2, handling: 1 } as const;

/** Both stations add what they find: all kinds of leads, graded; what is said twice is pointed out. */
export async function gatherLeads(story: Story, caseId: string): Promise<LeadIds> {
  const yaqian = await story.as('yaqian-duty-1');
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  const add = async (client: typeof yaqian, lead: object) =>
    (await client.post(`${path}/leads`, lead, { expect: 201 })).json(addedLeadSchema);

  const subject = await yaqian.post(
    `${path}/subjects`,
    { label: '黑色电动车', vehicle: { plate: '浙演00815', type: '电动自行车', colour: '黑' } },
    { expect: 201 },
  );
  const { subjectId } = subject.json(addedSubjectSchema);
  const { leadId: witness } = await add(yaqian, {
    kind: 'witness',
    source: '早餐店店主',
    text: '清晨见一男子背灰色双肩包骑黑色电动车往东南方向去',
    grading: usual,
  });
  const { leadId: camera } = await add(yaqian, {
    kind: 'camera',
    source: '104国道联兴段路口监控',
    text: '黑色电动车由衙前方向驶入钱清辖区，后座白色保温箱',
    point: atTheBorder,
    grading: { source: 'A', intelligence: 1, handling: 1 },
    attachments: [{ reference: '视频平台/联兴段/0615', label: '过车截图' }],
    links: [
      { to: subjectId, relation: '所骑车辆' },
      { to: witness, relation: '印证' },
    ],
  });
  const { leadId: vehicle } = await add(qianqing, {
    kind: 'vehicle',
    source: '社区民警走访',
    text: '车牌浙演00815的黑色电动车停在永乐村出租房楼下',
    point: nearTheVillage,
    grading: usual,
    links: [{ to: subjectId, relation: '同一车辆' }],
  });
  const { leadId: tip } = await add(qianqing, {
    kind: 'tip',
    source: '房东来电',
    text: '三楼租客昨夜未归，清早带回一只灰色双肩包',
    grading: { source: 'C', intelligence: 3, handling: 5 },
    handlingConditions: '不得向租客透露来电',
  });
  await add(yaqian, {
    kind: 'property',
    source: '被盗店主',
    text: '被盗手机一部为红色，背面贴有卡通贴纸',
    grading: usual,
  });
  await add(yaqian, {
    kind: 'telephone',
    source: '技术部门',
    text: '被盗手机最后一次开机位于永乐村附近',
    point: nearTheVillage,
    grading: { source: 'A', intelligence: 2, handling: 4 },
    restrictedTo: [{ stationId: 'qianqing', officerId: 'qianqing-duty-1' }],
  });
  const again = await add(qianqing, {
    kind: 'vehicle',
    source: '巡逻民警',
    text: '永乐村出租房楼下停着一辆黑色电动车，车牌浙演00815',
    point: nearTheVillage,
    grading: usual,
  });
  expectThat(
    again.nearDuplicates.some(({ leadId }) => leadId === vehicle),
    'The same vehicle, reported twice, is not pointed out.',
  );
  await story.system.settle();
  story.narrate('两所录入证人、监控、车辆、通讯、物品、举报六类线索（5×5×5 分级）；重复线索自动提示');
  return { camera, vehicle, tip };
}

/** A restricted lead is read by whom it names, and by nobody else of the station. */
export async function readLeads(story: Story, caseId: string): Promise<void> {
  const path = `/v1/investigations/${caseId}`;
  const named = await story.as('qianqing-duty-1');
  const other = await story.as('qianqing-duty-2');
  const withheld = async (client: typeof named) => {
    const { leads } = (await client.get(`${path}/leads`)).json(leadsSchema);
    return leads.filter(({ restricted }) => restricted === true).length;
  };
  expectThat((await withheld(named)) === 0, 'A named officer cannot read the restricted lead.');
  expectThat((await withheld(other)) === 1, 'An officer who is not named reads a restricted lead.');
  const { subjects } = (await named.get(`${path}/subjects`)).json(subjectsSchema);
  expectThat(subjects.length === 1, `The case has ${subjects.length} subjects instead of one.`);
  story.narrate('通讯线索仅限指定民警查看，同所其他民警只见编号');
}

/** What both stations make of the leads: the route, where somebody could hide, where to watch. */
export async function analyse(story: Story, caseId: string, leads: LeadIds): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  const qianqing = await story.as('qianqing-duty-1');
  const path = `/v1/investigations/${caseId}`;
  const notes = [
    {
      kind: 'route',
      text: '自老街沿104国道联兴段进入永乐村',
      leadIds: [leads.camera, leads.vehicle],
      line: [{ lon: 120.395, lat: 30.155 }, atTheBorder, nearTheVillage],
    },
    {
      kind: 'hideout',
      text: '永乐村出租房三楼',
      leadIds: [leads.tip, leads.vehicle],
      points: [nearTheVillage],
    },
    { kind: 'watchPoint', text: '村口与104国道交叉口', leadIds: [leads.camera], points: [atTheBorder] },
  ];
  for (const note of notes) await qianqing.post(`${path}/notes`, note, { expect: 201 });
  const read = (await yaqian.get(`${path}/notes`)).json(notesSchema);
  expectThat(read.notes.length === notes.length, 'Yaqian does not see the whole analysis.');
  await yaqian.post(`${path}/amendments`, {
    suspect: { known: true, name: '欧阳试演', sex: 'male', description: '暂住永乐村' },
  });
  await story.system.settle();
  story.narrate('研判：逃跑路线、可能藏身处、下一步布控点，各注明所依据的线索；嫌疑人身份查明');
}
