'use strict';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const years = new Map();
for (let year = 2019; year <= 2026; year++) {
  years.set(
    String(year),
    months.slice(0, year === 2026 ? 5 : 12).map((month, index) => ({
      month,
      orders: 200 + ((year * 13 + index * 29) % 170),
      revenue: 9000 + ((year * 977 + index * 1409) % 7000),
    })),
  );
}

class NoData extends Error {}

function yearOf(year) {
  const rows = years.get(year);
  if (rows === undefined) throw new NoData(`no figures of ${year}`);
  return rows;
}

const reports = {
  async revenue({ year }) {
    let sum = 0;
    return yearOf(year).map(({ month, revenue }) => ({ month, revenue, sum: (sum += revenue) }));
  },

  async quarters({ year }) {
    const rows = yearOf(year);
    return [0, 1, 2, 3].map((quarter) => {
      const part = rows.slice(quarter * 3, quarter * 3 + 3);
      return { quarter: quarter + 1, orders: part.reduce((total, { orders }) => total + orders, 0) };
    });
  },

  async growth({ year }) {
    const before = yearOf(String(Number(year) - 1));
    return yearOf(year).map(({ month, revenue }, index) => ({
      month,
      growth: Math.round((revenue / before[index].revenue - 1) * 1000) / 10,
    }));
  },
};

module.exports = { reports, NoData };
