import { Aws, CfnMapping, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  PeriodOverride,
  type IAlarm,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

const WIDTH = 24;
const HEIGHT = 6;

/** The console's host: it has one in each partition. */
const consoles = { aws: { host: 'console.aws.amazon.com' }, 'aws-cn': { host: 'console.amazonaws.cn' } };

/** One graph: what an operator asks, and the metrics that answer it. */
export interface Panel {
  readonly title: string;
  readonly left: readonly IMetric[];
  /** In another unit than the others. */
  readonly right?: readonly IMetric[];
}

/** What the dashboard is made from. */
export interface OperationsDashboardProps {
  readonly name: string;
  readonly alarms: readonly IAlarm[];
  /** Panels side by side, row by row. */
  readonly rows: readonly (readonly Panel[])[];
}

/** What an operator looks at: the alarms, and below them whether alerts go out and why not. */
export class OperationsDashboard extends Construct {
  /** Address of the dashboard in the partition's console. */
  readonly url: string;

  constructor(scope: Construct, id: string, { name, alarms, rows }: OperationsDashboardProps) {
    super(scope, id);
    const status = new AlarmStatusWidget({
      title: 'Alarms: red ones name their section in docs/operations.md',
      alarms: [...alarms],
      width: WIDTH,
      height: HEIGHT,
    });
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: name,
      defaultInterval: Duration.hours(3),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [[status], ...rows.map((panels) => panels.map((panel) => graph(panel, panels.length)))],
    });
    const host = new CfnMapping(this, 'Console', { mapping: consoles }).findInMap(Aws.PARTITION, 'host');
    const { region } = Stack.of(this);
    this.url = `https://${host}/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function graph({ title, left, right = [] }: Panel, panels: number): IWidget {
  return new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    leftYAxis: { min: 0 },
    rightYAxis: { min: 0 },
    width: Math.floor(WIDTH / panels),
    height: HEIGHT,
  });
}
