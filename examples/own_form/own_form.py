"""A form of one's own: the yearly report of a made-up ministry on letters and visits."""

from govreport import Report
from govreport.forms import Amount, Columns, Count, Rows, Text, column, group, row, section, table, total


class Ways(Columns, heading="提出方式"):
    letters: Count = column("来信", unit="件")
    visits: Count = column("来访", unit="件")
    online: Count = column("网上", unit="件")
    total: Count = total("合计")


class Accepted(Rows):
    solved: Ways = row("1.已经解决")
    explained: Ways = row("2.解释说明")
    transferred: Ways = row("3.转送")


class Handled(Rows):
    accepted: Accepted = group("（一）受理")
    declined: Ways = row("（二）不予受理")
    total: Ways = total("（三）总计")


class Staff(Columns):
    people: Count = column("人数", unit="人")
    trained: Count = column("参加培训人次", unit="人次")


class Funds(Columns):
    granted: Amount = column("拨款（万元）", short="拨款", unit="万元")
    spent: Amount = column("支出（万元）", short="支出", unit="万元")


class Work(Rows, corner="项目", balance="handled.total + carried_forward = received + carried_over"):
    received: Ways = row("一、本年收到", block="办理情况")
    carried_over: Ways = row("二、上年结转")
    handled: Handled = group("三、本年办结")
    carried_forward: Ways = row("四、结转下年")
    full_time: Staff = row("专职人员", block="人员")
    part_time: Staff = row("兼职人员")
    funds: Funds = row("信访工作经费", block="经费")


class MyReport(Report, kind="letters", years=(2020, None), report_title="来信来访工作年度报告"):
    overview: Text = section("一、基本情况")
    work: Work = table("二、来信来访办理情况")
    plans: Text = section("三、下一年的打算")
