const { init, use } = require('echarts/core');
const { BarChart } = require('echarts/charts');
const { GridComponent, TitleComponent } = require('echarts/components');
const { SVGRenderer } = require('echarts/renderers');

use([BarChart, GridComponent, TitleComponent, SVGRenderer]);

function renderChart({ title, series, width, height }) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    title: { text: title },
    xAxis: { type: 'category', data: series.map(({ month }) => month) },
    yAxis: { type: 'value' },
    series: [{ type: 'bar', data: series.map(({ revenue }) => revenue) }],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

module.exports = { renderChart };
