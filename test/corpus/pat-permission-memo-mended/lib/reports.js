'use strict';

const policies = require('./policies');

const reports = new Map();
for (let number = 1; number <= 80; number++) {
  reports.set(`r${number}`, {
    id: `r${number}`,
    team: number % 7 === 0 ? 'all' : `team-${number % 6}`,
    title: `Revenue ${2000 + number}`,
    rows: Array.from({ length: 12 }, (_, month) => ({ month: month + 1, value: (number * 37 + month * 11) % 500 })),
    edits: 0,
  });
}

exports.list = (req) => {
  policies.require(req, 'report:read');
  return policies.visible(req, [...reports.values()]).map(({ id, title, edits }) => ({ id, title, edits }));
};

exports.show = (req, id) => {
  policies.require(req, 'report:read');
  const [report] = policies.visible(req, [reports.get(id)].filter(Boolean));
  if (report === undefined) return null;
  return { ...report, total: report.rows.reduce((sum, { value }) => sum + value, 0) };
};

exports.rename = (req, id, title) => {
  policies.require(req, 'report:write');
  const [report] = policies.visible(req, [reports.get(id)].filter(Boolean));
  if (report === undefined) return null;
  report.title = String(title).slice(0, 80);
  report.edits++;
  return { id, title: report.title, edits: report.edits };
};
