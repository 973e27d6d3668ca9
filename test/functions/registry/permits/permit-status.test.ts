import { describe, expect, test } from 'vitest';

import { residentFiles, type ResidentRow } from '#cli/demo/scenes/registry/resident-files.ts';
import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { permitStatus } from '#functions/registry/permits/permit-status.ts';
import { hasValidCheckDigit } from '#platform/identity-number.ts';
import { exampleDeployment } from '#test/support/platform.ts';
import { inventedResident } from '#test/support/residents.ts';

type Residence = ResidentDetails['registrations'][number];

const rules = {
  ...exampleDeployment().registry.permits,
  holidays: ['2027-03-02'],
  workingWeekends: ['2027-03-06'],
};

function stay(from: string, changes: Partial<Residence> = {}): Residence {
  return { address: '演示路1号', from, housing: 'rented', reportedBy: 'self', ...changes };
}

function on(day: string, registrations: Residence[], changes: Partial<ResidentDetails> = {}): string {
  const { status, reason } = permitStatus(inventedResident({ registrations, ...changes }), day, rules);
  return `${status}: ${reason}`;
}

describe('who need not register', () => {
  test('is who has the household here, or does not live here on that day', () => {
    expect(on('2027-03-01', [stay('2020-01-01')], { household: 'local' })).toBe('exempt: localHousehold');
    expect(on('2027-03-01', [stay('2020-01-01', { to: '2027-02-28' })])).toBe('exempt: notLivingHere');
    expect(on('2027-02-28', [stay('2020-01-01', { to: '2027-02-28' })])).toBe(
      'toBeRegistered: reportingPeriodOver',
    );
    expect(on('2027-03-01', [])).toBe('exempt: notLivingHere');
  });

  test.each(['hotel', 'hospital', 'school', 'shelter'] as const)('is who stays in a %s', (housing) => {
    expect(on('2027-03-01', [stay('2026-01-01', { housing })])).toBe('exempt: exemptHousing');
  });

  test('is who stays with relatives for up to thirty days', () => {
    const visit = [stay('2027-01-01', { housing: 'withRelatives' })];
    expect(on('2027-01-30', visit)).toBe('exempt: shortStayWithRelatives');
    expect(on('2027-01-31', visit)).toBe('exempt: withinReportingPeriod');
    expect(on('2027-02-03', visit)).toBe('exempt: withinReportingPeriod');
    expect(on('2027-02-04', visit)).toBe('toBeRegistered: reportingPeriodOver');
  });
});

describe('a residence is to be registered', () => {
  test('when three working days have passed: a holiday is none, a weekend that is worked is one', () => {
    const moved = [stay('2027-03-01')]; // A Monday; the 2nd is a holiday, Saturday the 6th is worked.
    expect(on('2027-03-05', moved)).toBe('exempt: withinReportingPeriod');
    expect(on('2027-03-06', moved)).toBe('toBeRegistered: reportingPeriodOver');
    expect(on('2027-03-08', [stay('2027-03-04')])).toBe('exempt: withinReportingPeriod');
    expect(on('2027-03-09', [stay('2027-03-04')])).toBe('toBeRegistered: reportingPeriodOver');
  });

  test('ten days after a move within the city, whatever permit is held', () => {
    const moves = [
      stay('2025-01-01', { to: '2027-02-28', registeredOn: '2025-01-02' }),
      stay('2027-03-01', { address: '演示路2号' }),
    ];
    expect(on('2027-03-11', moves)).toBe('exempt: withinReportingPeriod');
    expect(on('2027-03-12', moves)).toBe('toBeRegistered: changePeriodOver');
  });

  test('even with a permit, and is registered only from the day on which it was', () => {
    const permit = { number: 'JZ990001', issuedOn: '2026-12-01', validTo: '2027-12-01' };
    expect(on('2027-03-01', [stay('2026-01-01')], { permit })).toBe('toBeRegistered: reportingPeriodOver');
    const late = [stay('2026-01-01', { registeredOn: '2027-03-02' })];
    expect(on('2027-03-01', late)).toBe('toBeRegistered: reportingPeriodOver');
    expect(on('2027-03-02', late)).toBe('registered: notLongEnough');
  });
});

describe('a permit', () => {
  test('may be applied for after half a year, to the day; the last of a shorter month counts', () => {
    const settled = [stay('2026-08-30', { registeredOn: '2026-08-31' })];
    expect(on('2027-02-27', settled)).toBe('registered: notLongEnough');
    expect(on('2027-02-28', settled)).toBe('eligible: longEnough');
  });

  test('needs work, study or settled housing besides', () => {
    const unsettled = [stay('2026-01-01', { registeredOn: '2026-01-02', housing: 'other' })];
    const work = [{ employer: '钱演纺织有限公司', from: '2026-01-01', to: '2027-03-01' }];
    expect(on('2027-03-01', unsettled)).toBe('registered: noGround');
    expect(on('2027-03-01', unsettled, { studying: true })).toBe('eligible: longEnough');
    expect(on('2027-03-01', unsettled, { work })).toBe('eligible: longEnough');
    expect(on('2027-03-02', unsettled, { work })).toBe('registered: noGround');
  });

  test('counts the half year through a registered move, but not through an absence', () => {
    const first = (to: string) => stay('2026-01-01', { to, registeredOn: '2026-01-02' });
    const second = stay('2027-01-01', { registeredOn: '2027-01-05' });
    expect(on('2027-03-01', [first('2026-12-31'), second])).toBe('eligible: longEnough');
    expect(on('2027-03-01', [first('2026-12-30'), second])).toBe('registered: notLongEnough');
  });

  test('holds for a year after each endorsement, and not beyond its last day', () => {
    const settled = [stay('2025-01-01', { registeredOn: '2025-01-02' })];
    const permit = { number: 'JZ990001', issuedOn: '2026-03-01', validTo: '2028-03-01' };
    expect(on('2027-03-01', settled, { permit })).toBe('valid: endorsed');
    expect(on('2027-03-02', settled, { permit })).toBe('lapsed: notEndorsed');
    const endorsed = { ...permit, endorsedOn: '2027-03-01' };
    expect(on('2028-03-01', settled, { permit: endorsed })).toBe('valid: endorsed');
    expect(on('2027-03-03', settled, { permit: { ...endorsed, validTo: '2027-03-02' } })).toBe(
      'lapsed: notEndorsed',
    );
  });
});

test('every article names its law, and whether somebody compared it with the law in force', () => {
  for (const { law, article, verification } of Object.values(rules.articles)) {
    expect([law, article]).not.toContain('');
    expect(typeof verification.verified).toBe('boolean');
  }
});

test('of the invented residents exactly 28 are to be registered, and every status occurs', () => {
  const today = '2027-03-01';
  const { rows, unregistered } = residentFiles(today);
  const people = new Map<string, ResidentDetails>();
  for (const row of Object.values(rows).flat()) {
    const number = row.身份证号.normalize('NFKC').trim();
    if (/^\d{17}[\dX]$/.test(number) && hasValidCheckDigit(number) && row.姓名 !== '' && !isNoDay(row))
      people.set(number, detailsOf(row, number));
  }
  const permits = exampleDeployment().registry.permits;
  const statuses = [...people.values()].map((details) => permitStatus(details, today, permits).status);
  expect(people.size).toBe(2250);
  expect(statuses.filter((status) => status === 'toBeRegistered')).toHaveLength(unregistered);
  expect(unregistered).toBe(28);
  expect(new Set(statuses).size).toBe(6);
});

const isNoDay = (row: ResidentRow) => row.出生日期 === '1999-02-30';

const HOUSING: Readonly<Record<string, Residence['housing']>> = {
  出租: 'rented',
  自有: 'ownHome',
  单位宿舍: 'employerDormitory',
  旅馆: 'hotel',
  医院: 'hospital',
  学校: 'school',
};

function detailsOf(row: ResidentRow, number: string): ResidentDetails {
  const housing = HOUSING[row.房屋类型];
  if (housing === undefined) throw new Error(row.房屋类型);
  return inventedResident({
    documents: [{ type: 'identityCard', number }],
    birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    sex: row.性别 === '男' ? 'male' : 'female',
    household: row.户籍 === '本地' ? 'local' : 'elsewhere',
    registrations: [
      stay(row.入住日期, { housing, ...(row.登记日期 === '' ? {} : { registeredOn: row.登记日期 }) }),
    ],
    work: row.工作单位 === '' ? [] : [{ employer: row.工作单位, from: row.入职日期 }],
    ...(row.居住证号 === ''
      ? {}
      : {
          permit: {
            number: row.居住证号,
            issuedOn: row.签发日期,
            endorsedOn: row.签注日期,
            validTo: row.有效期至,
          },
        }),
  });
}
